package import Diagnostics
package import Feeds
internal import JMESPath
internal import RedTrack

extension Template {
    /// Reads and checks a template.
    /// - Parameters:
    ///   - tree: the template's text as a tree with its places.
    ///   - file: what to call it in messages.
    ///   - dialect: whom it is for.
    ///   - load: gives the bytes of a file beside the template, for tables.
    /// - Throws: everything that is wrong with it, as `template.*`.
    package init(
        _ tree: Node, file: String, dialect: TemplateDialect = .feed,
        load: @escaping (String) throws -> [UInt8] = { _ in throw NoFiles() }
    ) throws(DiagnosticsError) {
        var reader = TemplateReader(file: file, load: load)
        reader.dialect = dialect
        let words = reader.findings.members(
            of: tree, "a template", known: TemplateReader.words, required: ["template", "format", "make"])
        let name = reader.findings.text(words["template"], "template") ?? ""
        let title = reader.findings.text(words["title"], "title") ?? name
        let format = reader.format(words, tree)
        reader.readParameters(words["parameters"])
        reader.readTables(words["tables"])
        reader.readJoins(words["joins"])
        let makes = reader.makes(words["make"], tree)
        let ignored = reader.ignored(words["ignore"])
        let examples = reader.examples(words["tests"])
        TemplateChecker.check(makes, &reader)
        try reader.check()
        guard let format else { throw DiagnosticsError(reader.findings.diagnostics) }
        self.init(
            name: name, title: title, file: file, dialect: dialect, format: format.0, encoding: format.1,
            parameters: reader.parameters, makes: makes, ignored: ignored, examples: examples,
            tables: reader.tables, joins: reader.joins)
    }

    /// Thrown where no files can be had.
    package struct NoFiles: Error {
        /// Says nothing more.
        package init() {}
    }
}

/// Compiles the expressions of a template for the first time, without what its user gives.
enum TemplateChecker {
    static func check(_ makes: [Template.Make], _ reader: inout TemplateReader) {
        let functions = FunctionTable.mapping(
            parameters: Dictionary(reader.parameters.map { ($0.name, $0.defaultValue) }) { first, _ in first
            },
            tables: reader.tables, joins: reader.joins.map(\.name))
        for join in reader.joins { _ = compile(join.key, functions.withoutJoins, &reader) }
        for make in makes {
            let sources = [make.each, make.when, make.key] + make.conditions.map(\.when)
            for case let source? in sources { _ = compile(source, functions, &reader) }
            for field in make.fields {
                guard let expression = compile(field.expression, functions, &reader) else { continue }
                checkConstant(expression, field, &reader)
            }
        }
    }

    private static func compile(
        _ source: Template.ExpressionSource, _ functions: FunctionTable, _ reader: inout TemplateReader
    ) -> Expression? {
        do throws(ExpressionError) {
            return try Expression(source.text, functions: functions)
        } catch {
            reader.findings.add(
                "expression",
                "column \(error.column) of \(TemplateFindings.quoted(source.text)): \(error.message)",
                at: source.position, help: error.help)
            return nil
        }
    }

    /// A value that is written out must fit its field.
    private static func checkConstant(
        _ expression: Expression, _ field: Template.Field, _ reader: inout TemplateReader
    ) {
        guard ExpressionText(expression.text).isLiteral, let record = try? Record(.null),
            let value = try? expression.evaluate(record), !value.isEmpty(in: record)
        else { return }
        var builder = ObjectBuilder()
        do throws(ValueError) {
            try builder.add(value, as: field.type, isCountry: field.isCountry, of: record)
        } catch {
            reader.findings.add(
                "value", "\(field.path): \(error.message)", at: field.expression.position, help: error.help)
        }
    }
}
