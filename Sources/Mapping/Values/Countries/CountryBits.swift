/// A set of countries, by their places.
struct CountryBits: Sendable, Hashable {
    private var low: UInt128 = 0
    private var high: UInt128 = 0

    /// Whether the country was not in the set before.
    mutating func insert(_ index: UInt8) -> Bool {
        if contains(index) { return false }
        if index < 128 { low |= 1 << UInt128(index) } else { high |= 1 << UInt128(index - 128) }
        return true
    }

    func contains(_ index: UInt8) -> Bool {
        index < 128 ? low >> UInt128(index) & 1 == 1 : high >> UInt128(index - 128) & 1 == 1
    }
}
