internal import Diagnostics
internal import Feeds

/// Where the parts of a routing stand, and what is said of them.
extension RoutingReader {
    /// Where a part stands: where the template says, else where the first value in it was read.
    ///
    /// What was joined has no places of its own: it stands where its record does.
    func place(of node: Node, in scope: Scope) -> SourcePlace {
        if let text = node.value["place"]?.value.string, let place = Self.place(text) { return place }
        if scope.place.file != file || scope.place.position == nil { return scope.place }
        return firstPosition(in: node).map { SourcePlace(file: file, position: $0) } ?? scope.place
    }

    private func firstPosition(in node: Node) -> SourcePosition? {
        if node.position != start { return node.position }
        switch node.value {
        case .map(let members):
            for member in members {
                if let found = firstPosition(in: member.node) { return found }
            }
        case .list(let nodes):
            for node in nodes {
                if let found = firstPosition(in: node) { return found }
            }
        default: break
        }
        return nil
    }

    /// A place as joined records say it: `FILE:LINE:COLUMN`.
    private static func place(_ text: String) -> SourcePlace? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, let column = Int(parts[parts.count - 1]),
            let line = Int(parts[parts.count - 2])
        else { return nil }
        return SourcePlace(
            file: parts.dropLast(2).joined(separator: ":"),
            position: SourcePosition(line: line, column: column, offset: 0))
    }

    static func step(_ word: String, _ index: Int, _ name: String) -> String {
        name.isEmpty ? "\(word) \(index + 1)" : "\(word) \(index + 1) \"\(name)\""
    }

    mutating func fault(_ id: String, _ message: String, _ scope: Scope, help: String? = nil) {
        guard scope.isLive else { return }
        findings.append(
            Diagnostic(
                .error, "migration.\(id)", "\(scope.steps.joined(separator: " › ")): \(message)",
                at: scope.place,
                help: help))
    }

    mutating func note(_ node: Node?, _ scope: Scope) {
        for text in texts(node) { say(text, scope) }
    }

    mutating func say(_ message: String, _ scope: Scope) {
        guard scope.isLive else { return }
        notes.append(
            Diagnostic(
                .warning, "migration.note", "\(scope.steps.joined(separator: " › ")): \(message)",
                at: scope.place))
    }
}
