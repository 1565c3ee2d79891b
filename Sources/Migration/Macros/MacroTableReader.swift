internal import Diagnostics
internal import Feeds

/// Reads a table of macros; everything that is wrong with it is found in one go.
struct MacroTableReader {
    /// What a table says.
    struct Words {
        var syntax = MacroSyntax.braces
        var exact: [String: MacroMeaning] = [:]
        var prefixed: [String: MacroMeaning] = [:]
        var suffixes: [String] = []
        var prefixes: [String] = []
        var dropped: Set<String> = []
    }

    private let file: String
    private(set) var findings: [Diagnostic] = []
    private var words = Words()

    init(file: String) { self.file = file }

    private static let known = ["syntax", "translate", "slots", "constants", "unknown", "modifiers"]
    private static let constants = ["campaign.title", "source.title", "network.title", "domain.url"]

    /// What stands under `macros`.
    mutating func read(_ node: Node) -> Words {
        for member in members(node, "macros") {
            switch member.name {
            case "syntax": readSyntax(member.node)
            case "translate": readPairs(member, RedTrackMacro.known, "RedTrack macro") { .macro($0) }
            case "constants": readPairs(member, Self.constants, "constant") { .constant($0) }
            case "slots":
                for node in list(member.node, "slots") { add(node, { .slot($0) }) }
            case "unknown":
                for node in list(member.node, "unknown") { add(node, { _ in .nothing }) }
            case "modifiers": readModifiers(member.node)
            default: unknown(member, "macros", Self.known)
            }
        }
        return words
    }

    // MARK: Parts

    private mutating func readSyntax(_ node: Node) {
        if let syntax = node.value.string.flatMap({ MacroSyntax(rawValue: $0) }) {
            words.syntax = syntax
            return
        }
        let known = MacroSyntax.allCases.map(\.rawValue).joined(separator: " or ")
        add("value", "the syntax of macros is \(known)", node.position)
    }

    private mutating func readPairs(
        _ member: Member, _ targets: [String], _ what: String, _ meaning: (String) -> MacroMeaning
    ) {
        for pair in members(member.node, member.name) {
            guard let target = pair.node.value.string else {
                add(
                    "type", "what \(pair.name) becomes must be a text, found \(pair.node.value.kindName)",
                    pair.node.position)
                continue
            }
            guard targets.contains(target) else {
                add(
                    "value", "there is no \(what) \"\(target)\"", pair.node.position,
                    help: Suggestion.help(for: target, in: targets)
                        ?? "one of: \(targets.joined(separator: ", "))")
                continue
            }
            add(pair.name, pair.namePosition, meaning(target))
        }
    }

    private mutating func readModifiers(_ node: Node) {
        let known = ["suffix", "prefix", "drop"]
        var drop: [Node] = []
        for member in members(node, "modifiers") {
            let nodes = list(member.node, member.name)
            switch member.name {
            case "suffix": words.suffixes = nodes.compactMap { text($0) }
            case "prefix": words.prefixes = nodes.compactMap { text($0) }
            case "drop": drop = nodes
            default: unknown(member, "modifiers", known)
            }
        }
        for node in drop {
            guard let modifier = text(node) else { continue }
            if !words.suffixes.contains(modifier), !words.prefixes.contains(modifier) {
                add(
                    "value", "\"\(modifier)\" is no modifier", node.position,
                    help: "name it under suffix or prefix too")
            }
            words.dropped.insert(modifier)
        }
    }

    // MARK: Names

    private mutating func add(_ node: Node, _ meaning: (String) -> MacroMeaning) {
        guard let name = text(node) else { return }
        add(name, node.position, meaning(name))
    }

    private mutating func add(_ name: String, _ position: SourcePosition, _ meaning: MacroMeaning) {
        let isOpen = name.hasSuffix("*")
        let start = isOpen ? String(name.dropLast()) : name
        let isKnown = isOpen ? words.prefixed[start] != nil : words.exact[start] != nil
        guard !isKnown else {
            add("duplicate", "the macro \"\(name)\" is given twice", position, help: "keep one")
            return
        }
        if isOpen {
            words.prefixed[start] = meaning
        } else {
            words.exact[start] = meaning
        }
    }

    // MARK: Shapes

    private mutating func members(_ node: Node, _ what: String) -> [Member] {
        if let members = node.value.members { return members }
        add("type", "\(what) must be a map, found \(node.value.kindName)", node.position)
        return []
    }

    private mutating func list(_ node: Node, _ what: String) -> [Node] {
        if let list = node.value.list { return list }
        add("type", "\(what) must be a list, found \(node.value.kindName)", node.position)
        return []
    }

    private mutating func text(_ node: Node) -> String? {
        if let text = node.value.string, !text.isEmpty, text != "*" { return text }
        add(
            "type", "the name of a macro must be a text, found \(node.value.kindName)", node.position,
            help: "put it in quotes")
        return nil
    }

    private mutating func unknown(_ member: Member, _ what: String, _ known: [String]) {
        add(
            "unknown-word", "\(what) has no \"\(member.name)\"", member.namePosition,
            help: Suggestion.help(for: member.name, in: known)
                ?? "it may have: \(known.joined(separator: ", "))")
    }

    private mutating func add(
        _ word: String, _ message: String, _ position: SourcePosition, help: String? = nil
    ) {
        // A hostile file must not become a hostile list.
        guard findings.count < 1_000 else { return }
        findings.append(
            Diagnostic(
                .error, "template.\(word)", message, at: SourcePlace(file: file, position: position),
                help: help))
    }
}
