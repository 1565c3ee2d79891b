import Feeds
import RedTrack
import Testing

@testable import Mapping

@Suite("Objects of several records")
struct MergeTests {
    private func run(_ feed: String, make: String = #""duplicates": "merge""#) throws -> Templates.Run {
        let text = Templates.text(
            fields:
                #"{"title": "name", "network": "'N'", "url": "link", "payment.amount": "pay", "country_codes": "geo", "targeting.isp": "isp", "targeting.os": "os"}"#,
            make: make)
        return try Templates.run(try Templates.template(text), feed)
    }

    @Test("lists are united in their order, of other values the last that is not empty counts")
    func merged() throws {
        let run = try run(
            """
            [{"id": 1, "name": "A", "link": "l", "pay": 1, "geo": ["US", "CA"], "os": [{"name": "iOS"}]},
             {"id": 2, "name": "B", "link": "m"},
             {"id": 1, "name": "A2", "link": "l", "geo": ["DE", "US"], "isp": ["x"], "os": [{"name": "iOS"}, {"name": "Linux"}]},
             {"id": 1, "name": "A2", "link": "l", "pay": 2}]
            """)
        #expect(
            run.json == [
                #"{"key":"1","title":"A2","network":"N","url":"l","payment":{"amount":2},"country_codes":["US","CA","DE"],"#
                    + #""targeting":{"os":[{"name":"iOS"},{"name":"Linux"}],"isp":["x"]}}"#,
                #"{"key":"2","title":"B","network":"N","url":"m"}"#,
            ])
        #expect(run.summary.objects == [.offer: 2])
        #expect(run.summary.mapped == 4)
    }

    @Test("a record that is open to everyone makes the object so")
    func everywhere() throws {
        let run = try run(
            #"[{"id": 1, "name": "A", "link": "l", "geo": ["US"]}, {"id": 1, "name": "A", "link": "l", "geo": []}, {"id": 1, "name": "A", "link": "l", "geo": ["DE"]}]"#
        )
        #expect(run.objects.first?.node().value["country_codes"]?.value.list?.count == 0)
    }

    @Test("elements of one list with one key are merged as well")
    func each() throws {
        let run = try Templates.run(
            try Templates.template(
                Templates.text(
                    fields: #"{"title": "'T'", "network": "'N'", "url": "'l'", "country_codes": "[geo]"}"#,
                    make: #""each": "rows", "duplicates": "merge""#, key: "to_string(id)")),
            #"[{"rows": [{"id": 1, "geo": "US"}, {"id": 2, "geo": "CA"}, {"id": 1, "geo": "DE"}]}]"#)
        #expect(run.objects.map(\.key) == ["1", "2"])
        #expect(run.json[0].hasSuffix(#""country_codes":["US","DE"]}"#))
    }

    @Test(
        "a list that came out empty clears its field, what is not there leaves it alone",
        arguments: [
            (#""geo": []"#, true), (#""geo": null"#, false), (#""geo": """#, false), (#""x": 1"#, false),
            (#""text": "ALL""#, true), (#""text": null"#, false),
        ])
    func cleared(member: String, isCleared: Bool) throws {
        let text = Templates.text(
            fields:
                #"{"title": "'A'", "network": "'N'", "url": "'l'", "country_codes": "if(text, country(text), geo)"}"#
        )
        let run = try Templates.run(try Templates.template(text), #"[{"id": 1, \#(member)}]"#)
        let codes = run.objects.first?.node().value["country_codes"]?.value
        #expect((codes?.list?.isEmpty == true) == isCleared)
        #expect((codes == nil) == !isCleared)
    }

    @Test("a preview shows what each record became, also what waits for the end of the feed")
    func preview() throws {
        let text = Templates.text(make: #""duplicates": "last", "skip": [{"when": "off", "reason": "off"}]"#)
        var mapper = try Mapper(try Templates.template(text), parameters: ["network": "N"])
        var objects: [MappedObject] = []
        var shown: [MappingPreview] = []
        let feed =
            #"[{"id": 1, "name": "A", "link": "l"}, {"id": 1, "name": "B", "link": "l"}, {"off": true}, {"id": 2}]"#
        try Templates.read(.json(JSONRecordOptions()), feed) {
            shown.append(mapper.preview($0, into: &objects))
        }
        #expect(objects.isEmpty)
        mapper.finish(into: &objects)
        #expect(objects.map { $0.node().value["title"]?.value.string } == ["B"])
        #expect(
            shown.map { $0.objects.map { $0.node().value["title"]?.value.string } } == [["A"], ["B"], [], []])
        #expect(shown[2].outcome == .skipped("off"))
        guard case .rejected(let problems) = shown[3].outcome else {
            Issue.record("the last record is not rejected")
            return
        }
        #expect(problems.count == 2)
    }

    @Test("an object as JSON is the object as a manifest")
    func json() throws {
        let run = try run(
            #"[{"id": 1, "name": "A\"\\\n\u0001é", "link": "l", "pay": 1.50, "geo": [], "isp": ["x\ty"]}]"#)
        var text: [UInt8] = []
        run.objects[0].appendJSON(to: &text)
        #expect(String(decoding: text, as: UTF8.self) == run.json[0])
    }
}
