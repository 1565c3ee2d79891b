internal import Diagnostics
internal import Feeds
internal import Yams

/// Reads YAML into written values: which scalars are quoted is kept, what plain ones mean is left to the fields.
struct YAMLTree {
    private var documents: YAMLDocuments
    private var findings: Findings
    /// How many more values aliases may expand to.
    private var budget: Int
    private var isExhausted = false
    private let knownTags: [Tag] = [
        .implicit, Tag(.str), Tag(.nonSpecific), Tag(.int), Tag(.float), Tag(.bool), Tag(.null), Tag(.seq),
        Tag(.map),
    ]

    /// How deep values may nest: objects need far less.
    private static let depth = 64

    /// The objects of all documents of a file.
    static func objects(_ bytes: [UInt8], _ findings: inout Findings) -> [WrittenObject] {
        let before = findings.errorCount
        let documents = read(bytes, &findings)
        if documents.isEmpty, findings.errorCount == before { findings.reportEmptyFile() }
        return documents.flatMap { ObjectTree.objects(in: $0, &findings) }
    }

    /// The documents of a file that say anything, in order.
    static func read(_ bytes: [UInt8], _ findings: inout Findings) -> [WrittenNode] {
        let text: String
        do {
            text = try SourceText.decode(bytes)
        } catch {
            findings.add(error.diagnostic(file: findings.file))
            return []
        }
        let source = YAMLSource(text, skipped: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        if let (scalar, position) = source.firstForbiddenCharacter() {
            let hex = String(scalar.value, radix: 16, uppercase: true)
            findings.error(
                "yaml",
                "YAML cannot hold the character U+\(String(repeating: "0", count: max(0, 4 - hex.count)))\(hex)",
                at: position, help: "remove it, or write \"\\u\(hex)\" in double quotes")
            return []
        }
        let budget = 100_000 + 4 * bytes.count
        guard YAMLGuard.allows(source, budget: budget, &findings) else { return [] }
        let documents = YAMLDocuments(source, &findings)
        var tree = YAMLTree(
            documents: documents, findings: findings, budget: budget)
        let roots = documents.roots.compactMap { tree.written($0, depth: 0) }.filter { !$0.isNull }
        findings = tree.findings
        return tree.isExhausted ? [] : roots
    }

    private init(documents: YAMLDocuments, findings: Findings, budget: Int) {
        self.documents = documents
        self.findings = findings
        self.budget = budget
    }

    /// `nil` with an error where a value cannot be had.
    private mutating func written(_ node: Yams.Node, depth: Int) -> WrittenNode? {
        let position = position(of: node)
        guard !isExhausted else { return nil }
        budget -= 1
        guard budget > 0 else {
            isExhausted = true
            findings.error(
                "yaml", "the aliases of the file repeat too much", at: position, help: "write the values out")
            return nil
        }
        guard depth < Self.depth else {
            findings.error("yaml", "values nest deeper than \(Self.depth)", at: position)
            return nil
        }
        checkTag(of: node, at: position)
        switch node {
        case .scalar(let scalar): return WrittenNode(Self.content(of: scalar), at: position)
        case .sequence(let sequence):
            return WrittenNode(.list(sequence.compactMap { written($0, depth: depth + 1) }), at: position)
        case .mapping(let mapping):
            return WrittenNode(.map(members(of: mapping, depth: depth)), at: position)
        case .alias: return nil
        }
    }

    private mutating func members(of mapping: Yams.Node.Mapping, depth: Int) -> [WrittenMember] {
        var members: [WrittenMember] = []
        var merged: [WrittenMember] = []
        var seen: [[UInt8]: SourcePosition] = [:]
        for (key, value) in mapping {
            let position = position(of: key)
            guard case .scalar(let scalar) = key else {
                findings.error("key", "a key is a text", at: position, help: "put it in quotes")
                continue
            }
            if scalar.style == .plain, scalar.string == "<<" {
                merged += mergedMembers(value, depth: depth)
                continue
            }
            let name = documents.alteredKeys[position] ?? scalar.string
            guard let first = seen.updateValue(position, forKey: Array(name.utf8)) else {
                if let node = written(value, depth: depth + 1) {
                    members.append(WrittenMember(name, at: position, node))
                }
                continue
            }
            findings.error(
                "duplicate-key", "the key `\(name)` stands twice in one mapping", at: position,
                length: name.unicodeScalars.count,
                help: "the first one is at line \(first.line), column \(first.column): keep one of them")
        }
        // What a mapping says itself wins over what it merges, and the first merged value over later ones.
        for member in merged where seen.updateValue(member.position, forKey: Array(member.name.utf8)) == nil {
            members.append(member)
        }
        return members
    }

    /// The members that `<<` brings in.
    private mutating func mergedMembers(_ value: Yams.Node, depth: Int) -> [WrittenMember] {
        guard let written = written(value, depth: depth + 1) else { return [] }
        let nodes: [WrittenNode]
        if case .list(let elements) = written.content { nodes = elements } else { nodes = [written] }
        var merged: [WrittenMember] = []
        for node in nodes {
            guard case .map(let members) = node.content else {
                findings.error(
                    "merge", "`<<` merges mappings, found \(node.kindName)", at: node.position,
                    length: node.length,
                    help: "write <<: *NAME")
                continue
            }
            merged += members
        }
        return merged
    }

    private static func content(of scalar: Yams.Node.Scalar) -> WrittenNode.Content {
        guard scalar.style == .plain, scalar.tag != Tag(.str) else { return .text(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        default: return .plain(scalar.string)
        }
    }

    /// Tags could say anything; only those of JSON's types say what the fields say as well.
    private mutating func checkTag(of node: Yams.Node, at position: SourcePosition) {
        let tag: Tag
        switch node {
        case .scalar(let scalar): tag = scalar.tag
        case .sequence(let sequence): tag = sequence.tag
        case .mapping(let mapping): tag = mapping.tag
        case .alias: return
        }
        guard !knownTags.contains(tag) else { return }
        findings.error("yaml", "a tag means nothing here", at: position, help: "remove the tag")
    }

    private mutating func position(of node: Yams.Node) -> SourcePosition {
        guard let mark = node.mark else { return .start }
        return documents.position(mark)
    }
}
