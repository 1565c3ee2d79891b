public import Diagnostics

/// Which clicks a rule takes: tests, joined by AND, OR and NOT to any depth.
public indirect enum Condition: Sendable, Hashable {
    /// Every part holds; without parts, always.
    case all([Condition])
    /// Some part holds; without parts, never.
    case any([Condition])
    /// The part does not hold.
    case not(Condition)
    /// A field has one of some values, or none of them.
    case test(FieldTest)
    /// A condition that cannot be translated; its rule cannot be moved.
    case unsupported(UnsupportedCondition)

    /// Takes every click.
    public static let always = Condition.all([])

    /// A field is one of some values.
    public static func isOne(of values: [String], _ field: RoutingField) -> Condition {
        .test(FieldTest(field, values))
    }

    /// A field is none of some values.
    public static func isNone(of values: [String], _ field: RoutingField) -> Condition {
        .test(FieldTest(field, values, excludes: true))
    }

    /// The tests in it, in order.
    var tests: [FieldTest] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.tests)
        case .not(let part): part.tests
        case .test(let test): [test]
        case .unsupported: []
        }
    }

    /// The parts that cannot be translated, in order.
    var unsupportedParts: [UnsupportedCondition] {
        switch self {
        case .all(let parts), .any(let parts): parts.flatMap(\.unsupportedParts)
        case .not(let part): part.unsupportedParts
        case .test: []
        case .unsupported(let part): [part]
        }
    }
}

/// A test of one field, with values as RedTrack's indexes spell them.
public struct FieldTest: Sendable, Hashable {
    /// What is looked at.
    public var field: RoutingField
    /// The values of which one is met, or none.
    public var values: [String]
    /// Whether the test holds when no value is met.
    public var excludes: Bool
    /// What the source calls the condition; messages name it so. The field's name by default.
    public var label: String
    /// Where the condition stands in the export.
    public var place: SourcePlace?

    /// A test; values may repeat.
    public init(
        _ field: RoutingField, _ values: [String], excludes: Bool = false, label: String? = nil,
        place: SourcePlace? = nil
    ) {
        self.field = field
        self.values = values
        self.excludes = excludes
        self.label = label ?? field.name
        self.place = place
    }
}

/// A condition that nobody knows how to translate, with what the source calls it.
public struct UnsupportedCondition: Sendable, Hashable {
    /// What the source calls it.
    public var label: String
    /// Why it cannot be translated: half a sentence that goes on after a colon.
    public var reason: String
    /// Where it stands in the export.
    public var place: SourcePlace?

    /// Names a condition and why it cannot be translated.
    public init(_ label: String, reason: String, place: SourcePlace? = nil) {
        self.label = label
        self.reason = reason
        self.place = place
    }
}
