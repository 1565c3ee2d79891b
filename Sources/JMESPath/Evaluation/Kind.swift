public import Feeds

/// The types of the language.
public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// Nothing, or what is not there.
    case null
    /// `true` or `false`.
    case boolean
    /// A number.
    case number
    /// A text.
    case string
    /// A list.
    case array
    /// A map.
    case object

    /// The word that the function `type` gives for it.
    public var name: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The type of an entry of a record.
    @inlinable
    public init(_ kind: RecordNode.Kind) {
        switch kind {
        case .null: self = .null
        case .true, .false: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .list: self = .array
        case .map: self = .object
        }
    }
}

/// A set of types.
public struct Kinds: OptionSet, Sendable, Hashable {
    /// One bit a type.
    public let rawValue: UInt8

    /// Makes a set of its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The set of one type.
    public init(_ kind: Kind) { self.init(rawValue: 1 << kind.rawValue) }

    /// Only null.
    public static let null = Kinds(.null)
    /// Only booleans.
    public static let boolean = Kinds(.boolean)
    /// Only numbers.
    public static let number = Kinds(.number)
    /// Only texts.
    public static let string = Kinds(.string)
    /// Only lists.
    public static let array = Kinds(.array)
    /// Only maps.
    public static let object = Kinds(.object)
    /// Every type.
    public static let any: Kinds = [.null, .boolean, .number, .string, .array, .object]

    /// The types in it.
    var members: [Kind] { Kind.allCases.filter { contains(Kinds($0)) } }
}
