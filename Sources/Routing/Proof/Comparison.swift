/// One comparison: the space of clicks is split field by field, and what is left of both sides is compared only once for
/// all clicks that leave the same.
struct Comparison {
    private struct Contradiction: Error {
        var click: [ClickProperty]
        var rules: Distribution
        var streams: Distribution
    }

    private struct TooManyStates: Error {}

    /// What is left of both sides: the rules and streams that may still take the click, with what they still ask.
    private struct State: Hashable {
        var rules: [Int]
        var streams: [Int]
    }

    private var formulas = Formulas()
    private let space: ClickSpace
    private let answers: Answers
    private let source: SourceSide
    private let target: StreamSide
    private var start = State(rules: [], streams: [])
    private let stateLimit: Int
    private var seen: [Set<State>]
    private var states = 0
    private var compared: Set<State> = []
    private var sourceOdds: [[Int]: Distribution] = [:]
    private var targetOdds: [[Int]: Distribution] = [:]

    init(_ tree: RuleTree, _ streams: [RoutedStream], stateLimit: Int) {
        source = SourceSide(tree)
        target = StreamSide(streams)
        space = ClickSpace(source.questions + target.questions, closed: tree.closedFields)
        answers = Answers(space)
        self.stateLimit = stateLimit
        seen = [Set<State>](repeating: [], count: space.dimensions.count)
        start.rules = source.pruned(source.formulas(&formulas, space.questions))
        start.streams = StreamSide.pruned(target.formulas(&formulas, space.questions))
    }

    mutating func run() -> RoutingProof.Verdict {
        do {
            try check(start, 0)
            return .equivalent(clickClasses: space.size)
        } catch let found as Contradiction {
            return .different(
                CounterExample(click: found.click.reversed(), rules: found.rules, streams: found.streams))
        } catch {
            return .undecided(bound: stateLimit)
        }
    }

    private mutating func check(_ state: State, _ dimension: Int) throws {
        guard dimension < space.dimensions.count else { return try compare(state) }
        guard seen[dimension].insert(state).inserted else { return }
        states += 1
        if states > stateLimit { throw TooManyStates() }
        var results: Set<State> = []
        for member in space.dimensions[dimension].classes.indices {
            let next = State(
                rules: source.pruned(reduced(state.rules, dimension, member)),
                streams: StreamSide.pruned(reduced(state.streams, dimension, member)))
            guard results.insert(next).inserted else { continue }
            do {
                try check(next, dimension + 1)
            } catch var found as Contradiction {
                let place = space.dimensions[dimension]
                let member = place.classes[member]
                if next != state || place.list != nil {
                    found.click.append(
                        ClickProperty(field: place.field, value: member.example, isMet: member.isMet))
                }
                throw found
            }
        }
    }

    /// Both sides list numbers and formulas by turns.
    private mutating func reduced(_ list: [Int], _ dimension: Int, _ member: Int) -> [Int] {
        var list = list
        for index in stride(from: 1, to: list.count, by: 2) {
            list[index] = formulas.reduced(list[index], dimension, member, answers)
        }
        return list
    }

    /// Nothing is left to ask: the rules and streams that take the click are certain.
    private mutating func compare(_ state: State) throws {
        guard compared.insert(state).inserted else { return }
        let rules = sourceOdds[state.rules] ?? source.odds(state.rules)
        let streams = targetOdds[state.streams] ?? target.odds(state.streams)
        sourceOdds[state.rules] = rules
        targetOdds[state.streams] = streams
        if rules != streams { throw Contradiction(click: [], rules: rules, streams: streams) }
    }
}
