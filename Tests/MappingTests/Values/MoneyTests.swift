import FoundationEssentials
import JMESPath
import TestSupport
import Testing

@testable import Mapping

@Suite("Money")
struct MoneyTests {
    @Test(
        "amounts are read as feeds write them",
        arguments: [
            ("$2.50", "2.5 USD"), ("1.90 USD", "1.9 USD"), ("USD 0.50", "0.5 USD"), ("32$", "32 USD"),
            ("275.00 EUR", "275 EUR"), ("599 CZK", "599 CZK"), ("599.00 CZK", "599 CZK"), ("0 CZK", "0 CZK"),
            ("15.00000", "15"), ("0.3200", "0.32"), ("2.1", "2.1"), ("0.1", "0.1"), ("0.0", "0"),
            ("0.00000", "0"),
            ("$11.00", "11 USD"), ("$17.54", "17.54 USD"), ("USD 3.00", "3 USD"), ("4.99", "4.99"),
            ("31.4", "31.4"),
            ("515.0000", "515"), ("18.00", "18"), ("1,234.50", "1234.5"), ("1,234,567", "1234567"),
            ("$1,234.50", "1234.5 USD"), ("1'234.50 CHF", "1234.5 CHF"), ("1’234.50", "1234.5"),
            ("1 234.50", "1234.5"), ("1\u{A0}234\u{A0}567.05", "1234567.05"), ("1\u{202F}234", "1234"),
            (" \u{A0}2.50\r\n", "2.5"), ("007", "7"), (".50", "0.5"), ("$.50", "0.5 USD"), ("usd 5", "5 USD"),
            ("5Eur", "5 EUR"), ("€ 10", "10 EUR"), ("10€", "10 EUR"), ("£10", "10 GBP"),
            ("¥1,000", "1000 JPY"),
            ("₽ 90", "90 RUB"), ("90 руб.", "90 RUB"), ("12 zł", "12 PLN"), ("99 Kč", "99 CZK"),
            ("₹500", "500 INR"),
            ("Rs.500", "500 INR"), ("Rs. 1,500", "1500 INR"), ("US$ 2", "2 USD"), ("CA$2", "2 CAD"),
            ("2 C$", "2 CAD"),
            ("R$ 2", "2 BRL"), ("S/.5.00", "5 PEN"), ("USD $5", "5 USD"), ("$5 USD", "5 USD"),
            ("$5 CAD", "5 CAD"),
            ("AUD 5 $", "5 AUD"), ("10 euros", "10 EUR"), ("5 dollars", "5 USD"), ("-0.00", "0"), ("0", "0"),
            ("100", "100"), ("5 USDT", nil),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ] as [(String, String?)])
    func reads(text: String, expected: String?) throws {
        let reader = try MoneyReader()
        guard let expected else {
            #expect(throws: ValueError.self) { try reader.read(text) }
            return
        }
        let money = try #require(try reader.read(text))
        #expect([money.literal, money.currency?.code].compactMap(\.self).joined(separator: " ") == expected)
    }

    @Test(
        "texts that stand for no amount give none",
        arguments: [
            "", " ", "\u{A0}\t", "N/A", "n/a", "NA", "n.a.", "#N/A", "-", "--", "–", "—", "null", "None",
            " N/A ",
        ])
    func absent(text: String) throws {
        #expect(try MoneyReader().read(text) == nil)
    }

