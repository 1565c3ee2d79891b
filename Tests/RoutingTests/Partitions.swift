import Routing

/// Finds by trial whether clicks can be split into boxes of the forms that a stream's filters have, each box with one
/// outcome. Works for a few dozen clicks.
struct Partitions {
    private let clicks: [Click]
    private let universe: [RoutingField: [String]]
    private let closed: Set<RoutingField>
    /// Whether boxes that have one outcome only were tried out and failed.
    private var dead: Set<UInt128> = []
    private var steps = 0

    /// How many clicks can be handled.
    static let limit = 128

    init(_ random: RandomTree) {
        clicks = random.clicks
        universe = random.universe
        closed = Set(random.tree.closedFields.keys)
    }

    /// Whether there is such a partition; clicks whose outcome is `nil` need no box and must be in none. `nil` when that
    /// takes too long to find out.
    mutating func exists<Outcome: Hashable>(_ outcomes: [Outcome?]) -> Bool? {
        let boxes = Set(candidates().map(mask)).filter { box in
            let inside = clicks.indices.filter { box & (1 << UInt128($0)) != 0 }
            guard let first = inside.first, let outcome = outcomes[first] else { return false }
            return inside.allSatisfy { outcomes[$0] == outcome }
        }
        var wanted: UInt128 = 0
        for index in clicks.indices where outcomes[index] != nil { wanted |= 1 << UInt128(index) }
        dead = []
        steps = 0
        return search(wanted, boxes.sorted { $0.nonzeroBitCount > $1.nonzeroBitCount })
    }

    private mutating func search(_ open: UInt128, _ boxes: [UInt128]) -> Bool? {
        if open == 0 { return true }
        if dead.contains(open) { return false }
        steps += 1
        if steps > 20_000 { return nil }
        let fitting = boxes.filter { $0 & ~open == 0 }
        // The click that the fewest boxes have.
        var rarest: (bit: UInt128, count: Int)?
        for index in clicks.indices where open & (1 << UInt128(index)) != 0 {
            let bit: UInt128 = 1 << UInt128(index)
            let count = fitting.count { $0 & bit != 0 }
            if count < rarest?.count ?? Int.max { rarest = (bit, count) }
        }
        if let rarest {
            for box in fitting where box & rarest.bit != 0 {
                guard let result = search(open & ~box, fitting) else { return nil }
                if result { return true }
            }
        }
        dead.insert(open)
        return false
    }

    private func mask(_ stream: RoutedStream) -> UInt128 {
        var mask: UInt128 = 0
        for (index, click) in clicks.enumerated() where BruteForce.passes(stream, click) {
            mask |= 1 << UInt128(index)
        }
        return mask
    }

    /// Streams with every combination of filters that is written: one parameter at most.
    private func candidates() -> [RoutedStream] {
        var streams = [RoutedStream(weight: 1, offers: [])]
        var subs: [SubsFilter?] = [nil]
        for (field, values) in universe.sorted(by: { $0.key < $1.key }) {
            // A value that nobody mentions stands for all of them; no filter can name it.
            let named = values.filter { $0 != "something else" }
            switch field {
            case .connectionType:
                streams = with(streams, named.map { [$0] }, field)
            case _ where field.subNumber != nil:
                for value in named {
                    let items = [field.subNumber ?? 0: value]
                    subs += [SubsFilter(items), SubsFilter(items, excludes: true)]
                }
            default:
                let sets = (1..<(1 << named.count)).map { mask in
                    named.indices.filter { mask & (1 << $0) != 0 }.map { named[$0] }
                }
                streams = with(streams, sets, field)
            }
        }
        return streams.flatMap { stream in
            subs.map { filter in
                var stream = stream
                stream.subs = filter
                return stream
            }
        }
    }

    private func with(_ streams: [RoutedStream], _ sets: [[String]], _ field: RoutingField) -> [RoutedStream]
    {
        streams.flatMap { stream in
            [stream]
                + sets.flatMap { values in
                    [false, true].map { excludes in
                        var stream = stream
                        stream.filters.append(StreamFilter(field, values, excludes: excludes))
                        return stream
                    }
                }
        }
    }
}
