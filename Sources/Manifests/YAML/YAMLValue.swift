package import Diagnostics
package import Feeds
internal import RedTrack

/// YAML that is no manifest: settings and templates of one document, read by YAML's own types.
package enum YAMLValue {
    /// The value of a file's one document.
    /// - Throws: everything that is wrong with the file at once.
    package static func load(_ path: String) throws(DiagnosticsError) -> Value {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.bytes(of: path)
        } catch {
            throw DiagnosticsError([
                Diagnostic(.error, "yaml.unreadable", error.description, at: SourcePlace(file: path))
            ])
        }
        return try tree(bytes, file: path).value
    }

    /// The tree of a text's one document, with the places of its values and names.
    /// - Parameters:
    ///   - bytes: the text.
    ///   - file: what to call it in messages.
    /// - Returns: the root; a scalar without quotes is what it looks like, any other a text.
    /// - Throws: everything that is wrong with the text at once.
    package static func tree(_ bytes: [UInt8], file: String) throws(DiagnosticsError) -> Node {
        var findings = Findings(file: file)
        let documents = YAMLTree.read(bytes, &findings)
        if documents.count != 1, findings.errorCount == 0 {
            findings.error(
                "documents", "the file should be one document, and has \(documents.count)", at: .start)
        }
        guard findings.errorCount == 0, let document = documents.first else {
            throw DiagnosticsError(findings.diagnostics)
        }
        return value(document)
    }

    private static func value(_ node: WrittenNode) -> Node {
        switch node.content {
        case .null, .empty: Node(.null, at: node.position)
        case .boolean(let truth): Node(.bool(truth), at: node.position)
        case .number(let literal): Node(.number(literal), at: node.position)
        case .text(let text): Node(.string(text), at: node.position)
        case .plain(let text): Node(plain(text), at: node.position)
        case .list(let nodes): Node(.list(nodes.map(value)), at: node.position)
        case .map(let members):
            Node(.map(members.map { Member($0.name, value($0.node), at: $0.position) }), at: node.position)
        }
    }

    /// A scalar without quotes is what it looks like.
    private static func plain(_ text: String) -> Value {
        if text == "true" || text == "false" { return .bool(text == "true") }
        return DecimalLiteral(text) == nil ? .string(text) : .number(text)
    }
}