    @Test(
        "what is no amount is refused by its kind, never cut or rounded",
        arguments: [
            ("2,50", .malformed), ("1,23", .malformed), ("0,500", .malformed), ("1,2345", .malformed),
            ("1,234,5", .malformed), ("12,34,567", .malformed), ("1.234.567", .malformed),
            ("1.234,50", .malformed),
            ("1,234 567", .malformed), ("1  234", .malformed), ("1,234.5,6", .malformed),
            ("2.50abc", .malformed),
            ("2.50 per lead", .malformed), ("up to 2.50", .malformed), ("2-3 USD", .malformed),
            ("1e5", .malformed),
            ("0x10", .malformed), ("5.", .malformed), ("5,- €", .malformed), ("$", .malformed),
            ("USD", .malformed),
            ("free", .malformed), ("TBD", .malformed), ("50¢", .malformed), ("5 XXX", .malformed),
            ("٣", .malformed),
            ("５", .malformed), ("1\0", .malformed), ("\0", .malformed), ("1\n234", .malformed),
            ("$$5", .malformed),
            ("5.00%", .percent), ("10.50 %", .percent), ("75%", .percent), ("-5%", .percent),
            ("5 ％", .percent),
            ("5% - 10%", .percent), ("% 5", .percent), ("0%", .percent), ("-2.50", .negative),
            ("$-2.50", .negative),
            ("-$2.50", .negative), ("−3", .negative), ("(2.50)", .negative), ("($2.50)", .negative),
            ("-USD 1", .negative), ("USD 5 EUR", .currency), ("$5 EUR", .currency), ("€5 $", .currency),
            ("5 kr", .currency), ("123456789012345678901234567890123456789", .limit),
            ("0.123456789012345678901234567890123456789", .limit),
        ] as [(String, ValueError.Code)])
    func refuses(text: String, code: ValueError.Code) throws {
        let reader = try MoneyReader()
        let error = #expect(throws: ValueError.self) { try reader.read(text) }
        #expect(error?.code == code)
        #expect(error?.help?.isEmpty == false)
    }

