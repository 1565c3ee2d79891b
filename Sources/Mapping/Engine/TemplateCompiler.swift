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
    private var quick: QuickCompiler
    private var findings: TemplateFindings

    static func compile(
        _ template: Template, parameters: [String: String], joins: [String: JoinData], isQuick: Bool = true
    ) throws(DiagnosticsError) -> CompiledTemplate {
        var compiler = TemplateCompiler(template, parameters)
        compiler.quick.isOff = !isQuick
        compiler.check(parameters)
        let findings = compiler.findings.diagnostics + JoinFindings.all(joins, of: template)
        if !findings.isEmpty { throw DiagnosticsError(findings) }
        let makes = template.makes.compactMap { compiler.compile($0) }
        if !compiler.findings.diagnostics.isEmpty { throw DiagnosticsError(compiler.findings.diagnostics) }
        return CompiledTemplate(makes, stateCount: compiler.states, compiler.quick.book)
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
        quick = QuickCompiler(template.tables)
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
                        help: parameter.name == "network"
                            ? "add --network NAME" : "add --set \(parameter.name)=...")
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
        let when = make.when.flatMap { condition($0) }
        let skips = make.skips.compactMap { condition($0.when, reason: $0.reason) }
        let refusals = make.refusals.compactMap { condition($0.when, reason: $0.reason) }
        let warnings = make.warnings.compactMap { condition($0.when, reason: $0.reason) }
        var fields: [CompiledField] = []
        for field in make.fields {
            if let value = expression(field.expression) { fields.append(CompiledField(field, value)) }
        }
        guard let key = expression(make.key), fields.count == make.fields.count else { return nil }
        return CompiledMake(
            make, each: each, when: when, skips: skips, refusals: refusals, warnings: warnings, key: key,
            quick.key(key.expression.shape), fields,
            fields.map { quick.field($0.field, $0.value.expression.shape) }, ObjectLayout(make.fields))
    }

    private mutating func condition(
        _ source: Template.ExpressionSource, reason: String = ""
    ) -> CompiledCondition? {
        guard let compiled = expression(source) else { return nil }
        return CompiledCondition(compiled, quick.condition(compiled.expression.shape), reason: reason)
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
                try Expression(replaced.text, functions: functions), state: states, source,
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
