import Feeds
import Planning
import Testing

@Suite struct PlanOutputTests {
    @Test(arguments: PlanScene.allCases) func `a plan reads as recorded`(_ scene: PlanScene) throws {
        try Golden.expect(PlanText(try scene.plan).text, is: "\(scene.rawValue).txt")
    }

    @Test(arguments: [PlanDetail.none, .full])
    func `a plan reads as recorded in less and in more detail`(_ detail: PlanDetail) throws {
        let text = PlanText(try PlanScene.funnel.plan, detail: detail).text
        try Golden.expect(text, is: "funnel.\(detail.rawValue).txt")
    }

    @Test func `no title can move the cursor, colour a line or make up one`() throws {
        let text = PlanText(try PlanScene.hostile.plan).text
        #expect(
            !text.unicodeScalars.contains {
                $0 != "\n"
                    && ($0.properties.generalCategory == .control || $0.properties.generalCategory == .format)
            })
        #expect(!text.split(separator: "\n").contains { $0.hasPrefix("+ campaigns") })
    }

    @Test func `colours are used only when asked for, and change nothing else`() throws {
        let plan = try PlanScene.streams.plan
        let colored = PlanText(plan, colored: true).text
        #expect(colored.contains("\u{1B}[32m"))
        #expect(colored.replacing(try Regex("\u{1B}\\[[0-9]+m"), with: "") == PlanText(plan).text)
    }

    @Test func `the JSON says the same as the text`() throws {
        let json = PlanJSON(try PlanScene.streams.plan).value
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
