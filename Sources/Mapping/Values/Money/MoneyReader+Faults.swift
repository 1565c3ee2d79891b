internal import JMESPath

/// What is wrong with a text that is no amount, and what to do.
extension MoneyReader {
    func contradiction(_ text: Span<UInt8>) -> ValueError {
        ValueError(
            .currency, "\(ValueError.quoted(text)) names two currencies", help: "an amount has one currency")
    }

    static func negative(_ text: Span<UInt8>) -> ValueError {
        ValueError(.negative, "\(ValueError.quoted(text)) is below zero", help: "an amount is 0 or more")
    }

    static func tooLong(_ text: Span<UInt8>) -> ValueError {
        ValueError(
            .limit, "\(ValueError.quoted(text)) has too many digits", help: "at most 38 can be kept exactly")
    }

    func fault(_ text: Span<UInt8>, _ fault: DigitRun.Fault) -> ValueError {
        switch fault {
        case .foreign: return self.fault(text, nil)
        case .grouping:
            let help =
                switch mark {
                case .point:
                    "a comma stands between thousands, as in 1,234.50; for a decimal comma give a locale such as 'de'"
                case .comma: "the fraction stands behind a comma here, as in 1.234,50"
                }
            return ValueError(.malformed, "\(ValueError.quoted(text)) is no amount", help: help)
        }
    }

    func fault(_ text: Span<UInt8>, _ reason: String?) -> ValueError {
        let shown = ValueError.quoted(text)
        if Self.hasPercent(text) {
            return ValueError(
                .percent, "\(shown) is a share, not an amount",
                help: "skip such records, or leave the amount out")
        }
        return ValueError(
            .malformed, "\(shown) is no amount" + (reason.map { ": " + $0 } ?? ""),
            help: "an amount is one number with at most a currency, such as 2.50, $2.50 or 2.50 USD")
    }

    /// Whether a percent sign stands in a text, that of East Asian type included.
    private static func hasPercent(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count {
            if text[index] == UInt8(ascii: "%") { return true }
            if text[index] == 0xEF, index + 2 < text.count, text[index + 1] == 0xBC, text[index + 2] == 0x85 {
                return true
            }
        }
        return false
    }
}
