import Diagnostics
import Manifests
import Planning
import RedTrack
import Testing

/// `adoption:` in `waybill.yaml`: what becomes of objects that neither an id nor the lock file knows.
@Suite struct AdoptionTests {
    private func landing(_ id: String, _ title: String, created: String = "2018-11-02T00:00:00Z") throws
        -> Snapshot.Object
    {
        try Fixture.object(
            .landing,
            "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"url\":\"https://\(id).example.com\",\"created_at\":\"\(created)\"}"
        )
    }

    private func outcome(
        _ policy: AdoptionPolicies, _ file: String, _ account: [Snapshot.Object],
        lock: LockFile = LockFile()
    ) throws -> (steps: [String], faults: [Diagnostic]) {
        var options = PlanOptions()
        options.adoption = policy
        do {
            let plan = try Fixture.plan(
                [Fixture.file(.landing, file)], account, lock: lock, options: options)
            return (plan.steps, [])
        } catch let error as DiagnosticsError {
            return ([], error.diagnostics)
        }
    }

    private static let file = #"{"title":"A","url":"https://new.example.com"}"#

    @Test func `adopt takes the object of the same title, else creates`() throws {
        #expect(
            try outcome(AdoptionPolicies(), Self.file, [landing("1", "A")]).steps == ["update landings/A"])
        #expect(try outcome(AdoptionPolicies(), Self.file, []).steps == ["create landings/A"])
    }

    @Test func `must-exist takes the object of the same title, and never creates`() throws {
        let policy = AdoptionPolicies(.mustExist)
        #expect(try outcome(policy, Self.file, [landing("1", "A")]).steps == ["update landings/A"])
        let missing = try outcome(policy, Self.file, [landing("1", "B")])
        #expect(missing.faults.map(\.id) == ["plan.must-exist"])
        #expect(missing.faults.first?.place?.description == "landings.yaml:1:3")
        let lost = try outcome(policy, Self.file, [], lock: Fixture.lock((.landing, "A", "7")))
        #expect(lost.faults.first?.message.contains("knows as 7") == true)
        #expect(try outcome(policy, #"{"title":"A","state":"absent"}"#, []).faults.isEmpty)
    }

    @Test func `create never takes over what has the same title, but says which it is`() throws {
        let policy = AdoptionPolicies(.create)
        #expect(try outcome(policy, Self.file, [landing("1", "B")]).steps == ["create landings/A"])
        let taken = try outcome(policy, Self.file, [landing("1", "A")])
        #expect(taken.faults.map(\.id) == ["plan.title-taken"])
        #expect(taken.faults.first?.message.contains("(1)") == true)
        #expect(
            taken.faults.first?.help
                == "to take one over, write `id: 1` (https://1.example.com, created 2018-11-02); else give the landing"
                + " another title")
        let pinned = try outcome(policy, #"{"title":"A","id":"1","url":"https://x"}"#, [landing("1", "A")])
        #expect(pinned.steps == ["update landings/A"])
        let known = try outcome(
            policy, Self.file, [landing("1", "A")], lock: Fixture.lock((.landing, "A", "1")))
        #expect(known.steps == ["update landings/A"])
        let absent = try outcome(policy, #"{"title":"A","state":"absent"}"#, [landing("1", "A")])
        #expect(absent.faults.map(\.id) == ["plan.title-taken"], "nor is it removed by its title alone")
    }

    @Test func `each kind may have its own policy`() throws {
        let policy = AdoptionPolicies(.adopt, [.offer: .mustExist])
        #expect(try outcome(policy, Self.file, []).steps == ["create landings/A"])
        #expect(policy[.offer] == .mustExist)
    }

    @Test func `an ambiguity tells its candidates apart`() throws {
        let found = try outcome(
            AdoptionPolicies(), Self.file,
            [landing("1", "A"), landing("2", "A", created: "2019-05-06T07:08:09Z")])
        #expect(found.faults.map(\.id) == ["plan.ambiguous"])
        #expect(
            found.faults.first?.help
                == "say which one it is: write `id: 1` (https://1.example.com, created 2018-11-02) or `id: 2`"
                + " (https://2.example.com, created 2019-05-06)")
    }
}
