import Diagnostics
import Feeds
import RedTrack
import Testing

@testable import Manifests

@Suite("Variables")
struct VariableTests {
    private static let scope: VariableScope = {
        func value(_ text: String, _ line: Int) -> Placed<String> {
            Placed(
                text,
                at: SourcePlace(
                    file: "waybill.yaml", position: SourcePosition(line: line, column: 9, offset: 0)))
        }
        return VariableScope(
            [
                "domain": value("shop.example", 2), "payout": value("3.50", 3), "cap": value("12", 4),
                "alert": value("true", 5), "country": value("DE", 6), "quote": value("a \"b\" \\ c", 7),
                "empty": value("", 8), "status": value("active", 9),
            ], file: "waybill.yaml")
    }()

    private func read(_ text: String, _ format: ManifestFormat, file: String? = nil) -> (
        objects: [ManifestObject], diagnostics: [Diagnostic], hasAllObjects: Bool
    ) {
        ManifestReader.readWithoutDuplicates(
            Array(text.utf8), file: file ?? "a.\(format.rawValue)", format: format, variables: Self.scope)
    }

    @Test(
        "values stand in every format, and the field gives them their type",
        arguments: [
            (
                ManifestFormat.yaml,
                """
                offers:
                  - title: "${var.domain}: one"
                    url: https://${var.domain}/?c={clickid}
                    payment: {amount: "${var.payout}"}
                    cap: ${var.cap}
                    cap_alert: ${var.alert}
                    country_codes: ["${var.country}", AT]
                    status: ${var.status}
                """
            ),
            (
                .json,
                """
                {"offers": [{"title": "${var.domain}: one", "url": "https://${var.domain}/?c={clickid}",
                  "payment": {"amount": "${var.payout}"}, "cap": "${var.cap}", "cap_alert": "${var.alert}",
                  "country_codes": ["${var.country}", "AT"], "status": "${var.status}"}]}
                """
            ),
            (
                .csv,
                """
                title,url,payment.amount,cap,cap_alert,country_codes,status
                ${var.domain}: one,https://${var.domain}/?c={clickid},${var.payout},${var.cap},${var.alert},${var.country}|AT,${var.status}
                """
            ),
            (
                .xml,
                """
                <waybill><offers><offer><cap>${var.cap}</cap><title>${var.domain}: one</title>
                <url>https://${var.domain}/?c={clickid}</url><payment><amount>${var.payout}</amount></payment>
                <cap_alert>${var.alert}</cap_alert>
                <country_codes><item>${var.country}</item><item>AT</item></country_codes>
                <status>${var.status}</status></offer></offers></waybill>
                """
            ),
        ])
    func formats(format: ManifestFormat, text: String) throws {
        let result = read(text, format, file: format == .csv ? "offers.csv" : nil)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        let object = try #require(result.objects.first)
        #expect(object.key == "shop.example: one")
        #expect(object.field("url")?.node.value == .string("https://shop.example/?c={clickid}"))
        #expect(object.field("payment")?.node.value["amount"]?.value == .number("3.50"))
        #expect(object.field("cap")?.node.value == .number("12"))
        #expect(object.field("cap_alert")?.node.value == .bool(true))
        #expect(object.field("country_codes")?.node.value == .array([.string("DE"), .string("AT")]))
        #expect(object.field("status")?.node.value == .number("1"))
        #expect(
            Set(object.variables.map(\.value))
                == ["title", "url", "payment.amount", "cap", "cap_alert", "country_codes", "status"])
    }

    @Test(
        "every other text with braces or dollars stays as it is",
        arguments: [
            ("{clickid}", "{clickid}"), ("${SUBID}", "${SUBID}"), ("${var.}", "${var.}"),
            ("${var.a b}", "${var.a b}"),
            ("${var.domain", "${var.domain"), ("{var.domain}", "{var.domain}"), ("$${SUBID}", "$${SUBID}"),
            ("$${var.domain}", "${var.domain}"), ("$$${var.domain}", "$${var.domain}"),
            ("$ ${var.domain}", "$ shop.example"), ("${var.empty}", ""), ("${VAR.domain}", "${VAR.domain}"),
            ("${var.domain}${var.cap}", "shop.example12"), ("${ var.domain }", "${ var.domain }"), ("$", "$"),
            ("${var.${var.domain}}", "${var.shop.example}"),
        ])
    func literals(text: String, expected: String) throws {
        let json = Value.object([
            (
                "landings",
                .array([
                    .object([("key", .string("k")), ("url", .string("x")), ("title", .string("t" + text))])
                ])
            )
        ]).jsonText()
        let result = read(json, .json)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        #expect(result.objects.first?.title == "t" + expected)
        let parts = VariableText.parts(of: VariableText.escaped(text))
        #expect(parts.map { $0 == [.text(text)] } ?? true, "escaping brings any text through")
    }

    @Test("a variable that is not there is an error at its place, with what was meant")
    func unknown() {
        let marked = MarkedText(
            "offers:\n  - title: 1️⃣\"${var.domian}\"\n    url: 2️⃣${var.nothing}\n    country_codes: [3️⃣'${var.contry}']"
        )
        let result = read(marked.text, .yaml)
        let found = result.diagnostics.filter { $0.id == "manifest.unknown-variable" }
        #expect(found.map(\.lineAndColumn) == marked.places, "\(found)")
        #expect(found.first?.help == "did you mean ${var.domain}, declared at waybill.yaml:2:9?")
        #expect(found[1].help?.contains("`variables:` in waybill.yaml") == true)
    }

    @Test("a value that does not fit its field is an error that names both places")
    func faults() {
        let marked = MarkedText("offers:\n  - title: a\n    cap: 1️⃣${var.domain}")
        let result = read(marked.text, .yaml)
        #expect(result.diagnostics.map(\.lineAndColumn) == marked.places)
        #expect(result.diagnostics.first?.help?.contains("${var.domain} stands at waybill.yaml:2:9") == true)
    }

    @Test("raw fields hold variables as values, never as syntax", arguments: ManifestFormat.allCases)
    func extra(format: ManifestFormat) throws {
        let object = ManifestObject(
            kind: .landing, key: "k",
            fields: [],
            extra: [
                Member("note", .string("${var.quote}")), Member("list", .array([.string("$${var.quote}")])),
            ])
        var text = try #require(try ManifestWriter.write([object], as: format).first).text
        // What the writer escapes is what a person writes with one dollar sign less.
        let back = read(text, format, file: "landings.\(format.rawValue)")
        #expect(back.objects.first?.extra == object.extra, "\(text)")
        text = text.replacing("$${var.quote}", with: "${var.quote}")
        let resolved = read(text, format, file: "landings.\(format.rawValue)")
        #expect(resolved.diagnostics.isEmpty, "\(resolved.diagnostics)")
        #expect(resolved.objects.first?.extra.first?.node.value == .string("a \"b\" \\ c"), "\(text)")
    }

    @Test(
        "a text that looks like a variable is written so that it reads as itself",
        arguments: ManifestFormat.allCases)
    func written(format: ManifestFormat) throws {
        let description = try #require(Kind.landing.fields.first { $0.name == "title" })
        let object = ManifestObject(
            kind: .landing, key: "k ${var.domain}",
            fields: [
                ManifestField(description, Node(.string("a ${var.domain} $${var.domain} ${x} {clickid}")))
            ])
        let text = try #require(try ManifestWriter.write([object], as: format).first).text
        let result = read(text, format, file: "landings.\(format.rawValue)")
        #expect(result.objects == [object], "\(text)\n\(result.diagnostics)")
        #expect(result.objects.first?.variables.isEmpty == true)
    }
}
