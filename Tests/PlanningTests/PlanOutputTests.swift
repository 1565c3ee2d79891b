import Diagnostics
import Feeds
import FoundationEssentials
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct PlanOutputTests {
    enum Scene: String, CaseIterable, Sendable {
        case empty, creations, streams, removals, refusals, orphans, hostile
    }

    private static func scene(_ scene: Scene) throws -> Plan {
        let account = try RemovalTests.account()
        let lock = RemovalTests.lock
        switch scene {
        case .empty:
            return try Fixture.plan([Fixture.file(.source, #"{"title":"S"}"#)], account, lock: LockFile())
        case .creations:
            return try Fixture.plan([
                Fixture.file(.network, #"{"title":"Acme","url":"https://acme.example.com"}"#),
                Fixture.file(.source, #"{"title":"Social","ref_id":"{CID}","hints":{"sub1":"ad"}}"#, line: 2),
                Fixture.file(.domain, #"{"title":"Main","url":"https://go.example.com"}"#, line: 3),
                Fixture.file(.landing, #"{"title":"Page","url":"https://page.example.com"}"#, line: 4),
                Fixture.file(
                    .offer,
                    #"{"key":"acme/17","title":"Bushido","url":"https://o.example.com/?c={clickid}","network":"Acme","payment":{"amount":2.50},"country_codes":["US","DE"]}"#,
                    line: 5),
                Fixture.file(
                    .campaign,
                    #"{"title":"Launch","source":"Social","domain":"Main","redirect_type":1,"streams":[{"weight":1,"filters":{"country":{"iso":["US"],"active":true,"exclude":false}},"offers":[{"offer":"acme/17","weight":3}],"landings":[{"landing":"Page","weight":1}]}]}"#,
                    line: 6),
            ])
        case .streams:
            return try Fixture.plan(
                [
                    Fixture.file(
                        .campaign,
                        #"{"title":"C","cpc":0.03,"streams":[{"weight":5,"offers":[{"offer":"O","weight":2},{"offer":"New","weight":1}]},{"weight":1,"filters":{"os":{"titles":["iOS"],"active":true}},"offers":[{"offer":"O","weight":1}]}]}"#
                    ),
                    Fixture.file(.offer, #"{"title":"New","url":"https://new.example.com","network":"N"}"#),
                ], account)
        case .removals: return try Fixture.plan([], account, lock: lock, options: PlanOptions(prune: true))
        case .refusals:
            return try Fixture.plan(
                [
                    Fixture.file(.source, #"{"title":"S","state":"absent"}"#),
                    Fixture.file(.campaign, #"{"title":"C","state":"absent","protect":true}"#),
                ], account)
        case .orphans:
            return try Fixture.plan(
                [], account, lock: Fixture.lock((.offer, "O", "o"), (.landing, "L", "l"), protected: ["L"]))
        case .hostile:
            let title = "\\u001b[31mred\\u202egnp.exe\\n+ campaigns/Fake\\u2066"
            return try Fixture.plan(
                [
                    Fixture.file(.landing, "{\"title\":\"\(title)\",\"url\":\"https://x/\(title)\"}"),
                    Fixture.file(
                        .source,
                        "{\"key\":\"\(title)\",\"title\":\"\(title)\",\"state\":\"absent\",\"protect\":true,\"id\":\"h\"}"
                    ),
                ], [Fixture.object(.source, "{\"id\":\"h\",\"title\":\"\(title)\"}")])
        }
    }

    @Test(arguments: Scene.allCases) func `a plan reads as recorded`(_ scene: Scene) throws {
        let text = PlanText(try Self.scene(scene)).text
        let path =
            #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined()
            + "/Golden/\(scene.rawValue).txt"
        if ProcessInfo.processInfo.environment["WAYBILL_RECORD"] == "1" {
            try Data(text.utf8).write(to: URL(filePath: path))
            Issue.record("recorded \(path): read it, then run again without WAYBILL_RECORD")
            return
        }
        let recorded = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(text == recorded)
    }

    @Test func `no title can move the cursor, colour a line or make up one`() throws {
        let text = PlanText(try Self.scene(.hostile)).text
        #expect(
            !text.unicodeScalars.contains {
                $0 != "\n"
                    && ($0.properties.generalCategory == .control || $0.properties.generalCategory == .format)
            })
        #expect(!text.split(separator: "\n").contains { $0.hasPrefix("+ campaigns") })
    }

    @Test func `colours are used only when asked for, and change nothing else`() throws {
        let plan = try Self.scene(.streams)
        let colored = PlanText(plan, colored: true).text
        #expect(colored.contains("\u{1B}[32m"))
        #expect(colored.replacing(try Regex("\u{1B}\\[[0-9]+m"), with: "") == PlanText(plan).text)
    }

    @Test func `the JSON says the same as the text`() throws {
        let json = PlanJSON(try Self.scene(.streams)).value
        #expect(
            json.members?.map(\.name) == [
                "format", "account", "summary", "changes", "orphans", "unmanaged", "refusals", "notes",
            ])
        #expect(json["format"]?.value == .string("waybill-plan/1"))
        #expect(json["summary"]?.value["update"]?.value == .number("1"))
        #expect(json["summary"]?.value["kinds"]?.value["offers"]?.value["create"]?.value == .number("1"))
        let changes = json["changes"]?.value.list?.map(\.value) ?? []
        #expect(changes.map { $0["kind"]?.value.string } == ["offer", "campaign"])
        #expect(changes.last?["sends"]?.value == .array([.string("cpc"), .string("streams")]))
        #expect(changes.last?["depends_on"]?.value == .array([.string("offers/New")]))
        #expect(changes.last?["before"] == nil, "the account's record is in the journal, not here")
        let first = changes.last?["changes"]?.value.list?.first?.value
        #expect(first?.members?.map(\.name) == ["path", "origin", "note", "before", "after"])
        #expect(first?["path"]?.value == .string("cpc"))
        #expect(first?["after"]?.value == .number("0.03"))
        #expect(try JSONDocument.parse(Array(json.jsonText().utf8)).value == json)
    }
}
