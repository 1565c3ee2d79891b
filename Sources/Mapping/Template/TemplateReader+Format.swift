internal import Diagnostics
internal import Feeds

extension TemplateReader {
    /// How the feed is written; `nil` when that is wrong.
    mutating func format(_ words: [String: Node], _ root: Node) -> (FeedFormat, TextEncoding?)? {
        guard
            let syntax = findings.word(words["format"], "format", as: FeedSyntax.self)
        else { return nil }
        let reader = words["reader"] ?? Node(.map([]), at: root.position)
        let shared = ["encoding"]
        let options: [String: Node]
        switch syntax {
        case .csv:
            options = findings.members(
                of: reader, "reader of csv",
                known: [
                    "delimiter", "quote", "escape", "stray_quotes", "header", "columns", "comment",
                    "skip_lines",
                    "ragged", "duplicate_headers",
                ] + shared)
        case .json: options = findings.members(of: reader, "reader of json", known: ["framing"] + shared)
        case .xml:
            options = findings.members(
                of: reader, "reader of xml",
                known: ["lists", "prefixes", "ancestors", "lenient_ampersands"] + shared)
        }
        let encoding = encoding(options["encoding"])
        let paths = recordPaths(words["records"])
        switch syntax {
        case .csv:
            if let node = words["records"] {
                findings.add(
                    "value", "rows of a table are its records", at: node.position, help: "leave records away")
            }
            return (.csv(csv(options)), encoding)
        case .json: return (.json(json(options, paths)), encoding)
        case .xml: return (.xml(xml(options, paths)), encoding)
        }
    }

    private mutating func encoding(_ node: Node?) -> TextEncoding? {
        guard let node, let name = findings.text(node, "encoding") else { return nil }
        if let encoding = TextEncoding(name: name) { return encoding }
        findings.add(
            "unknown-word", "there is no encoding \(TemplateFindings.quoted(name))", at: node.position,
            help: Suggestion.help(for: name, in: TextEncoding.names) ?? "such as utf-8, windows-1252, utf-16")
        return nil
    }

    private mutating func recordPaths(_ node: Node?) -> [Node] {
        guard let node else { return [] }
        let nodes = node.value.list ?? [node]
        return nodes.filter { findings.text($0, "records") != nil }
    }

    // MARK: CSV

    private mutating func csv(_ words: [String: Node]) -> CSVOptions {
        var options = CSVOptions()
        if let node = words["delimiter"], let text = findings.text(node, "delimiter") {
            let named: [String: CSVDelimiter] = [
                "comma": .comma, "semicolon": .semicolon, "tab": .tab, "pipe": .pipe, "\\t": .tab,
            ]
            let scalars = Array(text.unicodeScalars)
            options.delimiter = named[text] ?? (scalars.count == 1 ? CSVDelimiter(scalars[0]) : nil)
            if options.delimiter == nil {
                findings.add(
                    "value", "\(TemplateFindings.quoted(text)) is no delimiter", at: node.position,
                    help: "one character of ASCII, or comma, semicolon, tab, pipe")
            }
        }
        let quotes: [String: CSVOptions.Quote] = ["double": .double, "single": .single, "none": .none]
        options.quote = findings.choice(words["quote"], "quote", quotes) ?? options.quote
        let escapes: [String: CSVOptions.Escape] = ["doubled": .doubled, "backslash": .backslash]
        options.escape = findings.choice(words["escape"], "escape", escapes) ?? options.escape
        options.allowsStrayQuotes = findings.truth(words["stray_quotes"], "stray_quotes") ?? false
        options.hasHeader = findings.truth(words["header"], "header") ?? true
        if words["columns"] != nil {
            options.columns = findings.list(words["columns"], "columns").compactMap {
                findings.text($0, "a column")
            }
        }
        options.comment =
            findings.text(words["comment"], "comment") ?? (options.hasHeader ? nil : RejectMark.comment)
        options.skippedLines = findings.count(words["skip_lines"], "skip_lines") ?? 0
        let ragged: [String: CSVOptions.Ragged] = ["refused": .refused, "padded": .padded, "kept": .kept]
        options.ragged = findings.choice(words["ragged"], "ragged", ragged) ?? options.ragged
        let names: [String: CSVOptions.ColumnNames] = ["refused": .asWritten, "numbered": .numbered]
        options.columnNames =
            findings.choice(words["duplicate_headers"], "duplicate_headers", names) ?? options.columnNames
        return options
    }

    // MARK: JSON and XML

    private mutating func json(_ words: [String: Node], _ paths: [Node]) -> JSONRecordOptions {
        var options = JSONRecordOptions()
        // Several paths are the forms that an interface answers in.
        options.requiresEveryPath = false
        for path in paths {
            do throws(FeedError) {
                options.records.append(try JSONRecordPath(path.value.string ?? ""))
            } catch {
                addPathError(error, path)
            }
        }
        let framings: [String: JSONRecordOptions.Framing] = [
            "document": .document, "lines": .lines, "sequence": .sequence, "detected": .detected,
        ]
        options.framing = findings.choice(words["framing"], "framing", framings) ?? options.framing
        return options
    }

    private mutating func xml(_ words: [String: Node], _ paths: [Node]) -> XMLRecordOptions {
        var options = XMLRecordOptions()
        if !paths.isEmpty {
            options.records = xmlPath(paths.compactMap(\.value.string), at: paths[0])
        }
        if let node = words["lists"] {
            let lists = (node.value.list ?? [node]).compactMap { findings.text($0, "lists") }
            if !lists.isEmpty { options.lists = xmlPath(lists, at: node) }
        }
        for member in words["prefixes"].flatMap({ findings.map($0, "prefixes") }) ?? [] {
            options.prefixes[member.name] = findings.text(member.node, "the namespace of \(member.name)")
        }
        options.ancestors = findings.truth(words["ancestors"], "ancestors") ?? false
        options.lenientAmpersands = findings.truth(words["lenient_ampersands"], "lenient_ampersands") ?? false
        return options
    }

    private mutating func xmlPath(_ texts: [String], at node: Node) -> XMLRecordPath? {
        do throws(FeedError) {
            return try XMLRecordPath(texts.joined(separator: " | "))
        } catch {
            addPathError(error, node)
            return nil
        }
    }

    private mutating func addPathError(_ error: FeedError, _ node: Node) {
        findings.add(
            "value", "column \(error.position.column) of the path: \(error.message)", at: node.position,
            help: error.help)
    }
}
