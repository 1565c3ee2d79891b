import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import Testing

/// Both sides of a field with the rule, as `plan --explain` prints them.
@Suite struct ExplanationTests {
    private func planner(
        _ file: String = #""payment":{"amount":2.50},"country_codes":["US","DE"],"cap":5"#,
        applied: String = #"{"payment":{"amount":3},"cap":7}"#, takes: [Take] = []
    ) throws -> Planner {
        let record = try Fixture.value(applied)
        var fingerprints: [String: String] = [:]
        for field in Kind.offer.fields where record[field.name] != nil {
            fingerprints[field.name] = Fingerprint.of(field, in: record)
        }
        var lock = LockFile()
        lock.set(LockFile.Entry(kind: .offer, key: "v1.5 Bushido", id: "o", fingerprints: fingerprints))
        var options = PlanOptions()
        options.takes = takes
        return Planner(
            manifest: Manifest(objects: [
                try Fixture.file(
                    .offer, "{\"title\":\"v1.5 Bushido\",\"network\":\"N\",\"url\":\"https://o\",\(file)}"),
                try Fixture.file(.landing, #"{"title":"new","url":"https://l"}"#, line: 2),
            ]), lock: lock,
            snapshot: try Fixture.snapshot([
                Fixture.object(.network, #"{"id":"n","title":"N","url":"https://n.example.com"}"#),
                Fixture.object(
                    .offer,
                    #"{"id":"o","title":"v1.5 Bushido","program_id":"n","network_title":"N","url":"https://o","payment":{"amount":3.0},"country_codes":["DE","US"],"cap":6,"status":1,"later":{"b":1}}"#
                ),
            ]), options: options)
    }

    private func field(_ address: String, _ planner: Planner? = nil) throws -> PlanExplanation.Field {
        let explanation = try (planner ?? self.planner()).explanation(of: address)
        #expect(explanation.fields.count == 1)
        return try #require(explanation.fields.first)
    }

    @Test func `a field is explained with both sides, the rule and what was applied`() throws {
        let text = ExplanationText(try planner().explanation(of: "offers/v1.5 Bushido.payment")).text
        #expect(
            text == """
                offers/v1.5 Bushido  (id o, offers.yaml:1:3)
                  recognised by the lock file

                  payment: different: sent
                    account answers:  {"amount":3}
                    file says:        {"amount":2.50}  at offers.yaml:1:3
                    account means:    {"amount":3}
                    file means:       {"amount":2.5}
                    last applied:     what the account has: the file was edited since
                    rule:             record: records are compared member by member; what the file leaves out stays as it is, and one filled with empty values is the same as none
                    source:           API document: answers fill records that were sent in part
                      payment.amount: 3 -> 2.5  [numbers are compared by value, so that 3, 3.0 and 3e0 are one; 0 is the same as none]

                """)
    }

    @Test func `a value inside a record is explained by its own rule, and keys may have dots`() throws {
        let inner = try field("offers/v1.5 Bushido.payment.amount")
        #expect(inner.rule == "number")
        #expect(inner.parts.map(\.path) == ["payment.amount"])
    }

    @Test func `every verdict is told`() throws {
        #expect(try field("offers/v1.5 Bushido.country_codes").verdict == "the same: nothing is sent")
        #expect(try field("offers/v1.5 Bushido.cap").verdict.hasPrefix("a conflict:"))
        #expect(try field("offers/v1.5 Bushido.cap").applied == .neither)
        let taken = try planner(takes: [Take(.account)])
        #expect(try field("offers/v1.5 Bushido.cap", taken).verdict.contains("--take account"))
        let file = try planner(takes: [Take(.file)])
        #expect(try field("offers/v1.5 Bushido.cap", file).verdict == "different: sent")
        #expect(try field("offers/v1.5 Bushido.status").verdict == "no file says it: it is left alone")
        let undone = try planner(#""cap":7"#)
        #expect(
            try field("offers/v1.5 Bushido.cap", undone).verdict.contains("undoes an edit of the account"))
        #expect(try field("offers/v1.5 Bushido.network_title").sentence.contains("never compared"))
        #expect(try field("landings/new.url").verdict == "sent with the new object")
        #expect(try field("offers/v1.5 Bushido.later").rule == "raw")
    }

    @Test func `an object is explained with all that either side says`() throws {
        let whole = try planner().explanation(of: "offers/v1.5 Bushido")
        #expect(
            whole.fields.map(\.path) == [
                "title", "status", "network", "country_codes", "url", "payment", "cap",
            ])
        #expect(whole.identity == "recognised by the lock file")
        let network = try planner().explanation(of: "networks/N.url")
        #expect(network.identity == "no file has it: it is left alone")
        #expect(network.id == "n")
        let json = ExplanationJSON(whole).value
        #expect(json["format"]?.value == .string("waybill-explanation/1"))
        #expect(json["fields"]?.value.list?.count == 7)
        #expect(
            json["fields"]?.value.list?.last?.value["canonical"]?.value
                == .object([("account", .number("6")), ("file", .number("5"))]))
    }

    @Test(
        arguments: [
            ("offer/v1.5 Bushido", "did you mean \"offers\"?"), ("nonsense", "begin with one of"),
            ("offers/v1.5 Bushida", "did you mean \"v1.5 Bushido\"?"),
            ("offers/v1.5 Bushido.paymnt", "did you mean \"payment\"?"),
            ("offers/v1.5 Bushido.payment.amuont", "did you mean \"amount\"?"),
            ("offers/v1.5 Bushido.cap.x", "a single value"),
        ])
    func `what nothing is called gets a suggestion`(address: String, help: String) throws {
        let planner = try planner()
        do {
            _ = try planner.explanation(of: address)
            Issue.record("no error")
        } catch {
            #expect(error.diagnostics.map(\.id) == ["plan.unknown-address"])
            #expect(error.diagnostics.first?.help?.contains(help) == true, "\(error)")
        }
    }

    @Test(
        arguments: [
            ("2.50", "2.5"), ("1e3", "1000"), ("0.05", "0.05"), ("-12.5", "-12.5"), ("1e-7", "0.0000001"),
            ("1e40", "1e40"),
        ])
    func `numbers are shown as people write them`(literal: String, shown: String) throws {
        let type = FieldType.decimal(positive: false)
        let canonical = Canonical(Draft(wire: .number(literal), type: type), type: type)
        #expect(canonical.value(type) { _, _ in "" } == .number(shown))
    }
}
