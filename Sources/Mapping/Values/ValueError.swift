/// Why a text of a feed is not the value that a field wants. It knows no place: whoever read the text adds it.
package struct ValueError: Error, Sendable, Hashable {
    /// The kind of fault, for those who treat one kind apart.
    package struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String, Sendable {
            case malformed, percent, negative, currency, limit
            case unknownCountry = "unknown-country"
            case noCountry = "no-country"
        }

        private let kind: Kind

        /// The text is not written as such a value is.
        package static let malformed = Code(kind: .malformed)
        /// A share is written where an amount belongs.
        package static let percent = Code(kind: .percent)
        /// An amount below zero.
        package static let negative = Code(kind: .negative)
        /// An amount in another currency than the account's, or in one that the text leaves open.
        package static let currency = Code(kind: .currency)
        /// More than can be kept exactly.
        package static let limit = Code(kind: .limit)
        /// A word that names no country.
        package static let unknownCountry = Code(kind: .unknownCountry)
        /// Countries were named, and none is left: an empty list would mean all of them.
        package static let noCountry = Code(kind: .noCountry)

        /// The word of the kind, such as `percent`.
        package var description: String { kind.rawValue }
    }

    /// The kind of fault.
    package var code: Code
    /// What is wrong, in one sentence without a full stop.
    package var message: String
    /// What to do next, or what was expected.
    package var help: String?

    /// Says what is wrong with a value.
    package init(_ code: Code, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }
}

extension ValueError: CustomStringConvertible {
    /// `message (help)`, on one line.
    package var description: String { message + (help.map { " (\($0))" } ?? "") }
}

extension ValueError {
    /// A value as messages show it: in quotes, cut after sixty characters, control characters made visible.
    static func quoted(_ text: Span<UInt8>) -> String {
        // A character has at most four bytes: no more than this is ever shown.
        let head = text.extracting(first: min(text.count, 61 * 4))
        let scalars = head.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }.unicodeScalars
        var shown = ""
        for scalar in scalars.prefix(60) {
            let isControl = scalar.properties.generalCategory == .control || scalar.value == 0x2028
            shown.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        let isCut = scalars.dropFirst(60).first != nil
        return "\"\(shown)\(isCut ? "…" : "")\""
    }
}
