package import JMESPath
internal import RedTrack

package import struct FoundationEssentials.Decimal

/// Reads amounts of money as feeds write them: `$2.50`, `1.90 USD`, `32$`, `1,234.50`, `15.00000`.
///
/// Nothing is guessed. Thousands come in groups of three with one kind of separator, a decimal comma is read only where
/// the reader was told so, and whatever stands beside the amount must name a currency.
package struct MoneyReader: Sendable {
    /// The account's currency; decides what shared signs such as `$` mean. Without it `$` is USD, `¥` JPY, `Rs` INR.
    package let account: Currency?
    /// What stands before the fraction.
    package let mark: DecimalMark
    /// What one unit of another currency is worth in the account's.
    private let rates: [Currency: Decimal]

    /// A reader for an account.
    ///
    /// Throws ``ValueError`` when a rate is not above zero.
    package init(
        account: Currency? = nil, mark: DecimalMark = .point, rates: [Currency: Decimal] = [:]
    ) throws(ValueError) {
        for (currency, rate) in rates where rate <= 0 || rate.isNaN {
            throw ValueError(.malformed, "the rate of \(currency) is \(rate)", help: "a rate is above 0")
        }
        self.account = account
        self.mark = mark
        self.rates = rates
    }

    // MARK: Texts

    /// The amount that a text writes; `nil` for an empty text and those that stand for none: `N/A`, `NA`, `none`,
    /// `null` and dashes.
    ///
    /// Throws ``ValueError``: `percent` for shares, `negative`, `currency` when two signs contradict each other or one
    /// may be several currencies, `limit` for more than 38 digits, else `malformed`.
    package func read(_ text: Span<UInt8>) throws(ValueError) -> Money? {
        let body = text.trimmed(0..<text.count)
        if Self.isAbsent(text.extracting(body)) { return nil }
        var start = body.lowerBound
        while start < body.upperBound, !text[start].isASCIIDigit { start += 1 }
        if start == body.upperBound { throw fault(text, nil) }
        var last = body.upperBound - 1
        while !text[last].isASCIIDigit { last -= 1 }
        let markByte = mark.byte
        // ".50" starts with its mark; the point of "Rs.50" belongs to the sign.
        if start > body.lowerBound, text[start - 1] == markByte,
            CurrencySign(text.extracting(text.trimmed(body.lowerBound..<start))) == nil
        {
            start -= 1
        }
        var before = text.trimmed(body.lowerBound..<start)
        var after = text.trimmed((last + 1)..<body.upperBound)
        let isNegative = stripMinus(text, &before, &after)
        let currency: Currency?
        do throws(ValueError) {
            currency = try self.currency(text, before, after)
        } catch {
            throw error.code == .malformed ? fault(text, error.message) : error
        }
        let literal: String?
        do throws(DigitRun.Fault) {
            let run = try DigitRun(text, in: start..<(last + 1), mark: mark)
            literal = AmountLiteral.text(of: run, in: text)
        } catch {
            throw fault(text, error)
        }
        guard let literal else { throw Self.tooLong(text) }
        if isNegative, literal != "0" { throw Self.negative(text) }
        return Money(literal: literal, currency: currency)
    }

    /// The amount that a text writes; see ``read(_:)-(Span<UInt8>)``.
    package func read(_ text: String) throws(ValueError) -> Money? { try read(text.utf8.span) }

    /// The amount of a number of JSON, without a currency.
    ///
    /// Throws ``ValueError`` for a negative number and one of more than 38 digits.
    package func read(number literal: Span<UInt8>) throws(ValueError) -> Money {
        if literal.count > 0, literal[0].isASCIIDigit, literal[literal.count - 1].isASCIIDigit,
            let run = try? DigitRun(literal, in: 0..<literal.count, mark: .point), !run.isGrouped
        {
            guard let text = AmountLiteral.text(of: run, in: literal) else { throw Self.tooLong(literal) }
            return Money(literal: text, currency: nil)
        }
        guard let number = DecimalLiteral(literal.text) else { throw fault(literal, nil) }
        if number.isNegative { throw Self.negative(literal) }
        guard let text = AmountLiteral.text(of: number) else { throw Self.tooLong(literal) }
        return Money(literal: text, currency: nil)
    }

    // MARK: The account's currency

    /// The amount in the account's currency: as it is when its currency is the account's or is not named, else
    /// converted, exactly, at the rate given for its currency.
    ///
    /// Throws ``ValueError`` of kind `currency` when there is no rate.
    package func inAccount(_ money: Money) throws(ValueError) -> Money {
        guard let account, let currency = money.currency, currency != account else { return money }
        guard let rate = rates[currency] else {
            throw ValueError(
                .currency, "\(money.literal) \(currency) is not in the account's currency, \(account)",
                help: "skip such records, or give a rate for \(currency)")
        }
        let rateText = rate.description
        // A product has at most as many digits as its factors together, and 38 fit.
        guard rateText.utf8.count + money.literal.utf8.count <= 40,
            let number = DecimalLiteral((money.amount * rate).description),
            let literal = AmountLiteral.text(of: number)
        else { throw Self.tooLong(money.literal.utf8.span) }
        return Money(literal: literal, currency: account)
    }

    // MARK: Parts

    /// Whether a text stands for no amount at all.
    private static func isAbsent(_ text: Span<UInt8>) -> Bool {
        guard text.count <= 4 else { return false }
        if text.count == 0 { return true }
        if text[0].isASCIIDigit { return false }
        for word in absentWords where text.isWord(word) { return true }
        return false
    }

    private static let absentWords = [
        "n/a", "-", "na", "none", "null", "n.a.", "n.a", "#n/a", "--", "\u{2013}", "\u{2014}",
    ]

    /// Takes a minus, or the parentheses of accounts, off what surrounds an amount.
    private func stripMinus(_ text: Span<UInt8>, _ before: inout Range<Int>, _ after: inout Range<Int>)
        -> Bool
    {
        guard !before.isEmpty else { return false }
        if text[before.lowerBound] == UInt8(ascii: "("), !after.isEmpty,
            text[after.upperBound - 1] == UInt8(ascii: ")")
        {
            before = text.trimmed((before.lowerBound + 1)..<before.upperBound)
            after = text.trimmed(after.lowerBound..<(after.upperBound - 1))
            return true
        }
        for minus in ["-", "\u{2212}", "\u{2013}"] {
            let count = minus.utf8.count
            guard before.count >= count else { continue }
            if text.extracting(before.lowerBound..<(before.lowerBound + count)).isWord(minus) {
                before = text.trimmed((before.lowerBound + count)..<before.upperBound)
                return true
            }
            if text.extracting((before.upperBound - count)..<before.upperBound).isWord(minus) {
                before = text.trimmed(before.lowerBound..<(before.upperBound - count))
                return true
            }
        }
        return false
    }

    /// The currency that both sides of an amount name together.
    private func currency(
        _ text: Span<UInt8>, _ before: Range<Int>, _ after: Range<Int>
    ) throws(ValueError) -> Currency? {
        if before.isEmpty, after.isEmpty { return nil }
        let signs = try signs(text, before) + signs(text, after)
        var named: Currency?
        for case .exact(let currency) in signs {
            if let named, named != currency { throw contradiction(text) }
            named = currency
        }
        for case .shared(let family) in signs {
            if let named {
                guard family.members.contains(named) else { throw contradiction(text) }
                continue
            }
            guard let currency = family.currency(in: account) else {
                throw ValueError(
                    .currency,
                    "the currency of \(ValueError.quoted(text)) may be \(family.members.map(\.code).joined(separator: ", "))",
                    help: "say which one the account has")
            }
            named = currency
        }
        return named
    }

    /// The signs on one side of an amount: one, or two as in `USD $`.
    private func signs(_ text: Span<UInt8>, _ range: Range<Int>) throws(ValueError) -> [CurrencySign] {
        if range.isEmpty { return [] }
        if let sign = CurrencySign(text.extracting(range)) { return [sign] }
        var blank = range.lowerBound
        while blank < range.upperBound, text.blankLength(at: blank) == 0 { blank += 1 }
        if blank < range.upperBound, let left = CurrencySign(text.extracting(range.lowerBound..<blank)),
            let right = CurrencySign(text.extracting(text.trimmed(blank..<range.upperBound)))
        {
            return [left, right]
        }
        throw ValueError(.malformed, "\(ValueError.quoted(text.extracting(range))) is no currency")
    }
}
