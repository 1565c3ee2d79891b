internal import Diagnostics
internal import Feeds
internal import RedTrack

/// What all filters of streams have in common: `active` and `exclude` beside the values (API document,
/// "StreamFilter model").
enum StreamFilter {
    /// Whether a record is a filter.
    static func isFilter(_ fields: [FieldDescription]) -> Bool {
        var hasActive = false
        var hasExclude = false
        for field in fields {
            if field.name == "active" { hasActive = true }
            if field.name == "exclude" { hasExclude = true }
        }
        return hasActive && hasExclude
    }

    /// Adds what a written filter means without saying it: the server takes an absent `active` for false, yet
    /// nobody writes a filter to have no effect.
    static func complete(_ members: inout [Member], _ fields: [FieldDescription], at position: SourcePosition)
    {
        for (name, truth) in implied
        where !members.contains(where: { $0.name == name }) {
            members.append(Member(name, Node(.bool(truth), at: position), at: position))
        }
        let order = fields.map(\.manifestName)
        members.sort { left, right in
            (order.firstIndex(of: left.name) ?? 0) < (order.firstIndex(of: right.name) ?? 0)
        }
    }

    private static let implied = [("active", true), ("exclude", false)]

    /// Whether a filter that is silent about a member means this value.
    static func isImplied(_ name: String, _ truth: Bool) -> Bool {
        implied.contains { $0.0 == name && $0.1 == truth }
    }

    /// Whether a filter's values say anything.
    static func hasValues(_ members: [Member]) -> Bool {
        members.contains { member in
            switch member.node.value {
            case .string(let text): !text.isEmpty
            case .list(let nodes): !nodes.isEmpty
            case .map(let inner): hasValues(inner)
            default: false
            }
        }
    }
}
