public import RedTrack

/// Names objects by kind and key: `offers/Red Bushido`, `offers/feed-a/*`, `*/test *`, or `offers` for all of a kind.
///
/// In the key `*` stands for any text, slashes included, and `?` for one character: keys are no paths.
public struct AddressPattern: Sendable, Hashable {
    /// The pattern as it was written.
    public let text: String
    /// The kind that is meant; `nil` when all are.
    public let kind: Kind?
    private let key: [Unicode.Scalar]

    /// Why a text is no pattern.
    public struct Fault: Error, Sendable, Hashable {
        /// What is wrong, in one sentence without a full stop.
        public let message: String
        /// What to do next.
        public let help: String

        /// Says what is wrong.
        public init(message: String, help: String) {
            self.message = message
            self.help = help
        }
    }

    /// Reads a pattern.
    /// - Throws: ``Fault`` when it starts with no kind, or names no key.
    public init(_ text: String) throws(Fault) {
        let slash = text.firstIndex(of: "/")
        let kindName = String(text[..<(slash ?? text.endIndex)])
        if kindName == "*" {
            kind = nil
        } else if let kind = Kind(plural: kindName) {
            self.kind = kind
        } else {
            let names = Kind.allCases.map(\.plural)
            let close = Kind.allCases.first { $0.rawValue == kindName }?.plural
            throw Fault(
                message: "\"\(text)\" does not start with a kind",
                help: close.map { "write \"\($0)\(text.dropFirst(kindName.count))\"" }
                    ?? "write KIND/KEY, such as offers/feed-a/*; the kinds are \(names.joined(separator: ", "))"
            )
        }
        let key = slash.map { text[text.index(after: $0)...] } ?? "*"
        if key.isEmpty {
            throw Fault(message: "\"\(text)\" names no key", help: "write \"\(text)*\" for all")
        }
        self.text = text
        self.key = Array(key.unicodeScalars)
    }

    /// Whether an object is meant.
    public func matches(_ kind: Kind, _ key: String) -> Bool {
        (self.kind == nil || self.kind == kind) && Glob.matches(text: Array(key.unicodeScalars), self.key)
    }
}
