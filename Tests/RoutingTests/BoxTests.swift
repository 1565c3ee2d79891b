import TestSupport
import Testing

@testable import Routing

/// Joining boxes loses no click, shares none, and changes no outcome.
@Suite struct BoxTests {
    private static let axes = [
        Axis(field: .country, form: .manyValues, values: [["AT"], ["CH"], ["DE"], ["FR"]], hasOthers: true),
        Axis(field: .os, form: .manyValues, values: [["Android"], ["iOS"]], hasOthers: true),
        Axis(field: .sub(1), form: .sub(1), values: [["x"]], hasOthers: true),
    ]

    /// A box for each single click.
    private static func cells(_ outcome: (Int, Int, Int) -> Int) -> [Box] {
        (0..<5).flatMap { country in
            (0..<3).flatMap { os in
                (0..<2).map { sub in
                    Box(
                        sets: [0: [country], 1: [os]],
                        literals: [sub == 0 ? .equals(axis: 2, member: 0) : .differs(axis: 2, member: 0)],
                        outcome: outcome(country, os, sub))
                }
            }
        }
    }

    private static func holds(_ box: Box, _ country: Int, _ os: Int, _ sub: Int) -> Bool {
        (box.sets[0]?.contains(country) ?? true) && (box.sets[1]?.contains(os) ?? true)
            && box.literals.allSatisfy { literal in
                switch literal {
                case .equals(_, let member): sub == member
                case .differs(_, let member): sub != member
                case .anyList, .noList: false
                }
            }
    }

    @Test func `clicks with one outcome become one box`() {
        #expect(Box.merged(Self.cells { _, _, _ in 1 }, Self.axes) == [Box(outcome: 1)])
        let byCountry = Box.merged(Self.cells { country, _, _ in country < 4 ? 1 : 2 }, Self.axes)
        #expect(
            Set(byCountry) == [Box(sets: [0: [0, 1, 2, 3]], outcome: 1), Box(sets: [0: [4]], outcome: 2)])
        let bySub = Box.merged(Self.cells { _, _, sub in sub + 1 }, Self.axes)
        #expect(
            Set(bySub) == [
                Box(literals: [.equals(axis: 2, member: 0)], outcome: 1),
                Box(literals: [.differs(axis: 2, member: 0)], outcome: 2),
            ])
    }

    @Test func `every click stays in exactly one box, with its outcome`() {
        for number in 0..<200 {
            var generator = SeededGenerator(seed: RoutingRuns.seed &+ UInt64(number))
            let outcomes = (0..<30).map { _ in Int.random(in: 1...2, using: &generator) }
            let cells = Self.cells { country, os, sub in outcomes[country * 6 + os * 2 + sub] }
            let boxes = Box.merged(cells.shuffled(using: &generator), Self.axes)
            for click in 0..<30 {
                let found = boxes.filter { Self.holds($0, click / 6, click / 2 % 3, click % 2) }
                #expect(found.map(\.outcome) == [outcomes[click]], "seed \(RoutingRuns.seed), \(number)")
            }
            #expect(boxes.count < cells.count)
        }
    }
}
