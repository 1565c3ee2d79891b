import Diagnostics
import Feeds
import Mapping
import Testing

@Suite("Shipped templates")
struct ShippedTemplateTests {
    @Test("there are templates, and each has a sample and is called like its file")
    func inventory() throws {
        #expect(ShippedTemplate.all.count >= 14)
        for shipped in ShippedTemplate.all {
            #expect(try shipped.sample() != nil, "\(shipped.name) has no sample")
            #expect(try shipped.load().name == shipped.name)
        }
    }

    @Test("a template's own examples come true", arguments: ShippedTemplate.all)
    func examples(_ shipped: ShippedTemplate) throws {
        let template = try shipped.load()
        #expect(!template.examples.isEmpty)
        let findings = TemplateTests.run(template)
        #expect(findings.isEmpty, "\(findings.map { "\($0)" }.joined(separator: "\n"))")
    }

    @Test("a template maps its sample as somebody has read and found right", arguments: ShippedTemplate.all)
    func samples(_ shipped: ShippedTemplate) throws {
        let run = try shipped.run()
        #expect(!run.objects.isEmpty)
        try Golden.expect(run.json, "\(shipped.name).json")
    }

    @Test("no field of a sample is lost without a word", arguments: ShippedTemplate.all)
    func losses(_ shipped: ShippedTemplate) throws {
        let lost = try shipped.run().summary.lost
        #expect(lost.isEmpty, "\(lost.map { "\($0.path): \($0.example)" })")
    }

    @Test("the two templates of TUNE differ in nothing but where the offers stand")
    func twins() throws {
        let paged = try ShippedTemplate(name: "tune").tree().value
        let unpaged = try ShippedTemplate(name: "tune-unpaged").tree().value
        for word in ["format", "parameters", "tables", "make", "ignore"] {
            let left = try #require(paged[word])
            #expect(left.value.jsonText() == unpaged[word]?.value.jsonText(), "\(word)")
        }
    }

    @Test("every parameter says what it is", arguments: ShippedTemplate.all)
    func parameters(_ shipped: ShippedTemplate) throws {
        for parameter in try shipped.load().parameters {
            #expect(!parameter.help.isEmpty, "\(parameter.name)")
        }
    }
}
