internal import Diagnostics
internal import RedTrack

/// Finds the objects in a document of YAML or JSON: a mapping with the kinds' plural names on top.
enum ObjectTree {
    /// The objects, in order; what cannot stand there is an error.
    static func objects(in document: WrittenNode, _ findings: inout Findings) -> [WrittenObject] {
        guard case .map(let members) = document.content else {
            findings.error(
                "document", "a manifest is a mapping with kinds on top, found \(document.kindName)",
                at: document.position, length: document.length,
                help: "start with one of \(kindNames.joined(separator: ", "))")
            return []
        }
        var objects: [WrittenObject] = []
        for member in members {
            guard let kind = Kind(plural: member.name) else {
                findings.error(
                    "kind", "there is no kind `\(member.name)`", at: member.position,
                    length: member.name.unicodeScalars.count,
                    help: Suggestion.help(for: member.name, in: kindNames)
                        ?? "the kinds are \(kindNames.joined(separator: ", "))")
                continue
            }
            switch member.node.content {
            case .list(let nodes):
                for node in nodes {
                    if let members = self.members(of: node, kind, &findings) {
                        objects.append(
                            WrittenObject(
                                kind: kind, position: node.position, outerKey: nil, members: members))
                    }
                }
            case .map(let named):
                for entry in named {
                    if let members = self.members(of: entry.node, kind, &findings) {
                        objects.append(
                            WrittenObject(
                                kind: kind, position: entry.position, outerKey: (entry.name, entry.position),
                                members: members))
                    }
                }
            default:
                findings.error(
                    member.node.isNull ? "null" : "type",
                    "`\(member.name)` holds objects, found \(member.node.kindName)",
                    at: member.node.isNull ? member.position : member.node.position,
                    length: member.node.isNull ? member.name.unicodeScalars.count : member.node.length,
                    help: "write a list of objects, or [] for none")
            }
        }
        return objects
    }

    static let kindNames = Kind.allCases.map(\.plural)

    private static func members(
        of node: WrittenNode, _ kind: Kind, _ findings: inout Findings
    ) -> [WrittenMember]? {
        if case .map(let members) = node.content { return members }
        findings.error(
            node.isNull ? "null" : "type",
            "\(kind.article) \(kind.rawValue) is a mapping of fields, found \(node.kindName)",
            at: node.position, length: node.length, help: "write at least its title: `title: NAME`")
        return nil
    }
}

extension WrittenNode {
    /// Whether it is an explicit nothing.
    var isNull: Bool { if case .null = content { true } else { false } }
}
