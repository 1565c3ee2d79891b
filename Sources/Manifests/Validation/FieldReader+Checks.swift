internal import Diagnostics
internal import Feeds
internal import RedTrack

/// What a value must be beyond its type. Called by the readers of each type, with the value as written for the place.
extension FieldReader {
    /// A text as it is to be sent; `nil` when it is at fault.
    mutating func checkedText(_ text: String, _ written: WrittenNode, _ path: FieldPath) -> String? {
        if CountryCode.isExpected(in: path) {
            guard let code = CountryCode.normalized(text) else {
                findings.error(
                    "country", "there is no country \"\(text)\"", at: written.position,
                    length: written.length,
                    help: CountryCode.help(for: text))
                return nil
            }
            return code
        }
        if DomainAddress.isExpected(in: path, of: kind), let fault = DomainAddress.fault(in: text) {
            findings.error(
                "domain-url", fault.message, at: written.position, length: written.length, help: fault.help)
            return nil
        }
        if path.isTop("title"), text.unicodeScalars.count > Self.longestTitle {
            findings.warning(
                "long-title", "the title has more than \(Self.longestTitle) characters", at: written.position,
                length: written.length, help: "RedTrack may cut it")
        }
        return text
    }

    /// Longer titles are unusual; the API document sets no limit.
    static var longestTitle: Int { 255 }

    /// Warns of numbers that are probably not meant.
    mutating func checkInteger(_ integer: Int, _ written: WrittenNode, _ path: FieldPath) {
        if path.last == "payment_percent", integer > 100 {
            findings.warning(
                "percent", "`\(path)` is \(integer) percent", at: written.position, length: written.length,
                help: "it is a share of the payout, 0 to 100")
        }
    }

    /// Whether files may ask for a choice.
    mutating func checkChoice(_ number: Int, _ written: WrittenNode, _ path: FieldPath) -> Bool {
        if Self.allowsChoice(number, path) { return true }
        findings.error(
            "status", "a \(kind.rawValue) is not deleted by its status", at: written.position,
            length: written.length, help: "write `state: absent` to remove it")
        return false
    }

    /// Objects are removed by `state`, never by their status.
    static func allowsChoice(_ number: Int, _ path: FieldPath) -> Bool {
        !path.isTop("status") || number != Status.deleted.rawValue
    }
}
