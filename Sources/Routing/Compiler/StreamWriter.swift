/// Writes boxes as streams.
struct StreamWriter {
    private let live: LiveTree
    private let compiler: RoutingCompiler
    private let axes: [Axis]

    init(_ live: LiveTree, _ compiler: RoutingCompiler, _ axes: [Axis]) {
        self.live = live
        self.compiler = compiler
        self.axes = axes
    }

    /// The streams of a partition, in the order of the branches.
    func streams(
        _ partition: Compilation.Partition, _ outcomes: Outcomes
    ) throws(RoutingRefusal) -> [RoutedStream] {
        try check(partition.count)
        var byOutcome: [Int: [(box: Box, branches: [Int])]] = [:]
        for (box, branches) in zip(partition.boxes, partition.branches) {
            byOutcome[box.outcome, default: []].append((box, branches))
        }
        let order = byOutcome.keys.sorted {
            (outcomes.branches[$0].first ?? 0, $0) < (outcomes.branches[$1].first ?? 0, $1)
        }
        var streams: [RoutedStream] = []
        for outcome in order {
            let templates = try templates(outcomes, drawing: outcomes.branches[outcome])
            let group = byOutcome[outcome] ?? []
            for (number, (box, branches)) in group.enumerated() {
                for template in templates {
                    // Branches with the same odds share boxes; what is drawn by weight has one branch each.
                    let isDrawn = outcomes.branches[outcome].count > 1
                    streams.append(
                        stream(box, template, isDrawn ? [template.branch] : branches, number + 1, group.count)
                    )
                }
            }
        }
        return streams
    }

    /// The streams of one branch in some boxes.
    func streams(_ boxes: [Box], _ templates: [Outcomes.Template], _ branches: [Int]) -> [RoutedStream] {
        boxes.enumerated().flatMap { number, box in
            templates.map { stream(box, $0, branches, number + 1, boxes.count) }
        }
    }

    /// The streams of a draw, still without filters.
    func templates(_ outcomes: Outcomes, drawing set: [Int]) throws(RoutingRefusal) -> [Outcomes.Template] {
        do {
            return try outcomes.templates(drawing: set)
        } catch {
            throw RoutingRefusal(obstacles: [
                RoutingRefusal.Obstacle(
                    code: .weights, origin: origin(error.branch),
                    message:
                        "exact proportions need the weight \(error.weight), more than \(compiler.maximumWeight)",
                    help: "choose weights with a smaller common multiple", place: live.tree.place)
            ])
        }
    }

    /// Refuses more streams than allowed.
    func check(_ count: Int) throws(RoutingRefusal) {
        if count > compiler.streamLimit { throw tooMany(count) }
    }

    /// The refusal of too many streams.
    func tooMany(_ count: Int) -> RoutingRefusal {
        let number = count == Int.max ? "more streams than can be counted" : "\(count) streams"
        return RoutingRefusal(obstacles: [
            RoutingRefusal.Obstacle(
                code: .tooManyStreams, origin: live.tree.origin,
                message: "needs \(number), more than \(compiler.streamLimit)",
                help: "raise the limit, or split the campaign", place: live.tree.place)
        ])
    }

    private func origin(_ branch: Int) -> Origin {
        branch < live.branches.count ? live.branches[branch].origin : live.tree.fallbackOrigin
    }

    private func stream(
        _ box: Box, _ template: Outcomes.Template, _ branches: [Int], _ number: Int, _ total: Int
    ) -> RoutedStream {
        var stream = RoutedStream(
            weight: template.weight, landings: template.landings, offers: template.offers,
            origin: StreamOrigin(
                rules: branches.map(origin), path: template.path, box: number, boxes: total))
        for (index, members) in box.sets.sorted(by: { $0.key < $1.key }) {
            if let filter = filter(axes[index], members) { stream.filters.append(filter) }
        }
        for literal in box.literals { restrict(&stream, literal) }
        stream.filters.sort { $0.field < $1.field }
        if compiler.fault == .flipsExclude {
            for index in stream.filters.indices { stream.filters[index].excludes = false }
            stream.subs?.excludes = false
        }
        return stream
    }

    /// The filter of a set of classes; `nil` when it has them all.
    private func filter(_ axis: Axis, _ members: [Int]) -> StreamFilter? {
        if members.count == axis.count { return nil }
        let isRest = axis.hasOthers && members.contains(axis.last)
        let missing = (0..<axis.count).filter { !members.contains($0) }
        let values = (isRest ? missing : members).flatMap { axis.values[$0] }
        return StreamFilter(axis.field, values.sorted(), excludes: isRest)
    }

    private func restrict(_ stream: inout RoutedStream, _ literal: Box.Literal) {
        switch literal {
        case .equals(let index, let member): restrict(&stream, axes[index], member, excludes: false)
        case .differs(let index, let member): restrict(&stream, axes[index], member, excludes: true)
        case .anyList(let lists), .noList(let lists):
            let values = lists.flatMap { axes[$0].values[0] }.sorted()
            stream.filters.append(StreamFilter(.bots, values, excludes: literal == .noList(lists)))
        }
    }

    private func restrict(_ stream: inout RoutedStream, _ axis: Axis, _ member: Int, excludes: Bool) {
        let value = axis.values[member][0]
        if case .sub(let number) = axis.form {
            var items = stream.subs?.items ?? [:]
            items[number] = value
            stream.subs = SubsFilter(items, excludes: excludes)
        } else {
            stream.filters.append(StreamFilter(axis.field, [value], excludes: excludes))
        }
    }
}
