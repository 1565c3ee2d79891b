internal import JMESPath

/// What the expressions of a template may read of a record.
enum TemplateReads {
    static func reads(of template: Template) -> ReadTree {
        let parameters = Dictionary(template.parameters.map { ($0.name, $0.defaultValue) }) { first, _ in
            first
        }
        let functions = FunctionTable.mapping(parameters: parameters, tables: template.tables)
        var result = ReadTree()
        for make in template.makes {
            let fields = make.fields.map(\.expression.text)
            let inner =
                [make.when?.text].compactMap { $0 } + make.skips.map(\.when.text) + [make.key.text] + fields
            guard let each = make.each?.text else {
                for text in inner { result = result.union(reads(text, functions)) }
                continue
            }
            result = result.union(reads(each, functions))
            for text in inner {
                // The list's elements, or the one value that is no list, are what the expression starts from.
                result = result.union(reads("\(each) | [*].{x: \(text)}", functions))
                result = result.union(reads("\(each) | {x: \(text)}", functions))
                let expression = ExpressionText(text)
                for call in expression.calls("record") {
                    result = result.union(reads(expression.chain(behind: call.range.upperBound), functions))
                }
            }
        }
        return result
    }

    /// What an expression reads; everything when that cannot be told.
    private static func reads(_ text: String, _ functions: FunctionTable) -> ReadTree {
        guard let expression = try? Expression(text, functions: functions) else { return .whole }
        var reads = expression.reads
        // Outside of `each` the record is what the expression starts from, but its reads do not know.
        let text = ExpressionText(text)
        for call in text.calls("record") {
            guard let chain = try? Expression(text.chain(behind: call.range.upperBound), functions: functions)
            else { return .whole }
            reads = reads.union(chain.reads)
        }
        return reads
    }
}
