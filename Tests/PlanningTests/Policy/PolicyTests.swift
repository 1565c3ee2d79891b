import Diagnostics
import Manifests
import RedTrack
import Testing

@testable import Planning

@Suite("Policies")
struct PolicyTests {
    /// A policy as a project declares it.
    static func policy(
        _ name: String = "rule", for subject: PolicyDeclaration.Subject = .kind(.offer),
        over all: Bool = false,
        when: String? = nil, must: String, message: String? = nil,
        severity: PolicyDeclaration.Severity = .error, except: [String] = []
    ) throws -> PolicyDeclaration {
        let place = SourcePlace(
            file: "waybill.yaml", position: SourcePosition(line: 7, column: 5, offset: 0))
        return PolicyDeclaration(
            name: Placed(name, at: place), subject: subject, coversUnchanged: all,
            when: when.map { Placed($0, at: place) }, must: Placed(must, at: place), message: message,
            severity: severity, except: try except.map { try AddressPattern($0) })
    }

    static let network = #"{"id": "n1", "title": "North", "url": "https://n.example"}"#

    /// An account with one offer, and files that raise its payout and make another one.
    static func plan() throws -> (plan: Plan, snapshot: Snapshot) {
        let account = [
            try Fixture.object(.network, network),
            try Fixture.object(
                .offer,
                #"{"id": "o1", "title": "Red", "program_id": "n1", "url": "https://r.example", "payment": {"amount": 2}, "#
                    + #""status": 1, "country_codes": ["DE"]}"#),
            try Fixture.object(
                .offer, #"{"id": "o2", "title": "Green", "program_id": "n1", "url": "http://g.example"}"#),
        ]
        let files = [
            try Fixture.file(.network, #"{"title": "North", "url": "https://n.example"}"#),
            try Fixture.file(.offer, #"{"title": "Red", "payment": {"amount": 5.5}}"#, line: 4),
            try Fixture.file(.offer, #"{"title": "Green"}"#, line: 8),
            try Fixture.file(
                .offer,
                #"{"title": "Blue", "network": "North", "url": "https://b.example", "payment": {"amount": 200}}"#,
                line: 12),
        ]
        let snapshot = try Fixture.snapshot(account)
        let plan = try Planner(manifest: Manifest(objects: files), lock: LockFile(), snapshot: snapshot)
            .plan()
        return (plan, snapshot)
    }

    private func violations(_ declarations: PolicyDeclaration...) throws -> [PolicyViolation] {
        let (plan, snapshot) = try Self.plan()
        return try PolicySet(declarations).violations(of: plan, in: snapshot)
    }

    @Test(
        "policies of a kind see objects as they will be, in the names of files",
        arguments: [
            ("after.payment.amount <= `150`", ["offers/Blue"]),
            ("after.payment.amount <= `5`", ["offers/Blue", "offers/Red"]),
            ("after.network == 'North'", []), ("after.title == title", []),
            ("after.status == 'active'", []),
            ("before == null || before.payment.amount == `2`", []), ("action == 'create'", ["offers/Red"]),
            ("action == 'create' || contains(fields, 'payment.amount')", []),
            ("after.country_codes", ["offers/Blue"]),
            ("url_host(after.url) != 'b.example'", ["offers/Blue"]),
            ("after.nothing", ["offers/Blue", "offers/Red"]),
            ("match(after.url, '^https://')", []), ("id || action == 'create'", []),
            ("!after.created_at", []),
        ])
    func kinds(must: String, violators: [String]) throws {
        let found = try violations(Self.policy(must: must))
        #expect(found.compactMap { $0.address?.description } == violators, "\(found)")
    }

    @Test("unchanged objects of the files are looked at when the policy asks for all")
    func unchanged() throws {
        let must = "starts_with(after.url, 'https://')"
        #expect(try violations(Self.policy(must: must)).isEmpty)
        let found = try violations(Self.policy(over: true, must: must))
        #expect(found.map(\.address?.description) == ["offers/Green"])
        #expect(try violations(Self.policy(over: true, must: must, except: ["offers/Gr*"])).isEmpty)
    }

    @Test("a condition says which objects a policy is about")
    func conditions() throws {
        let found = try violations(Self.policy(when: "action == 'update'", must: "`false`"))
        #expect(found.map(\.address?.description) == ["offers/Red"])
        #expect(found.first?.objectPlace?.description == "offers.yaml:4:3")
    }

    @Test(
        "what cannot be evaluated is violated, never held",
        arguments: [
            "length(after.payment.nothing) > `0`", "error('no')", "max_by(after.country_codes, &a) == `1`",
        ])
    func failures(must: String) throws {
        #expect(try violations(Self.policy(for: .changes, must: must)).count == 2)
        let conditional = try violations(Self.policy(for: .changes, when: must, must: "`true`"))
        #expect(conditional.count == 2)
        #expect(conditional.allSatisfy { $0.reason.contains("cannot be evaluated") }, "\(conditional)")
    }

    @Test("the plan as a whole has counts and changes")
    func whole() throws {
        #expect(
            try violations(
                Self.policy(
                    for: .plan,
                    must:
                        "counts.create == `1` && counts.update == `1` && kinds.offers.unchanged == `1` && orphans == `0`"
                )
            ).isEmpty)
        #expect(try violations(Self.policy(for: .plan, must: "length(changes) == `2`")).isEmpty)
        let found = try violations(
            Self.policy(for: .plan, must: "counts.create == `0`", message: "no new ones"))
        #expect(found.map(\.address) == [nil])
        #expect(
            found.first?.sentence == "the policy \"rule\" (waybill.yaml:7:5) does not allow it: no new ones")
    }

    @Test("removals are changes, and no objects of a kind")
    func removals() throws {
        let account = [try Fixture.object(.landing, #"{"id": "l1", "title": "Old", "url": "x"}"#)]
        let files = [try Fixture.file(.landing, #"{"title": "Old", "state": "absent"}"#)]
        let plan = try Fixture.plan(files, account)
        let snapshot = try Fixture.snapshot(account)
        func found(_ subject: PolicyDeclaration.Subject) throws -> Int {
            try PolicySet([Self.policy(for: subject, must: "after")]).violations(of: plan, in: snapshot).count
        }
        #expect(try found(.changes) == 1)
        #expect(try found(.kind(.landing)) == 0)
    }

    @Test("an error refuses the plan, a warning stands with the change")
    func held() throws {
        let (plan, snapshot) = try Self.plan()
        let set = try PolicySet([
            Self.policy("limit", must: "after.payment.amount <= `150`", message: "too much"),
            Self.policy(
                "review", for: .changes, when: "action == 'update'", must: "`false`", severity: .warning),
            Self.policy("secure", over: true, must: "starts_with(after.url, 'https')", severity: .warning),
        ])
        let held = plan.held(to: set.violations(of: plan, in: snapshot))
        #expect(held.refusals.map { $0.address?.description } == ["offers/Blue"])
        #expect(held.refusals.first?.reason.contains("\"limit\" (waybill.yaml:7:5)") == true)
        let update = try #require(held.changes.first { $0.action == .update })
        #expect(update.warnings.contains { $0.contains("\"review\"") }, "\(update.warnings)")
        #expect(
            held.notes.contains { $0.contains("offers/Green") && $0.contains("\"secure\"") }, "\(held.notes)")
        #expect(plan.held(to: []).refusals.isEmpty)
    }

    @Test("expressions that cannot be read are named with their place, all at once")
    func faults() throws {
        let declarations = try [
            Self.policy("a", must: "after."), Self.policy("b", when: "nope(x)", must: "x"),
            Self.policy("c", must: "x"),
        ]
        let error = #expect(throws: DiagnosticsError.self) { try PolicySet(declarations) }
        #expect(error?.diagnostics.map(\.id) == ["policy.expression", "policy.expression"])
        #expect(error?.diagnostics.first?.place?.position?.line == 7)
    }
}
