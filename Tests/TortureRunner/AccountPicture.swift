import Execution
import Feeds
import Planning
import RedTrack

/// What an account holds, in a form that is the same for two accounts with the same objects: titles in place of ids,
/// no times.
struct AccountPicture: Hashable {
    let lines: [String]

    init(_ snapshot: Snapshot) {
        var names: [String: String] = [snapshot.account.id: "<user>"]
        for (kind, list) in snapshot.objects {
            for object in list {
                names[object.id] = "<\(kind) \(object.title) \(object.record["url"]?.value.string ?? "")>"
            }
        }
        lines = snapshot.objects.flatMap { kind, list in
            list.map { object in
                // The status of a domain is the account's own: nobody can set it, and a fault makes it another one.
                let members = (object.record.members ?? []).filter { kind != .domain || $0.name != "status" }
                return "\(kind) " + Self.text(.map(members), names)
            }
        }.sorted()
    }

    private static func text(_ value: Value, _ names: [String: String]) -> String {
        switch value {
        case .map(let members):
            let known = members.filter { !["created_at", "updated_at"].contains($0.name) }
            return "{" + known.map { "\($0.name):\(text($0.node.value, names))" }.joined(separator: ",") + "}"
        case .list(let nodes): return "[" + nodes.map { text($0.value, names) }.joined(separator: ",") + "]"
        case .string(let string): return names[string] ?? rewritten(string, names)
        default: return value.jsonText()
        }
    }

    /// Links hold ids inside.
    private static func rewritten(_ text: String, _ names: [String: String]) -> String {
        text.replacing(/[0-9a-f]{24}/) { names[String($0.output)] ?? String($0.output) }
    }

    /// What is here and not there, and the other way round.
    func difference(from other: AccountPicture) -> String {
        lines.difference(from: other.lines).prefix(6).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line.prefix(300))"
            case .remove(_, let line, _): "- \(line.prefix(300))"
            }
        }.joined(separator: "\n")
    }
}
