import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct ReferenceTests {
    private func network(_ id: String, _ title: String) throws -> Snapshot.Object {
        try Fixture.object(
            .network, "{\"id\":\"\(id)\",\"title\":\"\(title)\",\"url\":\"https://n.example.com\"}")
    }
    private func offer(_ network: String) throws -> [ManifestObject] { [try Fixture.offer(network)] }

    @Test func `a name is a key first, then a title of the account, then an id`() throws {
        let account = [try network("1", "N"), try network("N", "Other"), try network("3", "third")]
        let keyed = try Fixture.file(.network, #"{"key":"N","id":"3"}"#)
        #expect(try Fixture.plan(offer("N") + [keyed], account).body()?["program_id"]?.value == .string("3"))
        #expect(try Fixture.plan(offer("N"), account).body()?["program_id"]?.value == .string("1"))
        #expect(try Fixture.plan(offer("3"), account).body()?["program_id"]?.value == .string("3"))
    }

    @Test func `a reference to a new object waits for its id`() throws {
        let new = try Fixture.file(.network, #"{"title":"N","url":"https://n.example.com"}"#)
        let plan = try Fixture.plan(offer("N") + [new])
        #expect(plan.steps == ["create networks/N", "create offers/O"])
        #expect(plan.changes.dropFirst(1).first?.dependsOn.map(\.description) == ["networks/N"])
        #expect(plan.changes.dropFirst(1).first?.wireBody { _ in nil } == nil)
        #expect(plan.body(1)?["program_id"]?.value == .string("new-N"))
    }

    @Test func `a key that is gone from the files still means the object that the lock file knows`() throws {
        let account = [try network("1", "Shown")]
        let lock = Fixture.lock((.network, "feed/1", "1"))
        let plan = try Fixture.plan(offer("feed/1"), account, lock: lock)
        #expect(plan.body()?["program_id"]?.value == .string("1"))
        // A changed key is not: the files say the new one.
        let renamed = try Fixture.file(.network, #"{"key":"feed/2","id":"1"}"#)
        #expect(
            try Fixture.faults(offer("feed/1") + [renamed], account, lock: lock).map(\.id) == [
                "plan.dangling-reference"
            ])
    }

    @Test func `a dangling reference suggests a close name`() throws {
        let found = try Fixture.faults(offer("Networc"), [network("1", "Network")])
        #expect(found.map(\.id) == ["plan.dangling-reference"])
        #expect(found.first?.help == "did you mean \"Network\"?")
    }

    @Test func `a title of an object with another key is told its key`() throws {
        let keyed = try Fixture.file(
            .network, #"{"key":"feed/1","title":"Shown","url":"https://n.example.com"}"#)
        #expect(try Fixture.faults(offer("Shown") + [keyed]).first?.help?.contains("feed/1") == true)
    }

    @Test func `an ambiguous reference lists the ids`() throws {
        let found = try Fixture.faults(offer("N"), [network("1", "N"), network("2", "N")])
        #expect(found.map(\.id) == ["plan.ambiguous-reference"])
        #expect(found.first?.help?.contains("1, 2") == true)
    }

    @Test func `a reference to an object that is to be absent and is not there is dangling`() throws {
        let absent = try Fixture.file(.network, #"{"title":"N","state":"absent"}"#)
        #expect(try Fixture.faults(offer("N") + [absent]).map(\.id) == ["plan.dangling-reference"])
    }
}

extension Fixture {
    static func offer(_ network: String) throws -> ManifestObject {
        try file(.offer, "{\"title\":\"O\",\"url\":\"https://o.example.com\",\"network\":\"\(network)\"}")
    }
}
