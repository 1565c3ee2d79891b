public import Diagnostics

/// Why a campaign's routing cannot become streams: everything that stands in the way, each with its location.
public struct RoutingRefusal: Error, Sendable, CustomStringConvertible {
    /// What kind of obstacle it is. Names stay when wordings change.
    public struct Code: Sendable, Hashable {
        /// The name: the second part of the diagnostic's id.
        public let name: String

        /// The field of a condition has no filter.
        public static let noFilter = Code(name: "no-filter")
        /// A condition could not be read.
        public static let unsupportedCondition = Code(name: "unsupported-condition")
        /// A condition lists no value.
        public static let emptyList = Code(name: "empty-list")
        /// A value cannot stand in a filter.
        public static let unusableValue = Code(name: "unusable-value")
        /// No set of streams takes the clicks that it should.
        public static let inexpressible = Code(name: "inexpressible")
        /// There would be more streams than allowed.
        public static let tooManyStreams = Code(name: "too-many-streams")
        /// Deciding takes more than the bounds allow.
        public static let tooComplex = Code(name: "too-complex")
        /// Weights have no whole numbers of a usable size.
        public static let weights = Code(name: "weights")
        /// Nothing is in use behind a rule.
        public static let noPath = Code(name: "no-path")
        /// A choice is made in a way that has no counterpart.
        public static let unknownMode = Code(name: "unknown-mode")
    }

    /// One obstacle.
    public struct Obstacle: Sendable {
        /// What kind it is.
        public var code: Code
        /// Where in the campaign it is.
        public var origin: Origin
        /// What is wrong, in one sentence without a full stop.
        public var message: String
        /// What to do about it.
        public var help: String?
        /// Where that stands in the export.
        public var place: SourcePlace?

        /// The obstacle as an error for people.
        public var diagnostic: Diagnostic {
            Diagnostic(.error, "routing.\(code.name)", "\(origin): \(message)", at: place, help: help)
        }
    }

    /// What stands in the way, in the order of the rules.
    public var obstacles: [Obstacle]

    /// The obstacles, a line each.
    public var description: String { obstacles.map(\.diagnostic.description).joined(separator: "\n") }
}
