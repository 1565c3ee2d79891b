/// Everything that goes wrong while a sandbox runs: rules, in order, and the seed of what is left to chance.
package struct FaultSchedule: Sendable, Hashable {
    /// The rules; all that meet a request act on it.
    package var rules: [FaultRule]
    /// The seed of probabilities and shuffled rows: the same requests in the same order meet the same faults.
    package var seed: UInt64

    /// A schedule of these rules.
    package init(rules: [FaultRule], seed: UInt64 = 0) {
        self.rules = rules
        self.seed = seed
    }

    /// Nothing goes wrong.
    package static let none = FaultSchedule(rules: [])
}
