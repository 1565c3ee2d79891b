import TestSupport
import Testing

@testable import Feeds

@Suite("Places by hash")
struct PlaceTableTests {
    /// Hashes that often meet, so that places have to make way for one another.
    private static func hash(_ value: Int) -> Int { value % 5 &* 1_000_003 }

    @Test("it finds what was added and not taken out", arguments: UInt64(1)...20)
    func model(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var table = PlaceTable()
        // The value at each place; what is taken out keeps its place empty.
        var values: [Int] = []
        var present: [Int: Int] = [:]
        for _ in 0..<400 {
            let value = Int.random(in: 0..<50, using: &random)
            let copy = values
            if let place = present[value] {
                if Bool.random(using: &random) {
                    table.remove(place) { Self.hash(copy[$0]) }
                    present[value] = nil
                } else {
                    values.append(value)
                    table.move(place, to: values.count - 1, hash: Self.hash(value))
                    present[value] = values.count - 1
                }
            } else {
                values.append(value)
                let all = values
                table.insert(values.count - 1) { Self.hash(all[$0]) }
                present[value] = values.count - 1
            }
            for value in 0..<50 {
                let found = table.place(Self.hash(value)) { values[$0] == value }
                #expect(found == present[value], "seed \(seed), value \(value)")
            }
        }
    }

    @Test("an empty table has nothing, and nothing is taken out of it")
    func empty() {
        var table = PlaceTable()
        #expect(table.place(7) { _ in true } == nil)
        table.remove(0) { _ in 7 }
        table.move(0, to: 1, hash: 7)
        #expect(table.place(7) { _ in true } == nil)
    }
}
