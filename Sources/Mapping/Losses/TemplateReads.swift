internal import JMESPath

/// What the expressions of a template may read: of a record of the feed, and of a joined record.
struct TemplateReads {
    /// What they read of a record.
    private(set) var record = ReadTree()
    /// What they read of joined records, by the name of the join.
    private(set) var joined: [String: ReadTree] = [:]

    private let joins: [String]
    private let functions: FunctionTable

    /// Whether a template asks a join for all records with a key, and not just for one of them.
    static func lists(_ join: String, in template: Template) -> Bool {
        let functions = Self.functions(of: template)
        let texts = template.makes.flatMap { make in
            [make.each?.text, make.when?.text, make.key.text].compactMap { $0 }
                + make.conditions.map(\.when.text) + make.fields.map(\.expression.text)
        }
        return texts.contains { text in
            text.contains("joined_all")
                && (try? Expression(text, functions: functions))?.lists(source: join) ?? true
        }
    }

    private static func functions(of template: Template) -> FunctionTable {
        let parameters = Dictionary(template.parameters.map { ($0.name, $0.defaultValue) }) { first, _ in
            first
        }
        return .mapping(
            parameters: parameters, tables: template.tables, joins: template.joins.map(\.name))
    }

    init(of template: Template) {
        joins = template.joins.map(\.name)
        functions = Self.functions(of: template)
        for make in template.makes {
            let fields = make.fields.map(\.expression.text)
            // Of what a condition gives only the truth counts, not what a list or map holds.
            let conditions = ([make.when?.text].compactMap { $0 } + make.conditions.map(\.when.text))
                .map { "!(\($0))" }
            let inner = conditions + [make.key.text] + fields
            guard let each = make.each?.text else {
                for text in inner { add(text) }
                continue
            }
            add(each)
            for text in inner {
                // The list's elements, or the one value that is no list, are what the expression starts from.
                add("\(each) | [*].{x: \(text)}")
                add("\(each) | {x: \(text)}")
            }
        }
        for join in template.joins {
            let key = (try? Expression(join.key.text, functions: functions))?.reads ?? .whole
            joined[join.name] = joined[join.name]?.union(key) ?? key
        }
    }

    /// Adds what an expression reads; everything when that cannot be told.
    private mutating func add(_ text: String) {
        let expression = try? Expression(text, functions: functions)
        record = record.union(expression?.reads ?? .whole)
        for name in joins where text.contains("joined") {
            let reads = expression.map { $0.reads(ofSource: name) } ?? .whole
            guard let reads else { continue }
            joined[name] = joined[name]?.union(reads) ?? reads
        }
    }
}
