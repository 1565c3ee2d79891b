import Diagnostics
import Feeds
import Manifests
import RedTrack
import Testing

@testable import Planning

@Suite("Graphs") struct GraphOutputTests {
    private static func files() throws -> Manifest {
        Manifest(objects: [
            try Fixture.file(.network, #"{"title":"Acme","url":"https://acme.example.com"}"#),
            try Fixture.file(.source, #"{"title":"Social"}"#),
            try Fixture.file(.source, #"{"title":"Native"}"#),
            try Fixture.file(.domain, #"{"title":"Main","url":"https://go.example.com"}"#),
            try Fixture.file(.landing, #"{"title":"Quiz"}"#),
            try Fixture.file(.offer, #"{"title":"Red Bushido","network":"Acme"}"#),
            try Fixture.file(.offer, #"{"title":"Blue Ronin","network":"Acme"}"#),
            try Fixture.file(.offer, #"{"title":"Old","network":"Acme","state":"absent"}"#),
            try Fixture.file(
                .campaign,
                #"{"title":"Autumn","source":"Social","domain":"Main","streams":[{"weight":3,"filters":{"country":{"iso":["DE"],"active":true}},"landings":[{"landing":"Quiz","weight":1}],"offers":[{"offer":"Red Bushido","weight":2},{"offer":"Blue Ronin","weight":1}]},{"weight":1,"offers":[{"offer":"Elsewhere","weight":1}]}]}"#
            ),
            try Fixture.file(
                .campaign,
                #"{"title":"Winter","source":"Native","domain":"Main","streams":[{"weight":1,"offers":[{"offer":"Blue Ronin","weight":1}]}]}"#
            ),
        ])
    }

    private static let hostile: Manifest? = try? Manifest(
        objects: PlanScene.hostileTitles.enumerated().map { index, title in
            let text = Value.string(title).jsonText()
            return try Fixture.file(
                .campaign,
                #"{"title":\#(text),"source":\#(text),"streams":[{"weight":1,"offers":[{"offer":\#(text),"weight":1}]}]}"#,
                line: index + 1)
        })

    @Test(arguments: GraphOutput.Format.allCases)
    func `the objects of files and who refers to whom`(_ format: GraphOutput.Format) throws {
        try Golden.expect(GraphOutput(Self.files()).text(as: format), is: "graph.\(format.rawValue)")
    }

    @Test(arguments: GraphOutput.Format.allCases)
    func `the trees of campaigns`(_ format: GraphOutput.Format) throws {
        let text = try GraphOutput(Self.files()).text(ofCampaigns: ["Autumn", "Winter"], as: format)
        try Golden.expect(text, is: "campaigns.\(format.rawValue)")
    }

    @Test func `an account gives the same graph as its files`() throws {
        let plan = try PlanScene.funnel.plan
        let snapshot = try Fixture.snapshot(RemovalTests.account())
        let graph = GraphOutput(snapshot)
        #expect(graph.campaigns == ["C"])
        let mermaid = graph.text(as: .mermaid)
        #expect(mermaid.split(separator: "\n").count { $0.contains("-->") } == 5, "\(mermaid)")
        #expect(!plan.isEmpty)
    }

    @Test func `an unknown campaign is an error that names a near one`() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try GraphOutput(Self.files()).text(ofCampaigns: ["Autum", "Winter", "X"], as: .dot)
        }
        #expect(error?.diagnostics.count == 2)
        #expect(error?.diagnostics.contains { $0.help == "did you mean \"Autumn\"?" } == true)
    }

    @Test(arguments: GraphOutput.Format.allCases)
    func `no title breaks out of a graph`(_ format: GraphOutput.Format) throws {
        let graph = GraphOutput(try #require(Self.hostile))
        for text in [graph.text(as: format), try graph.text(ofCampaigns: graph.campaigns, as: format)] {
            for line in text.split(separator: "\n") {
                // Where quotes hold texts, each of them ends; where tags do, each is ours.
                let quotes = line.replacing("\\\\", with: "").replacing("\\\"", with: "").count { $0 == "\"" }
                #expect(quotes.isMultiple(of: 2), "\(line)")
                switch format {
                case .svg:
                    #expect(!line.contains("<script") && !line.contains("<img") && !line.contains("<!"))
                case .mermaid:
                    #expect(!line.contains("%%") && !line.contains("`") && !line.contains("javascript:"))
                case .dot: #expect(line.first != "+" && line.first != "#")
                }
            }
        }
    }

    @Test func `an empty account is an empty graph`() throws {
        let graph = GraphOutput(try Fixture.snapshot([]))
        #expect(graph.text(as: .mermaid) == "flowchart LR\n")
        #expect(graph.text(as: .svg).contains("0 objects and 0 references"))
    }

    @Test func `long texts are cut in the middle, and can be read whole in the title`() throws {
        let name = "An offer with a name that is much too long for any box in a drawing of a campaign"
        let box = Drawing.Box(.same, [Drawing.Line(.name, .same, name)], limit: 200)
        #expect(box.width <= 200)
        #expect(box.title == name)
        #expect(box.lines.first?.text.hasPrefix("An offer with") == true)
        #expect(box.lines.first?.text.hasSuffix("campaign") == true)
    }
}
