import Diagnostics
import Feeds
import Foundation
import Testing

@testable import Mapping

@Suite("Drafts of the sample feeds")
struct DraftSampleTests {
    private static let folder = String(
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
            + "/samples/feeds/")

    private static func names() -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.filter { !$0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted()
    }

    /// The text of a sample; one in UTF-16 as UTF-8.
    private static func bytes(_ name: String) throws -> [UInt8] {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + name)))
        return bytes.first == 0xFF ? Array(try SourceText.decode(bytes).utf8) : bytes
    }

    /// A sample as somebody would read it who knows nothing of it.
    private static func sample(_ name: String) throws -> (Drafted, FeedFormat) {
        let input = FeedInput(paths: [folder + name])
        var reader = FeedReader(input)
        let syntax = try reader.detectedSyntax()
        let path = try RecordPathFinder.candidates(in: input, syntax: syntax).first?.path ?? ""
        let bytes = try bytes(name)
        switch syntax {
        case .json:
            let format = FeedFormat.json(JSONRecordOptions(records: [try JSONRecordPath(path)]))
            return (try Drafted(bytes, format), format)
        case .xml:
            let format = FeedFormat.xml(
                XMLRecordOptions(records: try XMLRecordPath(path), lenientAmpersands: true))
            return (try Drafted(bytes, format), format)
        case .csv:
            var options = CSVOptions(columnNames: .numbered, ragged: .padded)
            if name.hasPrefix("shareasale") { options.quote = .none }
            var rows = CSVRecordReader(bytes, options: options)
            if TemplateDraft.looksHeaderless(try rows.dialect().columns) { options.hasHeader = false }
            return (try Drafted(bytes, .csv(options)), .csv(options))
        }
    }

    @Test("there are samples")
    func present() { #expect(Self.names().count >= 15) }

    @Test(
        "the records of a sample are found",
        arguments: [
            ("affise.json", "offers"), ("cake.xml", "/offer_feed_response/offers/offer"),
            ("clickbank.xml", "//Site"),
            ("everflow.json", "offers"), ("google-merchant.xml", "/rss/channel/item"),
            ("impact-json.json", "Ads"),
            ("impact.xml", "/ImpactRadiusResponse/Ads/Ad"), ("offer18.json", "data.*"),
            ("scaleo.json", "info.offers"),
            ("trackier.json", "data.campaigns"), ("tune.json", "response.data.data.*"),
            ("tune-unpaged.json", "response.data.*"),
        ])
    func paths(name: String, path: String) throws {
        let input = FeedInput(paths: [Self.folder + name])
        let syntax = try #require(FeedSyntax(fileName: name))
        #expect(try RecordPathFinder.candidates(in: input, syntax: syntax).first?.path == path)
    }

    @Test("a sample feed is drafted, and the draft rejects nothing and passes its test", arguments: names())
    func drafts(name: String) throws {
        let (drafted, _) = try Self.sample(name)
        let text = drafted.draft.text
        let template = try drafted.template()
        let run = try Drafted.run(template, try Self.bytes(name))
        #expect(run.problems.isEmpty, "\(run.problems)\n\(text)")
        #expect(!run.objects.isEmpty, "\(run.summary)\n\(text)")
        #expect(template.examples.count == 1, "\(text)")
        #expect(TemplateTests.run(template).map { "\($0)" } == [], "\(text)")
        #expect(drafted.draft.found["key"] != nil, "\(text)")
        #expect(drafted.draft.found["title"] != nil, "\(text)")
    }
}
