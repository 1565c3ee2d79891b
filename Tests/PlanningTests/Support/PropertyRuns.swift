import Foundation

/// How many accounts the properties are tried on, and which: a few by default, as many as `scripts/properties` says in
/// `WAYBILL_PROPERTY_RUNS`. The seed of the first one is printed, and `WAYBILL_PROPERTY_SEED` takes it back.
enum PropertyRuns {
    static let count = number("WAYBILL_PROPERTY_RUNS").map { Int(clamping: $0) } ?? 2

    static let first: UInt64 = {
        let seed = number("WAYBILL_PROPERTY_SEED") ?? UInt64.random(in: 0..<1_000_000_000)
        print("properties: \(count) accounts each, from WAYBILL_PROPERTY_SEED=\(seed)")
        return seed
    }()

    static var seeds: [UInt64] { (0..<UInt64(max(count, 1))).map { first &+ $0 } }

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }
}
