internal import Diagnostics
internal import Feeds

/// What is wrong with a template, collected while it is read.
struct TemplateFindings {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String) { self.file = file }

    /// Adds an error with the id `template.WORD`.
    mutating func add(_ word: String, _ message: String, at position: SourcePosition, help: String? = nil) {
        // A hostile file must not become a hostile list.
        guard diagnostics.count < 1_000 else { return }
        diagnostics.append(
            Diagnostic(
                .error, "template.\(word)", message, at: SourcePlace(file: file, position: position),
                help: help))
    }

    /// A name from the file as messages show it.
    static func quoted(_ text: String) -> String { ValueError.quoted(text.utf8.span) }

    // MARK: Shapes

    /// The members of a map by name; names that are not known are errors.
    mutating func members(
        of node: Node, _ what: String, known: [String], required: [String] = []
    ) -> [String: Node] {
        guard let members = map(node, what) else { return [:] }
        var result: [String: Node] = [:]
        for member in members {
            guard known.contains(member.name) else {
                add(
                    "unknown-word", "\(what) has no \(Self.quoted(member.name))", at: member.namePosition,
                    help: Suggestion.help(for: member.name, in: known)
                        ?? "it may have: \(known.joined(separator: ", "))")
                continue
            }
            if result[member.name] != nil {
                add("duplicate", "\(member.name) is given twice", at: member.namePosition, help: "keep one")
            }
            result[member.name] = member.node
        }
        for name in required where result[name] == nil && !members.contains(where: { $0.name == name }) {
            add("missing", "\(what) needs \(name)", at: node.position, help: "add \(name): ...")
        }
        return result
    }

    /// The members of a map, whatever their names.
    mutating func map(_ node: Node, _ what: String) -> [Member]? {
        if let members = node.value.members { return members }
        wrong(node, "\(what) must be a map")
        return nil
    }

    /// The elements of a list.
    mutating func list(_ node: Node?, _ what: String) -> [Node] {
        guard let node else { return [] }
        if let list = node.value.list { return list }
        wrong(node, "\(what) must be a list")
        return []
    }

    /// A text that is not empty; numbers and truth values count as they are written.
    mutating func text(_ node: Node?, _ what: String, allowsEmpty: Bool = false) -> String? {
        guard let node else { return nil }
        switch node.value {
        case .string(let text) where allowsEmpty || !text.isEmpty: return text
        case .number(let literal): return literal
        case .bool(let truth): return truth ? "true" : "false"
        case .string: add("value", "\(what) is empty", at: node.position, help: "write a text")
        default: wrong(node, "\(what) must be a text")
        }
        return nil
    }

    /// A truth value.
    mutating func truth(_ node: Node?, _ what: String) -> Bool? {
        guard let node else { return nil }
        if let truth = node.value.bool { return truth }
        wrong(node, "\(what) must be true or false")
        return nil
    }

    /// A whole number that is not negative.
    mutating func count(_ node: Node?, _ what: String) -> Int? {
        guard let node else { return nil }
        if let number = node.value.number.flatMap({ Int($0) }), number >= 0 { return number }
        wrong(node, "\(what) must be a whole number of at least 0")
        return nil
    }

    /// One of some words.
    mutating func word<Word: CaseIterable & RawRepresentable>(
        _ node: Node?, _ what: String, as type: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        choice(node, what, Dictionary(uniqueKeysWithValues: Word.allCases.map { ($0.rawValue, $0) }))
    }

    /// One of some words, and what it stands for.
    mutating func choice<Meaning>(_ node: Node?, _ what: String, _ words: [String: Meaning]) -> Meaning? {
        guard let node, let text = text(node, what) else { return nil }
        if let meaning = words[text] { return meaning }
        let known = words.keys.sorted()
        add(
            "unknown-word", "\(what) cannot be \(Self.quoted(text))", at: node.position,
            help: Suggestion.help(for: text, in: known) ?? "one of: \(known.joined(separator: ", "))")
        return nil
    }

    /// Says that something must be of another type.
    mutating func wrong(_ node: Node, _ message: String) {
        add("type", "\(message), found \(node.value.kindName)", at: node.position)
    }
}
