import Diagnostics
import Feeds
import Testing

@testable import Mapping

@Suite("Drafts of the feeds of networks")
struct DraftShapeTests {
    @Test("a draft finds what a person would", arguments: try DraftShapes.all())
    func finds(shape: DraftShape) throws {
        let found = try Drafted(shape.text, shape.format).draft.found
        #expect(found["key"] == shape.key)
        #expect(found["title"] == shape.title)
        #expect(found["url"] == shape.url)
        #expect(found["payment.amount"] == shape.payout)
        if let countries = shape.countries { #expect(found["country_codes"] == countries) }
        if let status = shape.status { #expect(found["status"] == status) }
        #expect(found["cap"] == shape.cap)
    }

    @Test(
        "a draft loads, runs without rejecting a record, and its own test comes true",
        arguments: try DraftShapes.all())
    func runs(shape: DraftShape) throws {
        let drafted = try Drafted(shape.text, shape.format)
        let template = try drafted.template()
        let run = try Drafted.run(template, Array(shape.text.utf8))
        #expect(run.problems.isEmpty, "\(run.problems)\n\(drafted.draft.text)")
        #expect(run.objects.count == shape.objects, "\(run.summary)\n\(drafted.draft.text)")
        #expect(template.examples.count == 1, "\(drafted.draft.text)")
        #expect(TemplateTests.run(template).map { "\($0)" } == [], "\(drafted.draft.text)")
    }

    @Test("with the list of unread fields uncommented, nothing is lost", arguments: try DraftShapes.all())
    func ignores(shape: DraftShape) throws {
        let drafted = try Drafted(shape.text, shape.format)
        var isList = false
        let lines = drafted.draft.text.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        let text = lines.map { line -> String in
            if line == "# ignore:" { isList = true }
            if line == "tests:" { isList = false }
            return isList ? line.replacing("# ", with: "", maxReplacements: 1) : line
        }
        let template = try Drafted.template(text.joined(separator: "\n"))
        let run = try Drafted.run(template, Array(shape.text.utf8))
        if case .json = shape.format, shape.description == "Mobidea" { return }
        #expect(run.summary.lost.map(\.path) == [], "\(drafted.draft.text)")
    }
}
