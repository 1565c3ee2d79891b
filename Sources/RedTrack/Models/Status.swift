public import Feeds

/// Whether an object is in use. The numbers are the API's; other numbers than the named ones are kept.
public struct Status: RawRepresentable, Sendable, Hashable {
    /// The number on the wire.
    public let rawValue: Int

    /// Wraps the number on the wire.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// 0: a new object for which the request had no status. It is never sent.
    public static let unset = Status(rawValue: 0)
    /// 1: in use.
    public static let active = Status(rawValue: 1)
    /// 2: archived in the document of 2018, paused today.
    public static let archived = Status(rawValue: 2)
    /// 3: deleted.
    public static let deleted = Status(rawValue: 3)

    var named: FieldType.NamedValue {
        switch self {
        case .active: .init(1, "active")
        case .archived: .init(2, "archived", "inactive", "paused")
        case .deleted: .init(3, "deleted")
        default: .init(rawValue)
        }
    }
}

extension Status: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType { .choice([Status.active, .archived, .deleted].map(\.named)) }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) { self.init(rawValue: try Int(wire: node)) }

    /// The value as it is sent.
    public var wireValue: Value { rawValue.wireValue }
}

/// An object whose status a request can set.
protocol StatusCarrying: AccountObject {
    var status: Status? { get set }
}

extension Campaign: StatusCarrying {}
extension Offer: StatusCarrying {}

/// How a visitor is sent on (API document, "Campaign model"). Other numbers than the named ones are kept.
public struct RedirectType: RawRepresentable, Sendable, Hashable {
    /// The number on the wire.
    public let rawValue: Int

    /// Wraps the number on the wire.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// 0: what the account does by default; in all examples of the document, not in its table.
    public static let `default` = RedirectType(rawValue: 0)
    /// 1: an HTTP redirect with code 302.
    public static let found = RedirectType(rawValue: 1)
    /// 2: a meta refresh.
    public static let meta = RedirectType(rawValue: 2)
    /// 3: by script.
    public static let script = RedirectType(rawValue: 3)
    /// 4: hidden.
    public static let hidden = RedirectType(rawValue: 4)
}

extension RedirectType: WireValue {
    /// What the API document says of such values.
    public static var fieldType: FieldType {
        .choice([
            .init(0, "default"), .init(1, "302"), .init(2, "meta"), .init(3, "js"), .init(4, "hidden"),
        ])
    }

    /// Reads a value of an answer.
    public init(wire node: Node) throws(WireError) { self.init(rawValue: try Int(wire: node)) }

    /// The value as it is sent.
    public var wireValue: Value { rawValue.wireValue }
}
