package import Diagnostics
package import Feeds
internal import Manifests
internal import Mapping

/// What the answers of a tracker's API become: a template for each of its lists, in one file.
///
/// Tables, parameters and joins are said once for all of them. A list can look into the others by their names, with `_`
/// for `-`: `joined('affiliate_networks', id)`.
package struct TrackerTemplate: Sendable {
    /// The name, as `migrate` takes it.
    package let name: String
    /// What it is for, in one line.
    package let title: String
    /// The file that it was read from, for messages.
    package let file: String
    /// The lists, in the order in which their objects are made.
    package let inputs: [Input]
    private let shared: [Member]
    /// The currency of the account, unless the user says another.
    let accountCurrency: String?
    /// What the tracker's macros mean; `nil` when links are taken as they stand.
    let macros: MacroTable?

    /// One list of the tracker's API.
    package struct Input: Sendable {
        /// What the files of the list are called, without their ending.
        package let name: String
        /// The member under which an answer may hold the list.
        package let envelope: String?
        /// The member under which a file of a folder may hold its object.
        let single: String?
        /// Where an answer says how many records there are on all pages.
        let total: ListTotal?
        /// Whether a migration cannot do without it.
        package let isRequired: Bool
        let key: Node?
        let joins: [String]
        let body: [Member]
        let position: SourcePosition

        /// Whether objects are made of its records; else other lists look into it.
        var makesObjects: Bool { body.contains { $0.name == "make" } }

        /// What expressions call it.
        var joinName: String { String(name.map { $0 == "-" ? "_" : $0 }) }
    }

    /// Reads the frame of a template; its lists are read when the files are known.
    /// - Throws: everything that is wrong with it, as `template.*`.
    package init(_ tree: Node, file: String) throws(DiagnosticsError) {
        var reader = FrameReader(file: file)
        let words = reader.members(
            tree, "a template for a tracker", ["tracker", "title", "inputs"], Self.sharedWords + ["macros"])
        name = reader.text("tracker", words) ?? ""
        title = reader.text("title", words) ?? name
        self.file = file
        shared = (tree.value.members ?? []).filter { Self.sharedWords.contains($0.name) }
        accountCurrency = words["parameters"]?.value["currency"]?.value["default"]?.value.string
        if let fault = FeedSource.fault(inName: name) {
            reader.add("value", fault, words["tracker"]?.position ?? tree.position)
        }
        var inputs: [Input] = []
        for member in reader.value("inputs", words, "a map of lists", \.members) ?? [] {
            inputs.append(reader.input(member))
        }
        for input in inputs {
            for join in input.joins where !inputs.contains(where: { $0.name == join && $0.key != nil }) {
                reader.add(
                    "unknown-word", "there is no list \"\(join)\" with a key", input.position,
                    help: Suggestion.help(for: join, in: inputs.map(\.name)))
            }
        }
        self.inputs = inputs
        do throws(DiagnosticsError) {
            macros = try words["macros"].map { node throws(DiagnosticsError) in
                try MacroTable(node, file: file)
            }
        } catch {
            macros = nil
            reader.findings += error.diagnostics
        }
        if !reader.findings.isEmpty { throw DiagnosticsError(reader.findings) }
    }

    private static let sharedWords = ["parameters", "tables"]
    fileprivate static let bodyWords = ["make", "ignore"]
    fileprivate static let inputWords =
        ["envelope", "single", "total", "required", "key", "joins"] + bodyWords

    /// What the tracker is called in sentences: the title up to the first comma.
    package var trackerName: String { title.split(separator: ",").first.map(String.init) ?? name }

    /// The template of one list, for the forms that its files and those of its joins have; `nil` when it makes nothing.
    /// - Throws: everything that is wrong with it, as `template.*`.
    func template(for input: Input, of export: TrackerExport) throws(DiagnosticsError) -> Template? {
        guard input.makesObjects else { return nil }
        func form(_ input: Input) -> [Member] {
            let paths = export.records[input.name] ?? ["[*]"]
            return [Member("format", .string("json")), Member("records", .array(paths.map(Value.string)))]
        }
        var members = [Member("template", .string("\(name) \(input.name)"))] + form(input) + shared
        let joins = inputs.filter { input.joins.contains($0.name) }.map { other in
            Member(
                other.joinName,
                .map(
                    form(other) + [Member("duplicates", .string("all"))]
                        + (other.key.map { [Member("key", $0, at: $0.position)] } ?? [])))
        }
        if !joins.isEmpty { members.append(Member("joins", .map(joins))) }
        return try Template(
            Node(.map(members + input.body), at: input.position), file: file, dialect: .tracker)
    }
}

/// Finds words that are missing or unknown in the frame of a template.
private struct FrameReader {
    let file: String
    var findings: [Diagnostic] = []

    mutating func add(_ id: String, _ message: String, _ position: SourcePosition, help: String? = nil) {
        findings.append(
            Diagnostic(
                .error, "template.\(id)", message, at: SourcePlace(file: file, position: position), help: help
            ))
    }

    /// What a word says; `nil` when it is not there, or says something else.
    mutating func value<Content>(
        _ word: String, _ words: [String: Node], _ what: String, _ content: (Value) -> Content?
    ) -> Content? {
        guard let node = words[word] else { return nil }
        if let value = content(node.value) { return value }
        add("value", "\(word) must be \(what), found \(node.value.kindName)", node.position)
        return nil
    }

    mutating func text(_ word: String, _ words: [String: Node]) -> String? {
        value(word, words, "a text", \.string)
    }

    /// One list of the tracker's API.
    mutating func input(_ member: Member) -> TrackerTemplate.Input {
        let words = members(member.node, "the list \(member.name)", [], TrackerTemplate.inputWords)
        let envelope = text("envelope", words)
        let joins = value("joins", words, "a list of names") { value in
            value.list.flatMap { list in
                let names = list.compactMap(\.value.string)
                return names.count == list.count ? names : nil
            }
        }
        return TrackerTemplate.Input(
            name: member.name, envelope: envelope, single: text("single", words),
            total: text("total", words).map { ListTotal(envelope: envelope ?? "", path: $0) },
            isRequired: value("required", words, "true or false", \.bool) ?? false, key: words["key"],
            joins: joins ?? [],
            body: (member.node.value.members ?? []).filter { TrackerTemplate.bodyWords.contains($0.name) },
            position: member.namePosition)
    }

    mutating func members(
        _ node: Node, _ what: String, _ required: [String], _ optional: [String]
    ) -> [String: Node] {
        guard let members = node.value.members else {
            add("value", "\(what) must be a map, found \(node.value.kindName)", node.position)
            return [:]
        }
        var words: [String: Node] = [:]
        for member in members {
            if !(required + optional).contains(member.name) {
                add(
                    "unknown-word", "\(what) has no \"\(member.name)\"", member.namePosition,
                    help: Suggestion.help(for: member.name, in: required + optional))
            }
            words[member.name] = member.node
        }
        for word in required where words[word] == nil {
            add("missing", "\(what) needs \(word)", node.position)
        }
        return words
    }
}
