public import Diagnostics

/// A value and where a file says it.
public struct Placed<Value: Sendable>: Sendable {
    /// What was written.
    public var value: Value
    /// Where.
    public var place: SourcePlace

    /// Pairs a value with its place.
    public init(_ value: Value, at place: SourcePlace) {
        self.value = value
        self.place = place
    }
}

/// Two placed values are equal when their values are: the place is not compared.
extension Placed: Equatable where Value: Equatable {
    /// Compares what is said, not where.
    public static func == (left: Placed, right: Placed) -> Bool { left.value == right.value }
}

/// The same rule as for equality: the place does not count.
extension Placed: Hashable where Value: Hashable {
    /// Hashes what is said, not where.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
