internal import Diagnostics
internal import Feeds
internal import JMESPath

/// Compiles a template for one run: what the user gives is put into the expressions as literals, so that functions can
/// prepare them once.
struct TemplateCompiler {
    private let template: Template
    private let parameters: [String: String?]
    private let functions: FunctionTable
    private var states = 0
    private var findings: TemplateFindings

    static func compile(
        _ template: Template, parameters: [String: String], joins: [String: JoinData]
    ) throws(DiagnosticsError) -> CompiledTemplate {
        var compiler = TemplateCompiler(template, parameters)
        compiler.check(parameters)
        let findings = compiler.findings.diagnostics + JoinFindings.all(joins, of: template)
        if !findings.isEmpty { throw DiagnosticsError(findings) }
        let makes = template.makes.compactMap { compiler.compile($0) }
        if !compiler.findings.diagnostics.isEmpty { throw DiagnosticsError(compiler.findings.diagnostics) }
        return CompiledTemplate(makes, stateCount: compiler.states)
    }

    /// The expression that is the key of a join.
    static func key(
        of join: TemplateJoin, in template: Template, parameters: [String: String]
    ) throws(DiagnosticsError) -> Expression {
        var compiler = TemplateCompiler(template, parameters)
        guard let compiled = compiler.expression(join.key) else {
            throw DiagnosticsError(compiler.findings.diagnostics)
        }
        return compiled.expression
    }

    private init(_ template: Template, _ given: [String: String]) {
        self.template = template
        var values: [String: String?] = [:]
        for parameter in template.parameters {
            values[parameter.name] = .some(given[parameter.name] ?? parameter.defaultValue)
        }
        parameters = values
        functions = .mapping(
            parameters: values, tables: template.tables, joins: template.joins.map(\.name))
        findings = TemplateFindings(file: template.file)
    }

    // MARK: Parameters

    private mutating func check(_ given: [String: String]) {
        let known = template.parameters.map(\.name)
        for name in given.keys.sorted() where !known.contains(name) {
            findings.add(
                "parameter", "the template has no parameter \(TemplateFindings.quoted(name))", at: .start,
                help: Suggestion.help(for: name, in: known) ?? "it has: \(known.joined(separator: ", "))")
        }
        for parameter in template.parameters {
            guard let value = given[parameter.name] else {
                if parameter.isRequired || parameter.defaultValue == nil && isUsedAsNetwork(parameter.name) {
                    let help = parameter.help.isEmpty ? "" : ": \(parameter.help)"
                    findings.add(
                        "parameter", "\(parameter.name) must be given\(help)", at: parameter.position,
                        help: "add --set \(parameter.name)=...")
                }
                continue
            }
            guard let pattern = parameter.pattern, let regex = try? Regex(pattern),
                (try? regex.wholeMatch(in: value)) == nil
            else { continue }
            findings.add(
                "parameter", "\(parameter.name) cannot be \(TemplateFindings.quoted(value))",
                at: parameter.position,
                help: "it must match \(pattern)")
        }
    }

    /// `network` need not be declared, so it is required where it is used.
    private func isUsedAsNetwork(_ name: String) -> Bool {
        guard name == "network" else { return false }
        return template.makes.contains { make in
            let sources = [make.each, make.when, make.key].compactMap { $0 } + make.fields.map(\.expression)
            return sources.contains {
                ExpressionText($0.text).calls("param").contains { $0.argument == name }
            }
        }
    }

    // MARK: Makes

    private mutating func compile(_ make: Template.Make) -> CompiledMake? {
        let each = make.each.flatMap { expression($0) }
        let when = make.when.flatMap { expression($0) }
        var skips: [(when: CompiledExpression, reason: String)] = []
        for skip in make.skips {
            if let when = expression(skip.when) { skips.append((when, skip.reason)) }
        }
        guard let key = expression(make.key) else { return nil }
        var layout = Layout()
        var fields: [CompiledField] = []
        layout.add(make.fields.enumerated().map { ($0.element.path.split(separator: ".")[...], $0.offset) })
        for (index, field) in make.fields.enumerated() {
            guard let value = expression(field.expression), let name = layout.fieldNames[index] else {
                continue
            }
            fields.append(
                CompiledField(
                    field: field, value: value, name: name, isCountry: field.isCountry,
                    isLink: field.path.hasSuffix("url")))
        }
        return CompiledMake(
            make: make, each: each, when: when, skips: skips, key: key, fields: fields, steps: layout.steps,
            names: layout.names)
    }

    private mutating func expression(_ source: Template.ExpressionSource) -> CompiledExpression? {
        let text = ExpressionText(source.text)
        let replacements = text.calls("param").compactMap { call -> (range: Range<Int>, text: String)? in
            guard let name = call.argument, let value = parameters[name] else { return nil }
            return (call.range, Self.literal(value))
        }
        let replaced = text.replacing(replacements)
        do throws(ExpressionError) {
            let compiled = CompiledExpression(
                expression: try Expression(replaced.text, functions: functions), state: states,
                source: source,
                moves: replaced.moves)
            states += 1
            return compiled
        } catch {
            findings.add(
                "expression", "\(TemplateFindings.quoted(replaced.text)): \(error.message)",
                at: source.position,
                help: error.help)
            return nil
        }
    }

    /// A literal of the language for what the user gave.
    private static func literal(_ value: String?) -> String {
        guard let value else { return "`null`" }
        let json = Value.string(value).jsonText()
        return "`" + json.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "\\u0060")
            + "`"
    }
}

/// Orders fields so that those of one map stand together.
private struct Layout {
    var steps: [CompiledMake.Step] = []
    var names: [UInt8] = []
    var fieldNames: [Int: ObjectBuilder.Name] = [:]

    mutating func add(_ fields: [(path: ArraySlice<Substring>, index: Int)]) {
        var seen: Set<Substring> = []
        for (path, index) in fields {
            guard let first = path.first else { continue }
            if path.count == 1 {
                fieldNames[index] = name(first)
                steps.append(.field(index))
            } else if seen.insert(first).inserted {
                steps.append(.open(name(first)))
                add(
                    fields.filter { $0.path.first == first && $0.path.count > 1 }.map {
                        ($0.path.dropFirst(), $0.index)
                    })
                steps.append(.close)
            }
        }
    }

    private mutating func name(_ text: Substring) -> ObjectBuilder.Name {
        let start = names.count
        names += text.utf8
        return ObjectBuilder.Name(start: UInt32(clamping: start), count: UInt32(clamping: text.utf8.count))
    }
}
