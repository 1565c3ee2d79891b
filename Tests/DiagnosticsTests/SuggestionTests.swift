import Diagnostics
import Testing

@Suite struct SuggestionTests {
    static let fields = ["title", "url", "payment.amount", "country_codes", "sub1", "sub2", "weight"]

    @Test(
        "The name that was probably meant",
        arguments: [
            ("titel", "title"), ("Title", "title"), ("tilte", "title"), ("URL", "url"), ("ulr", "url"),
            ("country_code", "country_codes"),
            ("payment_amount", "payment.amount"), ("sub3", "sub1"), ("wieght", "weight"), ("titles", "title"),
            ("xyz", nil), ("", nil), ("t", nil), ("something else entirely", nil),
        ] as [(String, String?)])
    func suggests(name: String, meant: String?) {
        #expect(Suggestion.closest(to: name, in: Self.fields) == meant)
        #expect(Suggestion.help(for: name, in: Self.fields) == meant.map { "did you mean \"\($0)\"?" })
    }

    @Test func `Ties and order of candidates do not matter`() {
        #expect(Suggestion.closest(to: "sub9", in: ["sub2", "sub1"]) == "sub1")
        #expect(Suggestion.closest(to: "sub9", in: ["sub1", "sub2"]) == "sub1")
    }

    @Test func `Very long names and no candidates give nothing`() {
        #expect(Suggestion.closest(to: String(repeating: "a", count: 100_000), in: Self.fields) == nil)
        #expect(Suggestion.closest(to: "title", in: [String]()) == nil)
        #expect(Suggestion.closest(to: "title", in: [String(repeating: "t", count: 100_000), ""]) == nil)
    }
}
