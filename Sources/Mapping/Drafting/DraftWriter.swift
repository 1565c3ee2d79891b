internal import Feeds

/// Writes a draft as YAML with comments.
struct DraftWriter {
    private var lines: [String] = []

    /// The text of a template.
    static func text(
        _ model: DraftModel, name: String, title: String, format: DraftFormat, example: DraftExample?
    ) -> String {
        var writer = DraftWriter()
        writer.head(model, name, title, format)
        writer.parameters(model.parameters)
        for table in model.tables { writer.table(table) }
        writer.make(model)
        writer.ignored(model)
        if let example { writer.example(example) }
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ text: String, _ indent: Int = 0, isActive: Bool = true) {
        lines.append(String(repeating: " ", count: indent) + (isActive ? "" : "# ") + text)
    }

    private mutating func comment(_ text: String, _ indent: Int = 0) {
        // A comment may be long; its words are set on lines of a readable length.
        var line = ""
        for word in YAMLText.shown(text, 1_000).split(separator: " ") {
            if !line.isEmpty, indent + 2 + line.utf8.count + 1 + word.utf8.count > 118 {
                add("# " + line, indent)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { add("# " + line, indent) }
    }

    // MARK: The head

    private mutating func head(_ model: DraftModel, _ name: String, _ title: String, _ format: DraftFormat) {
        comment(
            "A first template, guessed from the feed: read each line before it is used. What stands behind \"decide:\""
        )
        comment(
            "needs you; what was not found stands as a comment. `waybill templates test` runs the test at the end."
        )
        for remark in model.remarks { comment(remark) }
        add("template: " + YAMLText.scalar(name))
        add("title: " + YAMLText.scalar(title))
        add("format: " + format.format.syntax.rawValue)
        if !model.otherPaths.isEmpty {
            comment("The records may also be at: " + model.otherPaths.prefix(5).joined(separator: ", "))
        }
        switch format.records.count {
        case 0: break
        case 1: add("records: " + YAMLText.scalar(format.records[0]))
        default:
            add("records:")
            for path in format.records { add("- " + YAMLText.scalar(path), 2) }
        }
        guard !format.reader.isEmpty || !model.unevenLists.isEmpty else { return }
        add("reader:", isActive: !format.reader.isEmpty)
        for (name, value) in format.reader { reader(name, value, model) }
        if !model.unevenLists.isEmpty {
            comment("decide: these occur once or several times; named here they are lists in every record", 2)
            add(
                "lists: [" + model.unevenLists.map(YAMLText.quoted).joined(separator: ", ") + "]", 2,
                isActive: false)
        }
    }

    private mutating func reader(_ name: String, _ value: Value, _ model: DraftModel) {
        switch value {
        case .list(let nodes):
            if name == "columns" {
                comment("decide: name the columns after what they hold, in their order", 2)
            }
            add(name + ":", 2)
            for node in nodes {
                let text = node.value.string ?? ""
                let sample = model.unread.first { $0.path == text }?.sample ?? ""
                add(
                    "- " + YAMLText.scalar(text)
                        + (sample.isEmpty ? "" : "  # " + YAMLText.shown(sample, 40)), 4)
            }
        case .map(let members):
            add(name + ":", 2)
            for member in members {
                add(YAMLText.scalar(member.name) + ": " + YAMLText.scalar(member.node.value.string ?? ""), 4)
            }
        default: add(name + ": " + Self.scalar(value), 2)
        }
    }

    private static func scalar(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number(let literal): literal
        case .string(let text): YAMLText.scalar(text)
        case .list(let nodes): "[" + nodes.map { flow($0.value) }.joined(separator: ", ") + "]"
        case .map: "{}"
        }
    }

    /// An element of a list in brackets, where plain texts may hold less.
    private static func flow(_ value: Value) -> String {
        guard case .string(let text) = value else { return scalar(value) }
        let isWord = text.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
        return isWord ? YAMLText.scalar(text) : YAMLText.quoted(text)
    }

    // MARK: Parameters and tables

    private mutating func parameters(_ parameters: [DraftModel.Parameter]) {
        guard !parameters.isEmpty else { return }
        add("parameters:")
        for parameter in parameters {
            for text in parameter.comments { comment(text, 2) }
            add(parameter.name + ":", 2)
            add("help: " + YAMLText.scalar(parameter.help), 4)
            if let pattern = parameter.pattern { add("pattern: " + YAMLText.quoted(pattern), 4) }
            if let fallback = parameter.fallback { add("default: " + YAMLText.scalar(fallback), 4) }
        }
    }

    private mutating func table(_ table: DraftModel.Table) {
        add("tables:")
        for text in table.comments { comment(text, 2) }
        let decided = table.rows.filter(\.isDecided)
        add(table.name + ":" + (decided.isEmpty ? " {}" : ""), 2)
        for row in decided { add(Self.row(row), 4) }
        for row in table.rows where !row.isDecided {
            add("# decide: " + Self.row(row), 4)
        }
    }

    private static func row(_ row: DraftModel.Table.Row) -> String {
        YAMLText.scalar(row.key) + ": " + row.value + "  # \(row.count) in the sample"
    }

    // MARK: What is made

    private mutating func make(_ model: DraftModel) {
        add("make:")
        add("- kind: offer", 2)
        if !model.skips.isEmpty {
            let isActive = model.skips.contains(where: \.isActive)
            add("skip:", 4, isActive: isActive)
            for skip in model.skips {
                for text in skip.comments { comment(text, 6) }
                add("- when: " + YAMLText.scalar(skip.when), 6, isActive: skip.isActive)
                add("  reason: " + YAMLText.scalar(skip.reason), 6, isActive: skip.isActive)
            }
        }
        for text in model.key.comments { comment("key: " + text, 4) }
        add("key: " + YAMLText.scalar(model.key.expression), 4)
        if let duplicates = model.duplicates { add("duplicates: " + duplicates, 4) }
        add("fields:", 4)
        for field in model.fields {
            for text in field.comments { comment(text, 6) }
            add(field.name + ": " + YAMLText.scalar(field.expression), 6, isActive: field.isActive)
        }
        guard !model.emptyRules.isEmpty else { return }
        comment("Records without these are left out, and counted.", 4)
        add("on_empty:", 4)
        for rule in model.emptyRules { add(rule.field + ": " + rule.policy, 6) }
    }

    private mutating func ignored(_ model: DraftModel) {
        guard !model.unread.isEmpty || model.unwritable > 0 else { return }
        comment(
            "Nothing above reads these fields, and an import reports each as lost. Decide: use it above, or uncomment"
        )
        comment("it here, which leaves it out on purpose.")
        if model.unwritable > 0 {
            comment(
                "\(model.unwritable) more cannot be listed: quotes in their names, or names of more than 500 bytes."
            )
        }
        guard !model.unread.isEmpty else { return }
        add("ignore:", isActive: false)
        add("- reason: RedTrack's offer has no such field", 2, isActive: false)
        add("  fields:", 2, isActive: false)
        for (path, sample) in model.unread {
            let text = sample.isEmpty ? "" : "  # " + YAMLText.shown(sample, 40)
            add("    - " + YAMLText.scalar(path) + text, 2, isActive: false)
        }
    }

    // MARK: The example

    private mutating func example(_ example: DraftExample) {
        add("tests:")
        comment(
            "The first record that becomes an offer, and that offer: what the lines above make of it today.",
            2)
        add("- name: the first record", 2)
        if !example.parameters.isEmpty {
            add("parameters:", 4)
            for (name, value) in example.parameters.sorted(by: { $0.key < $1.key }) {
                add(name + ": " + YAMLText.scalar(value), 6)
            }
        }
        if let block = YAMLText.block(example.input) {
            add("input: " + block.mark, 4)
            for line in block.lines { add(line, 6) }
        } else {
            add("input: " + YAMLText.quoted(example.input), 4)
        }
        add("objects:", 4)
        for object in example.objects {
            for (index, member) in object.enumerated() {
                add((index == 0 ? "- " : "  ") + member.name + ": " + Self.scalar(member.value), 6)
            }
        }
    }
}
