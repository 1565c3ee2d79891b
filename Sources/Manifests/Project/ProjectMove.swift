public import RedTrack

extension Project {
    /// An object, or all objects of a pattern, that got another key (`moved:` in `waybill.yaml`): what the lock file
    /// knows under the old key is meant by the new one.
    public struct Move: Sendable, Hashable {
        /// The kind of the objects; it stays.
        public let kind: Kind
        /// The old key, or a pattern with one `*`.
        public let from: Placed<String>
        /// The new key, or a pattern with one `*`, which stands for what the one of `from` stood for.
        public let to: Placed<String>
        /// The id of the object that moves; `nil` when whatever has the old key moves.
        ///
        /// Two objects that swap their keys need it: without it, nobody could tell a swap from one that was made already.
        public let id: Placed<String>?

        /// Describes a move; ``Project/load(folder:)`` reads them.
        public init(kind: Kind, from: Placed<String>, to: Placed<String>, id: Placed<String>? = nil) {
            self.kind = kind
            self.from = from
            self.to = to
            self.id = id
        }

        /// Whether it moves all objects of a pattern.
        public var isPattern: Bool { from.value.contains("*") }

        /// `offers/OLD`.
        public var fromAddress: String { "\(kind.plural)/\(from.value)" }

        /// `offers/NEW`.
        public var toAddress: String { "\(kind.plural)/\(to.value)" }

        /// The new key of an object with this key; `nil` when the move does not speak of it.
        package func newKey(of key: String) -> String? {
            guard isPattern else { return key.utf8.elementsEqual(from.value.utf8) ? to.value : nil }
            let old = Self.parts(from.value)
            let new = Self.parts(to.value)
            let bytes = Array(key.utf8)
            guard bytes.count >= old.head.count + old.tail.count, bytes.starts(with: old.head),
                bytes.suffix(old.tail.count).elementsEqual(old.tail)
            else { return nil }
            let middle = bytes.dropFirst(old.head.count).dropLast(old.tail.count)
            return String(decoding: new.head + middle + new.tail, as: UTF8.self)
        }

        /// How many bytes of a key the pattern fixes: of two moves that fit, the one that says more is meant.
        package var precision: Int { isPattern ? from.value.utf8.count - 1 : Int.max }

        /// What stands before and after the `*`.
        private static func parts(_ pattern: String) -> (head: [UInt8], tail: [UInt8]) {
            let bytes = Array(pattern.utf8)
            let star = bytes.firstIndex(of: UInt8(ascii: "*")) ?? bytes.count
            return (Array(bytes[..<star]), Array(bytes[min(star + 1, bytes.count)...]))
        }
    }
}
