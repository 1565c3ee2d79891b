import Feeds
public import RedTrack

/// The name of an object in files, plans and journals: its kind and its key.
public struct ObjectAddress: Sendable, Hashable {
    /// The kind of the object.
    public let kind: Kind
    /// Its key: what files call it.
    public let key: String

    /// Names an object.
    public init(_ kind: Kind, _ key: String) {
        self.kind = kind
        self.key = key
    }
}

extension ObjectAddress {
    private var exactKey: ExactText { ExactText(key) }

    /// Kind and key, byte by byte.
    public static func == (left: ObjectAddress, right: ObjectAddress) -> Bool {
        left.kind == right.kind && left.exactKey == right.exactKey
    }

    /// The same rule as for equality.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(exactKey)
    }
}

extension ObjectAddress: CustomStringConvertible {
    /// `offers/Red Bushido`.
    public var description: String { "\(kind.plural)/\(key)" }
}

extension ObjectAddress: Comparable {
    /// Orders by kind, referred ones first, then by key.
    public static func < (left: ObjectAddress, right: ObjectAddress) -> Bool {
        left.kind != right.kind ? left.kind < right.kind : left.exactKey < right.exactKey
    }
}
