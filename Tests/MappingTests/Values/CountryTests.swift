import RedTrack
import TestSupport
import Testing

@testable import Mapping

@Suite("Countries")
struct CountryTests {
    private func codes(_ text: String) throws -> [String] {
        var collector = CountryCollector()
        try collector.add(text)
        return try collector.list().codes
    }

    @Test(
        "texts name countries by codes and names, one or several",
        arguments: [
            ("US, CA", "US CA"), ("US|CA", "US CA"), ("DE,US", "DE US"), ("DE;US", "DE US"),
            ("IN,US", "IN US"),
            ("Hong Kong,Indonesia", "HK ID"), ("United Kingdom, Ireland", "GB IE"), ("DE,AT", "DE AT"),
            ("RU", "RU"),
            ("us", "US"), ("UK", "GB"), ("uk, USA", "GB US"), ("EL", "GR"), ("USA", "US"), ("GBR", "GB"),
            ("United States", "US"), ("UNITED  STATES", "US"), ("united_states", "US"), ("U.S.A.", "US"),
            ("U.K.", "GB"),
            ("Korea", "KR"), ("Korea, Republic of", "KR"), ("Korea, Republic of, Japan", "KR JP"),
            ("Japan, Korea, Republic of", "JP KR"), ("Republic of Korea", "KR"), ("Korea (South)", "KR"),
            ("Korea, Democratic People's Republic of", "KP"),
            ("Korea, Democratic People’s Republic of|KR", "KP KR"),
            ("Korea, US", "KR US"), ("Congo", "CG"), ("Congo, The Democratic Republic of the", "CD"),
            ("Democratic Republic of the Congo", "CD"), ("DR Congo", "CD"), ("Congo - Brazzaville", "CG"),
            ("Iran, Islamic Republic of", "IR"), ("Tanzania, United Republic of; Kenya", "TZ KE"),
            ("Virgin Islands, U.S., Virgin Islands, British", "VI VG"), ("British Virgin Islands", "VG"),
            ("The Netherlands", "NL"), ("Netherlands (the)", "NL"), ("Bahamas, The", "BS"),
            ("the Gambia", "GM"),
            ("Gambia, The, Ghana", "GM GH"), ("Côte d'Ivoire", "CI"), ("Cote D’Ivoire", "CI"),
            ("Ivory Coast", "CI"),
            ("Curaçao", "CW"), ("Curacao", "CW"), ("Réunion", "RE"), ("ÅLAND ISLANDS", "AX"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"), ("Czech Republic", "CZ"), ("Czech Rep.", "CZ"), ("Czechia", "CZ"),
            ("Swaziland", "SZ"),
            ("Macedonia", "MK"), ("Macedonia, the former Yugoslav Republic of", "MK"), ("Burma", "MM"),
            ("Trinidad & Tobago", "TT"), ("Bosnia & Herzegovina", "BA"), ("Bosnia-Herzegovina", "BA"),
            ("St. Lucia", "LC"), ("St Kitts & Nevis", "KN"), ("Saint Vincent and the Grenadines", "VC"),
            ("Guinea-Bissau, Guinea", "GW GN"), ("Hong Kong SAR China", "HK"), ("China, Hong Kong SAR", "HK"),
            ("China, Hong Kong", "CN HK"), ("Taiwan, Province of China, China", "TW CN"),
            ("Russian Federation", "RU"),
            ("Viet Nam", "VN"), ("Palestinian Territory, Occupied", "PS"),
            ("Holy See (Vatican City State)", "VA"),
            ("Bonaire, Sint Eustatius and Saba, Bolivia", "BQ BO"), ("Holland", "NL"), ("Kosovo", "XK"),
            ("XK", "XK"),
            ("England", "GB"), ("Hong Kong SAR, China", "HK CN"), ("UAE", "AE"), ("Cu, Ba", "CU BA"),
            ("MA, LI", "MA LI"), ("PE,RU", "PE RU"),
            ("US CA GB", "US CA GB"), ("US\nCA", "US CA"), ("US / CA", "US CA"), ("US,,CA,", "US CA"),
            (" ,US", "US"),
            ("US,us,USA,United States", "US"), ("GB,UK", "GB"), ("", ""), (" , ;|", ""), ("A1, US, EU", "US"),
            ("São Tomé & Príncipe", "ST"), ("Sa\u{303}o Tome\u{301} and Pri\u{301}ncipe", "ST"),
        ])
    func texts(text: String, expected: String) throws {
        #expect(try codes(text).joined(separator: " ") == expected)
    }

    @Test(
        "words for all countries give an empty list",
        arguments: [
            "ALL", "all", "WW", "ww", "GLOBAL", "*", " * ", "Worldwide", "All Countries", "ALL,ALL", "WW|*",
        ])
    func everywhere(text: String) throws {
        var collector = CountryCollector()
        try collector.add(text)
        #expect(try collector.list() == CountryList(codes: [], isEverywhere: true, dropped: []))
    }

    @Test(
        "a word for all countries stands alone", arguments: ["ALL,US", "US|WW", "*, EU", "Global, Germany"])
    func notAlone(text: String) throws {
        var collector = CountryCollector()
        try collector.add(text)
        let error = #expect(throws: ValueError.self) { try collector.list() }
        #expect(error?.code == .malformed)
    }

    @Test("codes that are no countries are left out with a note, in the order of the feed, each once")
    func pseudo() throws {
        var collector = CountryCollector()
        for text in ["US", "a1", "EU", "A1", "AP", "A2", "CA"] { try collector.add(text) }
        #expect(
            try collector.list()
                == CountryList(codes: ["US", "CA"], isEverywhere: false, dropped: ["A1", "EU", "AP", "A2"]))
    }

