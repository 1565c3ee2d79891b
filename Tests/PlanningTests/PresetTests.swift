import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

@Suite struct PresetTests {
    private func catalog() throws -> PresetCatalog {
        let records = [
            #"{"id":"p1","title":"Ads","url":"https://a","ref_id":"{REF}","cost_id":"","sub1":"{K}","hints":{"sub1":"keyword","sub2":"site"}}"#,
            #"{"id":"p2","title":"Twin"}"#, #"{"id":"p3","title":"Twin"}"#,
        ]
        return PresetCatalog(sources: try records.map { try SourcePreset(wire: Node(Fixture.value($0))) })
    }

    @Test(arguments: ["Ads", "p1"]) func `a preset fills what the file leaves out, by title or id`(
        name: String
    ) throws {
        let file = try Fixture.file(
            .source, "{\"title\":\"S\",\"preset\":\"\(name)\",\"sub1\":\"own\",\"hints\":{\"sub1\":\"mine\"}}"
        )
        let plan = try Fixture.plan([file], presets: catalog())
        #expect(
            try plan.body()
                == Fixture.value(
                    #"{"title":"S","ref_id":"{REF}","sub1":"own","hints":{"sub1":"mine","sub2":"site"},"preset_id":"p1"}"#
                ))
    }

    @Test func `an explicit empty record keeps the preset's out`() throws {
        let file = try Fixture.file(.source, #"{"title":"S","preset":"Ads","hints":{}}"#)
        #expect(try Fixture.plan([file], presets: catalog()).body()?["hints"]?.value == .object([]))
    }

    @Test(arguments: [
        ("Adz", "plan.unknown-preset", "did you mean \"Ads\"?"), ("Twin", "plan.ambiguous-preset", "p2, p3"),
    ])
    func `an unknown or ambiguous preset is an error with a way out`(name: String, id: String, help: String)
        throws
    {
        let found = try Fixture.faults(
            [Fixture.file(.source, "{\"title\":\"S\",\"preset\":\"\(name)\"}")], presets: catalog())
        #expect(found.map(\.id) == [id])
        #expect(found.first?.help?.contains(help) == true)
        let absent = try Fixture.file(
            .source, "{\"title\":\"S\",\"preset\":\"\(name)\",\"state\":\"absent\"}")
        #expect(try Fixture.faults([absent], presets: catalog()).isEmpty)
    }
}