    @Test(
        "with a decimal comma the same signs mean the other thing",
        arguments: [
            ("1.234,50", "1234.5"), ("2,50", "2.5"), ("2,50 €", "2.5"), ("1.234", "1234"),
            ("1 234,5", "1234.5"),
            ("1'234,5", "1234.5"), (",5", "0.5"), ("15", "15"), ("15,00000", "15"),
            ("1.234.567,8", "1234567.8"),
            ("2.50", nil), ("1,234.50", nil), ("0.500", nil), ("1,234,567", nil), ("15.00000", nil),
        ] as [(String, String?)])
    func decimalComma(text: String, expected: String?) throws {
        let reader = try MoneyReader(mark: #require(DecimalMark(locale: "de")))
        #expect((try? reader.read(text))?.literal == expected)
    }

    @Test(
        "a language says which decimal mark it has",
        arguments: [
            ("de", .comma), ("de-AT", .comma), ("pt_BR", .comma), ("FR", .comma), ("de-CH", .point),
            ("en", .point),
            ("en-GB", .point), ("es", .comma), ("es-MX", .point), ("comma", .comma), ("point", .point),
        ] as [(String, DecimalMark)])
    func locales(name: String, mark: DecimalMark) {
        #expect(DecimalMark(locale: name) == mark)
    }

    @Test("an unknown language is refused", arguments: ["", "xx", "german", "-", "d"])
    func unknownLocale(name: String) {
        #expect(DecimalMark(locale: name) == nil)
    }

    @Test(
        "a sign that several currencies share means the account's, if it is one of them",
        arguments: [
            ("$5", "CAD", "CAD"), ("$5", "USD", "USD"), ("$5", "EUR", "USD"), ("$5", "MXN", "MXN"),
            ("¥5", "CNY", "CNY"),
            ("¥5", "USD", "JPY"), ("5 kr", "SEK", "SEK"), ("Rs 5", "PKR", "PKR"), ("US$5", "CAD", "USD"),
        ])
    func sharedSigns(text: String, account: String, expected: String) throws {
        let reader = try MoneyReader(account: Currency(account))
        #expect(try reader.read(text)?.currency?.code == expected)
    }

    @Test("another currency than the account's is converted only at a given rate, exactly")
    func otherCurrency() throws {
        let strict = try MoneyReader(account: Currency("USD"))
        let euros = try #require(try strict.read("€10.10"))
        let error = #expect(throws: ValueError.self) { try strict.inAccount(euros) }
        #expect(error?.code == .currency)
        #expect(error?.message == "10.1 EUR is not in the account's currency, USD")
        let rate = try #require(Decimal(string: "1.0875"))
        let rated = try MoneyReader(account: Currency("USD"), rates: [Currency("eur"): rate])
        #expect(try rated.inAccount(euros) == Money(literal: "10.98375", currency: Currency("USD")))
        let dollars = try #require(try rated.read("10.10"))
        #expect(try rated.inAccount(dollars).literal == "10.1")
        let long = Money(literal: String(repeating: "9", count: 38), currency: try Currency("EUR"))
        #expect(throws: ValueError.self) { try rated.inAccount(long) }
        #expect(throws: ValueError.self) { try MoneyReader(rates: [Currency("EUR"): 0]) }
    }

    @Test(
        "numbers of JSON keep their value",
        arguments: [
            ("2.1", "2.1"), ("42.5", "42.5"), ("0", "0"), ("-0", "0"), ("1e2", "100"), ("1.5E-3", "0.0015"),
            ("12.50", "12.5"), ("1E+2", "100"), ("-1", nil), ("1e99", nil), ("1e-99", nil),
            ("1e99999999999", nil),
        ] as [(String, String?)])
    func numbers(literal: String, expected: String?) throws {
        #expect((try? MoneyReader().read(number: literal.utf8.span))?.literal == expected)
    }

    @Test(
        "currencies are known by their codes, old ones too", arguments: ["USD", "usd", " Eur ", "HRK", "BYR"])
    func currencies(code: String) throws {
        #expect(try Currency(code).code == code.uppercased().filter { $0 != " " })
    }

    @Test("a word that is no currency is refused with what was meant")
    func unknownCurrency() {
        let error = #expect(throws: ValueError.self) { try Currency("USDD") }
        #expect(error?.help == "did you mean \"USD\"?")
        #expect(throws: ValueError.self) { try Currency("") }
        #expect(throws: ValueError.self) { try Currency("ÄÖÜ") }
    }

    @Test("an amount written in any style is read back exactly", arguments: [UInt64(1), 7, 42, 2_018])
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let digits = Int.random(in: 1...18, using: &random)
            let whole = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let places = Int.random(in: 0...12, using: &random)
            let fraction = (0..<places).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
            let value = try #require(Decimal(string: places > 0 ? "\(whole).\(fraction)" : whole))
            let comma = Bool.random(using: &random)
            let separator =
                [comma ? "." : ",", " ", "'", "\u{A0}", "\u{202F}"].randomElement(using: &random) ?? ""
            let isGrouped = whole.first != "0" && Bool.random(using: &random)
            let tail = places > 0 ? (comma ? "," : ".") + fraction : ""
            let sign = ["", "USD ", "$", "€ ", "Kč"].randomElement(using: &random) ?? ""
            let text = sign + (isGrouped ? Self.grouped(whole, separator) : whole) + tail
            let reader = try MoneyReader(mark: comma ? .comma : .point)
            let money = try #require(try reader.read(text), "seed \(seed): \(text)")
            #expect(money.amount == value, "seed \(seed): \(text)")
            #expect(try MoneyReader().read(money.literal)?.literal == money.literal)
        }
    }

    private static func grouped(_ digits: String, _ separator: String) -> String {
        var groups: [String] = []
        var rest = Substring(digits)
        while !rest.isEmpty {
            groups.insert(String(rest.suffix(3)), at: 0)
            rest = rest.dropLast(3)
        }
        return groups.joined(separator: separator)
    }

    @Test(
        "hostile texts are refused, however long",
        arguments: ["9", "1,", "1 ", ".", "$", "%", "(", "\u{A0}", "é", "\0", "-"])
    func hostile(part: String) throws {
        let text = String(repeating: part, count: 200_000)
        let result = Result { try MoneyReader().read(text) }
        if part == "\u{A0}" {
            #expect(try result.get() == nil)
        } else {
            #expect(throws: ValueError.self) { try result.get() }
        }
    }

    @Test("random texts never trap", arguments: [UInt64(3), 99])
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "1", "23", "456", ",", ".", " ", "'", "$", "USD", "-", "(", ")", "%", "\u{A0}", "Kč", "€", "’",
            "e", "\0", "０",
        ]
        let readers = [try MoneyReader(), try MoneyReader(account: Currency("EUR"), mark: .comma)]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }
            for reader in readers {
                guard let money = try? reader.read(text.joined()) else { continue }
                // What is read is a number of JSON with the digits of the text.
                let digits = text.joined().filter(\.isNumber).drop { $0 == "0" }
                #expect(digits.hasPrefix(money.literal.filter(\.isNumber).drop { $0 == "0" }))
            }
        }
    }
}
