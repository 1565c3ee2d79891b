internal import Diagnostics

/// A currency of ISO 4217.
package struct Currency: Sendable, Hashable {
    /// The three letters of the code, the first in the highest byte.
    let letters: UInt32

    /// The code, in upper case.
    package var code: String {
        String(
            decoding: [UInt8(letters >> 16 & 0xFF), UInt8(letters >> 8 & 0xFF), UInt8(letters & 0xFF)],
            as: UTF8.self)
    }

    /// The currency of a code in either case; `nil` when no such currency is or was in use.
    init?(code: Span<UInt8>) {
        guard code.count == 3 else { return nil }
        var letters: UInt32 = 0
        for index in 0..<3 {
            guard code[index].isASCIILetter else { return nil }
            letters = letters << 8 | UInt32(code[index] & 0xDF)
        }
        guard Self.known.contains(letters) else { return nil }
        self.letters = letters
    }

    /// The currency of a code in either case, blanks around it left out.
    package init(_ text: String) throws(ValueError) {
        let bytes = text.utf8.span
        guard let currency = Currency(code: bytes.extracting(bytes.trimmed(0..<bytes.count))) else {
            throw ValueError(
                .currency, "there is no currency \(ValueError.quoted(bytes))",
                help: Suggestion.help(for: text.uppercased(), in: Self.codes)
                    ?? "currencies are written by their codes of ISO 4217, such as USD")
        }
        self = currency
    }

    private static let known = Set(codes.map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })

    /// The codes of ISO 4217 for money in use, and those that went since 2010: feeds are older than that.
    private static let codes =
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
        CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
        HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
        MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
        RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
        USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
        BYR CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}

extension Currency: CustomStringConvertible {
    /// The code, in upper case.
    package var description: String { code }
}