    @Test("when only such codes are named, the list is refused: empty would mean all countries")
    func onlyPseudo() throws {
        var collector = CountryCollector()
        try collector.add("EU, A1")
        let error = #expect(throws: ValueError.self) { try collector.list() }
        #expect(error?.code == .noCountry)
        #expect(error?.message == "EU, A1: none of these is a country")
    }

    @Test(
        "an unknown word is an error that names it and the nearest country",
        arguments: [
            ("US, Germny", "Germny", "did you mean \"Germany\" (DE)?"),
            ("Untied States", "Untied States", "\"United States\" (US)"),
            ("XX", "XX", "ISO 3166"), ("Serbia and Montenegro", "Serbia and Montenegro", "RS and ME"),
            ("AN", "AN", "BQ, CW and SX"),
            ("Virgin Islands", "Virgin Islands", "VG (British)"), ("840", "840", "ISO 3166"),
            ("ROW", "ROW", "list the countries"),
            ("us ca", "us ca", ""), ("US CAN", "US CAN", ""), ("ß", "ß", "ISO 3166"),
            ("日本", "日本", "ISO 3166"), ("U\0S", "U\u{FFFD}S", ""),
            ("English", "English", ""), ("Guinea, Bissau", "Bissau", ""), ("ЕU", "ЕU", ""),
        ])
    func unknown(text: String, word: String, help: String) throws {
        let error = #expect(throws: ValueError.self) { try codes(text) }
        #expect(error?.code == .unknownCountry)
        #expect(error?.message == "there is no country \"\(word)\"")
        #expect(help.isEmpty || error?.help?.contains(help) == true, "\(error?.help ?? "")")
    }

    @Test("the complement is every other country in the order of the codes")
    func complement() throws {
        var collector = CountryCollector()
        try collector.add("KP, Iran, A1")
        let list = try collector.complement()
        #expect(list.codes == CountryCode.all.subtracting(["KP", "IR"]).sorted())
        #expect(list.dropped == ["A1"])
        #expect(!list.isEverywhere)
    }

    @Test("with nothing excluded the complement is everywhere, with everything excluded it is refused")
    func complementEdges() throws {
        var collector = CountryCollector()
        #expect(try collector.complement() == CountryList(codes: [], isEverywhere: true, dropped: []))
        try collector.add("EU")
        #expect(try collector.complement() == CountryList(codes: [], isEverywhere: true, dropped: ["EU"]))
        collector.removeAll()
        try collector.add("ALL")
        #expect(throws: ValueError.self) { try collector.complement() }
        collector.removeAll()
        try collector.add(CountryCode.all.joined(separator: ","))
        let error = #expect(throws: ValueError.self) { try collector.complement() }
        #expect(error?.code == .noCountry)
    }

    // MARK: Tables

    @Test("there are 249 countries of ISO 3166-1 and XK, every code once")
    func table() {
        let entries = CountryEntry.all
        #expect(entries.count == 250)
        #expect(entries.map(\.code) == entries.map(\.code).sorted())
        #expect(Set(entries.map(\.code)).count == 250)
        #expect(Set(entries.map(\.alpha3)).count == 250)
        #expect(Set(entries.compactMap(\.numeric)).count == 249)
        #expect(
            entries.allSatisfy { $0.code.utf8.count == 2 && $0.alpha3.utf8.count == 3 && !$0.name.isEmpty })
        #expect(entries.allSatisfy { $0.numeric?.utf8.count ?? 3 == 3 })
        #expect(CountryCode.all == Set(entries.map(\.code)))
    }

    @Test("every code and every name is understood, in any case, and no name is two countries")
    func allNames() throws {
        var meanings: [[UInt8]: String] = [:]
        for (name, code) in CountryNames.names {
            for form in CountryNames.forms(of: name) {
                #expect(meanings[form, default: code] == code, "\(name)")
                meanings[form] = code
            }
            #expect(try codes(name) == [code], "\(name)")
            #expect(try codes(name.uppercased()) == [code], "\(name)")
            #expect(try codes(name.lowercased()) == [code], "\(name)")
        }
        for entry in CountryEntry.all {
            #expect(try codes(entry.code) == [entry.code])
            #expect(try codes(entry.code.lowercased()) == [entry.code])
        }
        // A row of aliases whose code is mistyped would say nothing.
        #expect(CountryNames.names.allSatisfy { CountryCode.all.contains($0.code) })
    }

    @Test(
        "lists of any names in any order are understood whatever separates them",
        arguments: [UInt64(5), 6, 7])
    func lists(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let names = CountryNames.names + CountryEntry.all.map { ($0.code, $0.code) }
        for _ in 0..<300 {
            let chosen = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                names.randomElement(using: &random) ?? ("US", "US")
            }
            let separator = [", ", ",", " | ", ";", "|", "\n"].randomElement(using: &random) ?? ","
            let text = chosen.map(\.0).joined(separator: separator)
            var expected: [String] = []
            for (_, code) in chosen where !expected.contains(code) { expected.append(code) }
            #expect(try codes(text) == expected, "seed \(seed): \(text)")
        }
    }

    @Test("huge lists are read in linear time, huge words refused")
    func huge() throws {
        #expect(
            try codes(String(repeating: "US,Germany, Korea, Republic of|", count: 20_000)) == [
                "US", "DE", "KR",
            ])
        for part in ["a", "a ", "Korea, Republic ", "é", "&", "the ", "St. ", ",x"] {
            #expect(throws: ValueError.self) { try codes(String(repeating: part, count: 20_000)) }
        }
    }
}
