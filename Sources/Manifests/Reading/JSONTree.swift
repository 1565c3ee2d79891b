internal import Feeds

/// Reads JSON into written values.
enum JSONTree {
    /// The document of a file; `nil` with an error when it is no JSON.
    static func read(_ bytes: [UInt8], _ findings: inout Findings) -> WrittenNode? {
        do {
            return written(try JSONDocument.parse(bytes))
        } catch {
            findings.add(error.diagnostic(file: findings.file))
            return nil
        }
    }

    /// A tree of JSON's types as a file writes it. The depth is bounded by the reader.
    static func written(_ node: Node) -> WrittenNode {
        let content: WrittenNode.Content =
            switch node.value {
            case .null: .null
            case .bool(let truth): .boolean(truth)
            case .number(let literal): .number(literal)
            case .string(let text): .text(text)
            case .list(let nodes): .list(nodes.map(written))
            case .map(let members):
                .map(members.map { WrittenMember($0.name, at: $0.namePosition, written($0.node)) })
            }
        return WrittenNode(content, at: node.position)
    }
}
