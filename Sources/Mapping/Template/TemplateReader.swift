internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads the tree of a template; everything that is wrong with it is found in one go.
struct TemplateReader {
    /// Gives the bytes of a file beside the template.
    typealias Loader = (String) throws -> [UInt8]

    var findings: TemplateFindings
    let load: Loader
    /// Whom the template is for.
    var dialect = TemplateDialect.feed
    /// The parameters and tables, which expressions may refer to.
    var parameters: [TemplateParameter] = []
    var tables: [String: ValueTable] = [:]
    /// The inputs that are read before the feed.
    var joins: [TemplateJoin] = []

    init(file: String, load: @escaping Loader) {
        findings = TemplateFindings(file: file)
        self.load = load
    }

    static let words = [
        "template", "title", "format", "records", "reader", "parameters", "tables", "joins", "make", "ignore",
        "tests",
    ]

    /// Throws everything that was found, if anything was.
    func check() throws(DiagnosticsError) {
        if !findings.diagnostics.isEmpty { throw DiagnosticsError(findings.diagnostics) }
    }

    // MARK: Parameters

    mutating func readParameters(_ node: Node?) {
        parameters = [
            TemplateParameter(
                name: "network", help: "the RedTrack network that the offers belong to", pattern: nil,
                defaultValue: nil, isRequired: false, position: node?.position ?? .start)
        ]
        guard let node, let members = findings.map(node, "parameters") else { return }
        for member in members {
            let what = "parameter \(member.name)"
            guard Self.isName(member.name) else {
                findings.add(
                    "value", "\(TemplateFindings.quoted(member.name)) is no name of a parameter",
                    at: member.namePosition, help: "use letters, digits and _")
                continue
            }
            let known = ["help", "pattern", "required", "default"]
            let words = findings.members(of: member.node, what, known: known)
            let pattern = findings.text(words["pattern"], "the pattern of \(what)")
            if let pattern, (try? Regex(pattern)) == nil, let node = words["pattern"] {
                findings.add(
                    "value", "the pattern of \(what) is no regular expression", at: node.position,
                    help: "for three capitals write [A-Z]{3}")
            }
            let parameter = TemplateParameter(
                name: member.name, help: findings.text(words["help"], "the help of \(what)") ?? "",
                pattern: pattern,
                defaultValue: findings.text(words["default"], "the default of \(what)", allowsEmpty: true),
                isRequired: findings.truth(words["required"], "required of \(what)") ?? false,
                position: member.namePosition)
            if parameter.isRequired, parameter.defaultValue != nil {
                findings.add(
                    "value", "\(what) is required and has a default", at: member.namePosition,
                    help: "leave one of the two away")
            }
            if parameter.name == "network" { parameters.removeFirst() }
            parameters.append(parameter)
        }
    }

    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    }

    // MARK: Tables

    mutating func readTables(_ node: Node?) {
        guard let node, let members = findings.map(node, "tables") else { return }
        for member in members {
            tables[member.name] = table(member.node, "table \(member.name)") ?? ValueTable([])
        }
    }

    private mutating func table(_ node: Node, _ what: String) -> ValueTable? {
        guard let members = findings.map(node, what) else { return nil }
        if members.contains(where: { $0.name == "file" && $0.node.value.string != nil }),
            members.contains(where: { $0.name == "key" || $0.name == "value" })
        {
            let words = findings.members(
                of: node, what, known: ["file", "key", "value", "default"], required: ["key", "value"])
            return fileTable(words, node, what)
        }
        if let values = node.value["values"], values.value.members != nil {
            let words = findings.members(of: node, what, known: ["values", "default"])
            return ValueTable(entries(values, what), fallback: words["default"]?.value)
        }
        return ValueTable(entries(node, what))
    }

    private mutating func entries(_ node: Node, _ what: String) -> [(key: String, value: Value)] {
        var entries: [(key: String, value: Value)] = []
        for member in findings.map(node, what) ?? [] {
            if member.node.value.members != nil {
                findings.wrong(member.node, "a value of \(what) must be no map")
            }
            entries.append((member.name, member.node.value))
        }
        return entries
    }

    private mutating func fileTable(_ words: [String: Node], _ node: Node, _ what: String) -> ValueTable? {
        guard let path = words["file"], let name = path.value.string,
            let key = findings.text(words["key"], "the key of \(what)"),
            let value = findings.text(words["value"], "the value of \(what)")
        else { return nil }
        let bytes: [UInt8]
        do {
            bytes = try load(name)
        } catch {
            findings.add(
                "file", "\(what): \(TemplateFindings.quoted(name)) cannot be read", at: path.position,
                help: "the file must stand beside the template")
            return nil
        }
        var entries: [(key: String, value: Value)] = []
        do throws(FeedError) {
            var rows = CSVRecordReader(bytes)
            let columns = try rows.dialect().columns
            for (column, position) in [(key, words["key"]), (value, words["value"])]
            where !columns.contains(column) {
                findings.add(
                    "unknown-word", "\(name) has no column \(TemplateFindings.quoted(column))",
                    at: position?.position ?? node.position, help: Suggestion.help(for: column, in: columns))
                return nil
            }
            var record = Record()
            while try rows.next(&record) {
                guard let from = record.child(of: 0, named: key), let to = record.child(of: 0, named: value)
                else { continue }
                entries.append((record.text(of: from), .string(record.text(of: to))))
            }
        } catch {
            findings.add(
                "file", "\(what): \(name):\(error)", at: path.position, help: "correct the file")
            return nil
        }
        return ValueTable(entries, fallback: words["default"]?.value)
    }

    // MARK: What is left out, and examples

    mutating func ignored(_ node: Node?) -> [IgnoredFields] {
        var result: [IgnoredFields] = []
        for entry in findings.list(node, "ignore") {
            let words = findings.members(
                of: entry, "an entry of ignore", known: ["fields", "reason", "join"],
                required: ["fields", "reason"])
            let reason = findings.text(words["reason"], "the reason")
            let join = findings.text(words["join"], "the join")
            if let join, let node = words["join"], !joins.contains(where: { $0.name == join }) {
                findings.add(
                    "unknown-word", "there is no join \(TemplateFindings.quoted(join))", at: node.position,
                    help: Suggestion.help(for: join, in: joins.map(\.name)) ?? "declare it under joins")
            }
            var paths: [FeedPath] = []
            for field in findings.list(words["fields"], "fields") {
                guard let text = findings.text(field, "a path") else { continue }
                do throws(ValueError) {
                    paths.append(try FeedPath(text))
                } catch {
                    findings.add("value", error.message, at: field.position, help: error.help)
                }
            }
            result.append(IgnoredFields(join: join, paths: paths, reason: reason ?? ""))
        }
        return result
    }

    mutating func examples(_ node: Node?) -> [TemplateExample] {
        var result: [TemplateExample] = []
        for entry in findings.list(node, "tests") {
            let known = ["name", "input", "parameters", "joins", "objects", "skipped", "rejected", "lost"]
            let words = findings.members(of: entry, "a test", known: known, required: ["name", "input"])
            var inputs: [String: String] = [:]
            for member in words["joins"].flatMap({ findings.map($0, "joins") }) ?? [] {
                if !joins.contains(where: { $0.name == member.name }) {
                    findings.add(
                        "unknown-word", "there is no join \(TemplateFindings.quoted(member.name))",
                        at: member.namePosition,
                        help: Suggestion.help(for: member.name, in: joins.map(\.name))
                            ?? "declare it under joins")
                }
                inputs[member.name] = findings.text(member.node, member.name, allowsEmpty: true)
            }
            var given: [String: String] = [:]
            for member in words["parameters"].flatMap({ findings.map($0, "parameters") }) ?? [] {
                given[member.name] = findings.text(member.node, member.name, allowsEmpty: true)
            }
            var skipped: [String: Int] = [:]
            for member in words["skipped"].flatMap({ findings.map($0, "skipped") }) ?? [] {
                skipped[member.name] = findings.count(member.node, member.name)
            }
            var lost: [String]?
            if let node = words["lost"] {
                lost = findings.list(node, "lost").map { findings.text($0, "a path") ?? "" }
            }
            result.append(
                TemplateExample(
                    name: findings.text(words["name"], "the name") ?? "",
                    input: findings.text(words["input"], "the input", allowsEmpty: true) ?? "",
                    parameters: given, joins: inputs, objects: findings.list(words["objects"], "objects"),
                    skipped: skipped,
                    rejected: findings.count(words["rejected"], "rejected") ?? 0, lost: lost,
                    position: entry.position))
        }
        return result
    }
}
