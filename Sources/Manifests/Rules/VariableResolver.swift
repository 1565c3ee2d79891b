internal import Diagnostics
internal import Feeds

/// Puts the values of variables into what a file writes, before fields give it a type.
///
/// Places stay those of the file, so that whatever is said of a value later is said where the variable stands.
struct VariableResolver {
    /// The values; `nil` when variables stay as they stand.
    private let scope: VariableScope?
    private let format: ManifestFormat
    /// Where variables stand in the object, by the paths of the values.
    private(set) var uses: [Placed<String>] = []
    private var sources: [SourcePosition: Placed<String>] = [:]

    init(_ scope: VariableScope?, format: ManifestFormat) {
        self.scope = scope
        self.format = format
    }

    /// Resolves the values of an object; its name in a mapping is a name and no value.
    mutating func resolve(_ object: inout WrittenObject, _ findings: inout Findings) {
        for index in object.members.indices {
            let name = object.members[index].name
            if name == ObjectWord.extra.rawValue, format == .csv || format == .xml {
                resolveJSON(&object.members[index].node, FieldPath(name), &findings)
            } else {
                resolve(&object.members[index].node, FieldPath(name), &findings)
            }
        }
    }

    private mutating func resolve(_ node: inout WrittenNode, _ path: FieldPath, _ findings: inout Findings) {
        switch node.content {
        case .text(let text):
            guard let (resolved, isVariable) = filled(text, node, path, &findings) else { return }
            // A value from elsewhere gets its type from the field, like a plain one.
            node.content = isVariable ? .plain(resolved) : .text(resolved)
        case .plain(let text):
            guard let (resolved, _) = filled(text, node, path, &findings) else { return }
            node.content = .plain(resolved)
        case .list(var nodes):
            guard nodes.contains(where: Self.mayHold) else { return }
            for index in nodes.indices { resolve(&nodes[index], path, &findings) }
            node.content = .list(nodes)
        case .map(var members):
            guard members.contains(where: { Self.mayHold($0.node) }) else { return }
            for index in members.indices {
                resolve(&members[index].node, path.appending(members[index].name), &findings)
            }
            node.content = .map(members)
        case .null, .boolean, .number, .empty: return
        }
    }

    /// Whether there is anything to resolve: most trees are left as they are.
    private static func mayHold(_ node: WrittenNode) -> Bool {
        switch node.content {
        case .text(let text), .plain(let text): text.utf8.contains(UInt8(ascii: "$"))
        case .list(let nodes): nodes.contains(where: mayHold)
        case .map(let members): members.contains { mayHold($0.node) }
        case .null, .boolean, .number, .empty: false
        }
    }

    /// The text with values for variables; `nil` when it has nothing that is written like one.
    private mutating func filled(
        _ text: String, _ node: WrittenNode, _ path: FieldPath, _ findings: inout Findings
    ) -> (text: String, isVariable: Bool)? {
        guard let parts = VariableText.parts(of: text) else { return nil }
        var result = ""
        var isVariable = false
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .variable(let name):
                isVariable = true
                guard let scope else {
                    result += "${var.\(name)}"
                    continue
                }
                guard let value = scope.values[name] else {
                    findings.add(
                        scope.unknown(name, at: findings.place(node.position), length: node.length))
                    continue
                }
                result += value.value
                sources[node.position] = Placed(name, at: value.place)
            }
        }
        if isVariable { uses.append(Placed(path.description, at: findings.place(node.position))) }
        return (result, isVariable)
    }

    /// Raw fields in a cell or an element are JSON: values are put into its texts, not into its syntax.
    private mutating func resolveJSON(
        _ node: inout WrittenNode, _ path: FieldPath, _ findings: inout Findings
    ) {
        guard case .plain(let text) = node.content, text.utf8.contains(UInt8(ascii: "$")),
            let document = try? JSONDocument.parse(Array(text.utf8))
        else { return resolve(&node, path, &findings) }
        var written = JSONTree.written(document)
        Self.relocate(&written, to: node)
        let count = uses.count
        resolve(&written, path, &findings)
        // Only a text that is written like a variable is worth writing the JSON anew.
        if uses.count > count || VariableText.parts(of: text) != nil {
            node.content = .plain(Self.value(written).jsonText())
        }
    }

    private static func relocate(_ node: inout WrittenNode, to outer: WrittenNode) {
        node.position = outer.position
        node.length = outer.length
        switch node.content {
        case .list(var nodes):
            for index in nodes.indices { relocate(&nodes[index], to: outer) }
            node.content = .list(nodes)
        case .map(var members):
            for index in members.indices { relocate(&members[index].node, to: outer) }
            node.content = .map(members)
        default: return
        }
    }

    private static func value(_ node: WrittenNode) -> Value {
        switch node.content {
        case .null: .null
        case .boolean(let truth): .bool(truth)
        case .number(let literal): .number(literal)
        case .text(let text), .plain(let text): .string(text)
        case .empty: .string("")
        case .list(let nodes): .array(nodes.map(value))
        case .map(let members): .object(members.map { ($0.name, value($0.node)) })
        }
    }

    /// Findings about values that came from a variable say where that stands; of a variable without a value nothing is
    /// known.
    func explained(_ diagnostic: Diagnostic) -> Diagnostic? {
        guard let position = diagnostic.place?.position else { return diagnostic }
        if scope == nil {
            return uses.contains { $0.place.position == position } ? nil : diagnostic
        }
        guard let source = sources[position] else { return diagnostic }
        var diagnostic = diagnostic
        let origin = "the value of ${var.\(source.value)} stands at \(source.place)"
        diagnostic.help = diagnostic.help.map { "\($0); \(origin)" } ?? origin
        return diagnostic
    }
}
