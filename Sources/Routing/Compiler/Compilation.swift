/// One run of the compiler.
struct Compilation {
    let live: LiveTree
    let compiler: RoutingCompiler
    let axes: [Axis]
    private var outcomes: Outcomes

    /// A function of the tree; its leaves are sets of branches.
    typealias Function = (inout RuleFunctions) throws(Diagram.TooComplex) -> Diagram.Reference

    /// Boxes, with the branches whose clicks are in each.
    struct Partition {
        var boxes: [Box]
        var branches: [[Int]]
        /// How many streams the boxes make.
        var count: Int
    }

    /// How many steps a function may take, and how many more are spent on better orders of the axes.
    private static let steps = 4_000_000
    private static let searchSteps = 400_000
    /// More boxes than this are counted, but not built.
    private static let buildLimit = 20_000

    init(_ live: LiveTree, _ compiler: RoutingCompiler) {
        self.live = live
        self.compiler = compiler
        let tests = live.branches.flatMap(\.condition.tests)
        axes = Axis.all(of: tests, closed: live.tree.closedFields, compiler.profile)
        outcomes = Outcomes(live, maximumWeight: compiler.maximumWeight, fault: compiler.fault)
    }

    /// The streams, if all clicks can be told apart as they must.
    mutating func streams() throws(RoutingRefusal) -> [RoutedStream] {
        if axes.count > 64 { throw tooComplex() }
        // The branch that is named for an outcome which several have is the first one.
        for branch in live.branches.indices { _ = outcomes.outcome(of: [branch]) }
        if let fault = compiler.fault, fault == .ignoresOrder || fault == .forgetsComplement {
            return try faultyStreams(fault)
        }
        guard live.tree.mode == .weight else { return try disjointStreams() }
        // Rules that are drawn by weight may share clicks: each with its own boxes, or all combinations of them.
        var drawn: [RoutedStream]?
        do throws(RoutingRefusal) { drawn = try drawnStreams() } catch {
            return try disjointStreams()
        }
        guard let disjoint = try? disjointStreams(), disjoint.count <= drawn?.count ?? 0 else {
            return drawn ?? []
        }
        return disjoint
    }

    /// One outcome for each click: no two boxes share one.
    private mutating func disjointStreams() throws(RoutingRefusal) -> [RoutedStream] {
        let partition = try partition { functions throws(Diagram.TooComplex) in try functions.winners() }
        return try StreamWriter(live, compiler, axes).streams(partition, outcomes)
    }

    /// Rules drawn by weight keep their own boxes; RedTrack's draw among matching streams is the same draw.
    private mutating func drawnStreams() throws(RoutingRefusal) -> [RoutedStream] {
        let writer = StreamWriter(live, compiler, axes)
        let others = try partition { functions throws(Diagram.TooComplex) in
            try functions.winnersBesideDrawn()
        }
        var streams = try writer.streams(others, outcomes)
        let drawn = Array(live.forcedCount..<live.branches.count)
        let templates = try writer.templates(outcomes, drawing: drawn)
        for branch in drawn {
            let own = try partition { functions throws(Diagram.TooComplex) in try functions.reaching(branch) }
            streams += writer.streams(own.boxes, templates.filter { $0.branch == branch }, [branch])
        }
        try writer.check(streams.count)
        return streams
    }

    /// The streams of a compiler that makes a mistake.
    private mutating func faultyStreams(_ fault: RoutingCompiler.Fault) throws(RoutingRefusal)
        -> [RoutedStream]
    {
        let writer = StreamWriter(live, compiler, axes)
        var streams: [RoutedStream] = []
        let drawn = live.tree.mode == .weight ? Array(live.forcedCount..<live.branches.count) : []
        let drawnTemplates = try writer.templates(outcomes, drawing: drawn)
        for branch in live.branches.indices {
            let own = try partition { functions throws(Diagram.TooComplex) in
                guard fault == .forgetsComplement else { return try functions.meeting(branch) }
                let all = try functions.winners()
                let table = functions.branches
                return try functions.relabelled(all) { table[$0].contains(branch) ? $0 : 0 }
            }
            let templates =
                drawn.contains(branch)
                ? drawnTemplates.filter { $0.branch == branch }
                : try writer.templates(outcomes, drawing: [branch])
            streams += writer.streams(own.boxes, templates, [branch])
        }
        guard live.fallback != nil else { return streams }
        let last = RuleFunctions.fallbackBranch(live)
        let rest = try partition { functions throws(Diagram.TooComplex) in
            if fault == .forgetsComplement { return functions.everything(last) }
            let all = try functions.winners()
            let table = functions.branches
            return try functions.relabelled(all) { table[$0] == [last] ? $0 : 0 }
        }
        return streams + writer.streams(rest.boxes, try writer.templates(outcomes, drawing: [last]), [last])
    }

