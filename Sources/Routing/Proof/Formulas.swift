/// Formulas over questions about clicks; equal ones are the same number.
struct Formulas {
    /// A formula: 0 is false, 1 is true.
    typealias Number = Int

    private enum Formula: Hashable {
        case constant(Bool)
        /// The answer to a question is yes, or no.
        case question(Int, wanted: Bool)
        case all([Number])
        case any([Number])
    }

    private var formulas: [Formula] = [.constant(false), .constant(true)]
    private var numbers: [Formula: Number] = [:]
    /// What is left of a formula when a dimension has a class.
    private var reductions: [Reduction: Number] = [:]

    private struct Reduction: Hashable {
        var formula: Number
        var dimension: Int
        var member: Int
    }

    static let no = 0
    static let yes = 1

    private mutating func number(_ formula: Formula) -> Number {
        if let number = numbers[formula] { return number }
        formulas.append(formula)
        numbers[formula] = formulas.count - 1
        return formulas.count - 1
    }

    /// The answer to a question is as wanted.
    mutating func question(_ question: Int, wanted: Bool) -> Number {
        number(.question(question, wanted: wanted))
    }

    /// All formulas hold.
    mutating func all(_ parts: [Number]) -> Number {
        if parts.contains(Self.no) { return Self.no }
        let parts = Set(parts).subtracting([Self.yes]).sorted()
        return parts.count == 1 ? parts[0] : parts.isEmpty ? Self.yes : number(.all(parts))
    }

    /// Some formula holds.
    mutating func any(_ parts: [Number]) -> Number {
        if parts.contains(Self.yes) { return Self.yes }
        let parts = Set(parts).subtracting([Self.no]).sorted()
        return parts.count == 1 ? parts[0] : parts.isEmpty ? Self.no : number(.any(parts))
    }

    /// What a formula comes to when a dimension of the space has a class.
    ///
    /// A question about lists is answered by several dimensions: yes by any of them, no by all.
    mutating func reduced(_ formula: Number, _ dimension: Int, _ member: Int, _ answers: Answers) -> Number {
        if formula <= Self.yes { return formula }
        let key = Reduction(formula: formula, dimension: dimension, member: member)
        if let number = reductions[key] { return number }
        let result: Number
        switch formulas[formula] {
        case .constant(let value): result = value ? Self.yes : Self.no
        case .question(let question, let wanted):
            switch answers.answer(question, dimension, member) {
            case .some(let answer): result = answer == wanted ? Self.yes : Self.no
            case .none: result = formula
            }
        case .all(let parts):
            result = all(parts.map { reduced($0, dimension, member, answers) })
        case .any(let parts):
            result = any(parts.map { reduced($0, dimension, member, answers) })
        }
        reductions[key] = result
        return result
    }
}

/// What the classes of a space answer to its questions.
struct Answers {
    private let space: ClickSpace
    /// The last dimension that can answer each question; only then it is surely no.
    private var last: [Int: Int] = [:]
    private var asked: [Set<Int>] = []

    init(_ space: ClickSpace) {
        self.space = space
        for (number, dimension) in space.dimensions.enumerated() {
            var own: Set<Int> = []
            for (question, index) in space.questions where question.field == dimension.field {
                if let list = dimension.list, !question.values.contains(list) { continue }
                own.insert(index)
                last[index] = max(last[index] ?? 0, number)
            }
            asked.append(own)
        }
    }

    /// Whether a dimension has to do with any question at all.
    func answer(_ question: Int, _ dimension: Int, _ member: Int) -> Bool? {
        guard asked[dimension].contains(question) else { return nil }
        if space.dimensions[dimension].classes[member].answers.contains(question) { return true }
        return last[question] == dimension ? false : nil
    }
}
