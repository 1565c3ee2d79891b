import Diagnostics
import Feeds
import Mapping
import RedTrack
import TestSupport
import Testing

@Suite("Rejects of shipped templates")
struct ShippedTemplateRejectTests {
    /// A record that a template rejected is read from the file of rejects as it was read from the feed.
    @Test("what a template rejects can be fed to it again", arguments: ShippedTemplate.all)
    func roundTrip(_ shipped: ShippedTemplate) throws {
        let template = try shipped.load()
        let parameters = shipped.parameters(of: template)
        let joins = try shipped.joins(of: template, parameters: parameters)
        var mapper = try Mapper(template, parameters: parameters, joins: joins)
        var objects: [MappedObject] = []
        var rejected: [[MappingProblem]] = []
        var writer: RejectWriter?
        var text: [UInt8] = []
        let sample = try #require(try shipped.sample())
        let faults = FeedRun.read(sample, template.format, template.encoding) { record, dialect in
            guard case .rejected(let problems) = mapper.map(record, into: &objects) else { return }
            if writer == nil { writer = RejectWriter(template, dialect: dialect) }
            text += writer?.add(record, problems, file: sample) ?? []
            rejected.append(problems)
        }
        #expect(faults.isEmpty)
        text += writer?.finish() ?? []
        guard !rejected.isEmpty else { return }

        var again = try Mapper(template, parameters: parameters, joins: joins)
        var messages: [[String]] = []
        var reader = template.reader(of: text)
        var record = Record()
        while try reader.next(&record) {
            guard case .rejected(let problems) = again.map(record, into: &objects) else {
                messages.append([])
                continue
            }
            messages.append(problems.map(\.message))
        }
        // A key that is there twice in the feed is there once among the rejects.
        let expected = rejected.map { $0.filter { $0.word != "duplicate" }.map(\.message) }
        #expect(messages == expected, "\(String(decoding: text, as: UTF8.self))")
        #expect(again.summary.lost.isEmpty)
    }

    @Test(
        "rejects have the form of the feed that they came from",
        arguments: [
            (
                "offer18",
                #"{"data": [{"offerid": "7", "name": "A", "status": "new", "authorized": 1}, {"name": "B"}]}"#
            ),
            ("offer18", #"{"data": {"7": {"name": "A", "status": "new", "authorized": 1}}}"#),
            (
                "scaleo", #"{"info": {"offer": {"id": 1, "title": "A"}}}"#
            ),
            (
                "google-merchant",
                #"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">"#
                    + "<entry><g:id>1</g:id><title>A</title></entry></feed>"
            ),
            (
                "google-merchant",
                "<rss><channel><item><id>1</id><title>A</title></item></channel></rss>"
            ),
        ])
    func forms(name: String, feed: String) throws {
        let template = try ShippedTemplate(name: name).load()
        let parameters = ShippedTemplate(name: name).parameters(of: template)
        let (messages, text) = try Self.rejects(of: Array(feed.utf8), template, parameters)
        let (again, _) = try Self.rejects(of: text, template, parameters)
        #expect(!messages.isEmpty)
        #expect(again == messages, "\(String(decoding: text, as: UTF8.self))")
    }

    /// What is wrong with each rejected record of a feed, and the file of rejects.
    private static func rejects(
        of feed: [UInt8], _ template: Template, _ parameters: [String: String]
    ) throws -> ([[String]], [UInt8]) {
        var mapper = try Mapper(template, parameters: parameters)
        var writer = RejectWriter(template)
        var reader = template.reader(of: feed)
        var record = Record()
        var objects: [MappedObject] = []
        var messages: [[String]] = []
        var text: [UInt8] = []
        while try reader.next(&record) {
            guard case .rejected(let problems) = mapper.map(record, into: &objects) else { continue }
            messages.append(problems.map(\.message))
            text += writer.add(record, problems, file: "feed")
        }
        return (messages, text + writer.finish())
    }
}

@Suite("Shipped templates and records that they do not expect")
struct ShippedTemplateDamageTests {
    private static let values: [Value] = [
        .null, .string(""), .string(" "), .string("x"), .string("ALL"), .string("-1"), .string("10%"),
        .number("0"), .number("-3"), .number("1e30"), .bool(true), .list([]), .map([]),
        .list([Node(.null)]), .list([Node(.string("US"))]), .map([Member("code", .string("US"))]),
    ]

    /// Whatever else is wrong, an offer that is made has what an offer needs.
    @Test("a damaged record becomes a whole offer or none", arguments: ShippedTemplate.all)
    func damage(_ shipped: ShippedTemplate) throws {
        let template = try shipped.load()
        let parameters = shipped.parameters(of: template)
        let joins = try shipped.joins(of: template, parameters: parameters)
        var records: [Value] = []
        let sample = try #require(try shipped.sample())
        _ = FeedRun.read(sample, template.format, template.encoding) { record, _ in
            records.append(record.node(0).value)
        }
        let fresh = try Mapper(template, parameters: parameters, joins: joins)
        var generator = SeededGenerator(seed: 20_181_103)
        var outcomes = 0
        for round in 0..<400 {
            // Each damage is a feed of its own, so that no key is used before.
            var mapper = fresh
            let damaged = Self.damaged(records[round % records.count], &generator)
            var objects: [MappedObject] = []
            if case .made = mapper.map(try Record(damaged), into: &objects) { outcomes += 1 }
            mapper.finish(into: &objects)
            for object in objects where object.kind == .offer {
                let node = object.node()
                #expect(!object.key.isEmpty, "seed 20181103, round \(round)")
                #expect(node.value["title"]?.value.string?.isEmpty == false, "seed 20181103, round \(round)")
                // A table's links are its user's own.
                let link = node.value["url"]?.value.string ?? ""
                #expect(
                    !link.isEmpty && (shipped.name == "offers" || link.contains("{clickid}")),
                    "seed 20181103, round \(round)")
            }
        }
        #expect(outcomes > 0)
    }

    /// The value with one of the values in it replaced by another.
    private static func damaged(_ value: Value, _ generator: inout SeededGenerator) -> Value {
        if Int.random(in: 0..<8, using: &generator) > 0 {
            if case .map(var members) = value, !members.isEmpty {
                let index = Int.random(in: 0..<members.count, using: &generator)
                members[index].node.value = damaged(members[index].node.value, &generator)
                return .map(members)
            }
            if case .list(var nodes) = value, !nodes.isEmpty {
                let index = Int.random(in: 0..<nodes.count, using: &generator)
                nodes[index].value = damaged(nodes[index].value, &generator)
                return .list(nodes)
            }
        }
        return values[Int.random(in: 0..<values.count, using: &generator)]
    }
}