    // MARK: Partitions

    /// The boxes of a function, in the order of axes that needs the fewest streams.
    private mutating func partition(_ function: Function) throws(RoutingRefusal) -> Partition {
        let mentions = axes.map { axis in
            live.branches.count { $0.condition.tests.contains { $0.field == axis.field } }
        }
        let all = AxisOrders(axes, support: Set(axes.indices), mentions: mentions)
        let (whole, _, reference, steps) = try evaluated(all.first, function, Self.steps)
        let support = Set(whole.diagram.support(reference).map { whole.order[$0] })
        try checkFilters(support)
        let orders = AxisOrders(axes, support: support, mentions: mentions)
        var left = Self.searchSteps - (Self.steps - steps)
        var outcomes = self.outcomes
        let order = orders.best { order in
            guard left > 0 else { return nil }
            guard
                let (functions, _, reference, after) = try? Self.evaluated(
                    live, axes, &outcomes, order, function, max(left, 0))
            else {
                left = 0
                return nil
            }
            left = after
            var planner = planner(functions, outcomes)
            return (try? planner.count(reference))?.flatMap(\.self) ?? Int.max
        }
        self.outcomes = outcomes
        return try partition(orders.first, order, function)
    }

    private mutating func partition(
        _ first: [Int], _ best: [Int], _ function: Function
    ) throws(RoutingRefusal) -> Partition {
        do {
            var (functions, winners, reference, _) = try evaluated(first, function, Self.steps)
            var planner = planner(functions, outcomes)
            if try planner.count(reference) == nil, let obstruction = try planner.obstruction(reference) {
                throw inexpressible(obstruction)
            }
            if best != first {
                (functions, winners, reference, _) = try evaluated(best, function, Self.steps)
                planner = self.planner(functions, outcomes)
            }
            let count = try planner.count(reference) ?? Int.max
            guard count <= max(Self.buildLimit, compiler.streamLimit) else {
                throw StreamWriter(live, compiler, axes).tooMany(count)
            }
            let boxes = Box.merged(try planner.boxes(reference), axes)
            let lookup = BranchLookup(functions, winners)
            return Partition(
                boxes: boxes, branches: boxes.map(lookup.branches),
                count: boxes.reduce(0) { $0 + outcomes.counts[$1.outcome] })
        } catch let refusal as RoutingRefusal {
            throw refusal
        } catch {
            throw tooComplex()
        }
    }

    private func planner(_ functions: RuleFunctions, _ outcomes: Outcomes) -> BoxPlanner {
        let counts = outcomes.counts
        return BoxPlanner(functions, joinsSubs: compiler.profile.joinsSubs) { counts[$0] }
    }

    /// A function in an order of axes: with branches as leaves, with outcomes as leaves, and the steps that are left.
    private typealias Evaluated = (RuleFunctions, Diagram.Reference, Diagram.Reference, Int)

    private mutating func evaluated(
        _ order: [Int], _ function: Function, _ steps: Int
    ) throws(RoutingRefusal) -> Evaluated {
        do {
            return try Self.evaluated(live, axes, &outcomes, order, function, steps)
        } catch {
            throw tooComplex()
        }
    }

    private static func evaluated(
        _ live: LiveTree, _ axes: [Axis], _ outcomes: inout Outcomes, _ order: [Int], _ function: Function,
        _ steps: Int
    ) throws(Diagram.TooComplex) -> Evaluated {
        var functions = RuleFunctions(live, axes, order: order, steps: steps)
        let winners = try function(&functions)
        var labels: [Int: Int] = [:]
        for leaf in functions.diagram.leaves(winners).sorted() {
            labels[leaf] = outcomes.outcome(of: functions.branches[leaf])
        }
        let reference = try functions.relabelled(winners) { labels[$0] ?? 0 }
        return (functions, winners, reference, functions.diagram.steps)
    }
}
