import Feeds
import TestSupport
import Testing

@Suite struct JSONRoundTripTests {
    @Test(arguments: 0..<300) func `What is written is read back equal`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let value = Self.value(&generator, depth: 4)
        for pretty in [false, true] {
            let node = try JSONDocument.parse(value.jsonBytes(pretty: pretty))
            #expect(node.value == value, "seed \(seed), pretty \(pretty)")
        }
    }

    static func value(_ generator: inout SeededGenerator, depth: Int) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2:
            return .number(
                ["0", "-0.0", "1e9", "-12.50", "9007199254740993"].randomElement(using: &generator) ?? "0")
        case 3, 4: return .string(generator.text())
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in value(&generator, depth: depth - 1)
                })
        default:
            let count = Int.random(in: 0...4, using: &generator)
            return .object(
                (0..<count).map { ("\($0)" + generator.text(), value(&generator, depth: depth - 1)) })
        }
    }
}
