import Diagnostics
import Feeds
import Testing

@testable import Migration

@Suite("A cut-over") struct CutoverTests {
    private static let links = [
        "voluum/c-1": "https://go.example/1?sub1={source}", "voluum/c-2": "https://go.example/2",
    ]

    @Test func `reads as recorded`() throws {
        let steps = try ReportScene.shop.report.cutover.steps(links: Self.links)
        try ReportGolden.expect(
            String(decoding: try CutoverCSV.bytes(steps), as: UTF8.self), is: "cutover.csv")
    }

    @Test func `prepares before it moves, and moves hosts last`() throws {
        let steps = try ReportScene.shop.report.cutover.steps(links: Self.links)
        #expect(steps.map(\.phase.rawValue) == steps.map(\.phase.rawValue).sorted())
        #expect(Set(steps.map(\.phase)) == Set(CutoverStep.Phase.allCases))
        #expect(steps.first?.phase == .domain && steps.last?.phase == .dns)
    }

    @Test func `postbacks go where the new links lead, with what the network writes`() throws {
        let cutover = try ReportScene.shop.report.cutover
        let known = cutover.steps(links: Self.links).filter { $0.phase == .postback }
        #expect(known[0].new == "https://go.example/postback?clickid=#s2#&sum=#price#")
        #expect(known[1].new.hasSuffix("?clickid=THE-NETWORKS-TOKEN-FOR-YOUR-CLICK-ID"))
        let unknown = cutover.steps(links: [:]).filter { $0.phase == .postback }
        #expect(unknown[0].new == "https://YOUR-REDTRACK-DOMAIN/postback?clickid=#s2#&sum=#price#")
    }

    @Test func `a campaign that is not in the account says so`() throws {
        let steps = try ReportScene.shop.report.cutover.steps(links: Self.links).filter { $0.phase == .link }
        #expect(steps.map(\.new) == ["https://go.example/1?sub1={source}", "https://go.example/2", ""])
        #expect(steps[2].task.hasPrefix("Not in the account yet"))
    }

    @Test func `no cell is run by a spreadsheet`() throws {
        let report = try ReportScene.attack.report
        let text = String(decoding: try CutoverCSV.bytes(report.cutover.steps(links: [:])), as: UTF8.self)
        #expect(text.contains("'=1+1") && !text.contains(",=1+1") && !text.contains("\u{0}"))
    }

    @Test(arguments: ReportScene.allCases) func `comes back from the report`(_ scene: ReportScene) throws {
        let report = try scene.report
        var bytes: [UInt8] = []
        MigrationJSON(report).write { bytes += $0 }
        let read = try Cutover(report: try JSONDocument.parse(bytes).value, file: "r.json")
        #expect(read == report.cutover)
    }

    @Test func `another document is refused by its place`() {
        #expect(throws: DiagnosticsError.self) {
            try Cutover(report: .object([("format", .string("waybill-plan/1"))]), file: "r.json")
        }
    }

    @Test(arguments: ["domains", "networks", "sources", "landings", "campaigns"])
    func `a report without one of its lists is refused: steps would be missing`(list: String) throws {
        var bytes: [UInt8] = []
        MigrationJSON(try ReportScene.shop.report).write { bytes += $0 }
        let document = try JSONDocument.parse(bytes).value
        let lists = (document["cutover"]?.value.members ?? []).filter { $0.name != list }
        let format = try #require(document["format"]?.value)
        let torn = Value.object([("format", format), ("cutover", .map(lists))])
        #expect {
            try Cutover(report: torn, file: "r.json")
        } throws: { error in
            (error as? DiagnosticsError)?.diagnostics.map(\.message)
                == ["the report is not whole: it has no list cutover.\(list)"]
        }
    }

    @Test(
        arguments: [
            ("https://go.example/1", "https://go.example"),
            ("http://u:p@go.example:8080?x", "http://go.example:8080"),
            ("HTTPS://A.b#c", "https://A.b"), ("ftp://x/", nil), ("go.example/1", nil), ("https://", nil),
            ("", nil),
        ] as [(String, String?)])
    func `where a link leads`(_ link: String, _ site: String?) {
        #expect(Migrator.website(link) == site)
    }
}
