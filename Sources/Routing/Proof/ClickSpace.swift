/// The clicks that can be told apart: for each field, the mentioned values that somebody tells apart and "other".
struct ClickSpace {
    /// What somebody asks of a click: one of some values of a field.
    struct Question: Hashable {
        var field: RoutingField
        var values: Set<String>
    }

    /// A dimension: a field, or one list where a click can be on several.
    struct Dimension {
        var field: RoutingField
        var list: String?
        var classes: [Class]
    }

    /// Values of a field that nobody tells apart.
    struct Class {
        /// One of them; `nil` for values that nobody mentions and nobody knows.
        var example: String?
        /// Whether the click is on the list, for lists.
        var isMet: Bool
        /// How many values there are; those that nobody mentions count once.
        var size: Int
        /// The numbers of the questions that these values answer with yes.
        var answers: Set<Int>
    }

    private(set) var dimensions: [Dimension] = []
    /// The numbers of the questions about each dimension.
    private(set) var questions: [Question: Int] = [:]

    /// The space of some questions, and of fields whose values are all known.
    init(_ asked: [Question], closed: [RoutingField: [String]]) {
        for question in asked where questions[question] == nil { questions[question] = questions.count }
        let byField = Dictionary(grouping: questions.keys, by: \.field)
        for field in byField.keys.sorted() {
            add(field, byField[field] ?? [], closed[field])
        }
        // Fields of which most is asked come first: they leave the least of the others.
        let weight = Dictionary(uniqueKeysWithValues: byField.map { ($0, $1.count) })
        dimensions.sort { (weight[$1.field] ?? 0, $0.field) < (weight[$0.field] ?? 0, $1.field) }
    }

    private mutating func add(_ field: RoutingField, _ asked: [Question], _ known: [String]?) {
        let mentioned = Set(asked.flatMap(\.values))
        if field.holdsSeveralValues {
            for list in mentioned.sorted() {
                let answers = Set(asked.filter { $0.values.contains(list) }.compactMap { questions[$0] })
                let on = Class(example: list, isMet: true, size: 1, answers: answers)
                let off = Class(example: list, isMet: false, size: 1, answers: [])
                dimensions.append(Dimension(field: field, list: list, classes: [on, off]))
            }
            return
        }
        var answers: [String: Set<Int>] = [:]
        for question in asked {
            guard let number = questions[question] else { continue }
            for value in question.values where known?.contains(value) ?? true {
                answers[value, default: []].insert(number)
            }
        }
        let groups = Dictionary(grouping: answers.keys, by: { answers[$0] ?? [] })
        var classes = groups.map { answers, values in
            Class(example: values.min(), isMet: true, size: values.count, answers: answers)
        }.sorted { ($0.example ?? "") < ($1.example ?? "") }
        let rest = known.map { $0.filter { !mentioned.contains($0) } }
        if rest?.isEmpty != true {
            classes.append(Class(example: rest?.first, isMet: true, size: 1, answers: []))
        }
        dimensions.append(Dimension(field: field, list: nil, classes: classes))
    }

    /// How many clicks can be told apart.
    var size: Natural {
        dimensions.reduce(.one) { $0 * Natural($1.classes.reduce(0) { $0 + $1.size }) }
    }
}
