/// How RedTrack routes: a draw by weight among all streams whose active filters a click passes, in no order.
struct StreamSide {
    private let streams: [RoutedStream]

    init(_ streams: [RoutedStream]) { self.streams = streams }

    /// What the filters ask.
    var questions: [ClickSpace.Question] {
        streams.flatMap { stream in
            stream.filters.filter(Self.counts).map {
                ClickSpace.Question(field: $0.field, values: Set($0.values))
            } + Self.items(stream)
        }
    }

    /// A filter that is not active, or has no values, lets everything pass.
    private static func counts(_ filter: StreamFilter) -> Bool { filter.isActive && !filter.values.isEmpty }

    private static func items(_ stream: RoutedStream) -> [ClickSpace.Question] {
        guard let subs = stream.subs, subs.isActive else { return [] }
        return subs.items.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map {
            ClickSpace.Question(field: .sub($0.key), values: [$0.value])
        }
    }

    /// The streams as numbers and formulas by turns.
    func formulas(_ formulas: inout Formulas, _ questions: [ClickSpace.Question: Int]) -> [Int] {
        var list: [Int] = []
        for (number, stream) in streams.enumerated() {
            var parts: [Int] = []
            for filter in stream.filters where Self.counts(filter) {
                let question = ClickSpace.Question(field: filter.field, values: Set(filter.values))
                if let number = questions[question] {
                    parts.append(formulas.question(number, wanted: !filter.excludes))
                }
            }
            let items = Self.items(stream)
            if !items.isEmpty {
                let excludes = stream.subs?.excludes ?? false
                let matched = items.compactMap { questions[$0] }.map {
                    formulas.question($0, wanted: !excludes)
                }
                parts.append(excludes ? formulas.any(matched) : formulas.all(matched))
            }
            list.append(number)
            list.append(formulas.all(parts))
        }
        return list
    }

    /// Leaves out the streams that cannot take the click any more.
    static func pruned(_ list: [Int]) -> [Int] {
        if !stride(from: 1, to: list.count, by: 2).contains(where: { list[$0] == Formulas.no }) {
            return list
        }
        return stride(from: 0, to: list.count, by: 2).filter { list[$0 + 1] != Formulas.no }
            .flatMap { [list[$0], list[$0 + 1]] }
    }

    /// Where the click goes when all that is left is true.
    func odds(_ list: [Int]) -> Distribution {
        Distribution(
            of: stride(from: 0, to: list.count, by: 2).map { index in
                let stream = streams[list[index]]
                return Distribution.Way(
                    weight: Natural(stream.weight), landings: Self.numbers(stream.landings),
                    offers: Self.numbers(stream.offers))
            })
    }

    private static func numbers(_ shares: [StreamShare]) -> [(id: String, weight: Natural)] {
        shares.map { ($0.id, Natural($0.weight)) }
    }
}
