internal import Diagnostics
internal import Feeds
internal import Mapping
internal import RedTrack

/// An object of the tracker: one of the export, or one that stands for something that has no object there.
struct TrackerObject: Sendable {
    /// What it becomes.
    let kind: RedTrack.Kind
    /// Its id at the tracker.
    let id: String
    /// What it is called.
    var title: String
    /// Where it stands in the export.
    let place: SourcePlace
    /// Its fields, with those of ``TrackerShape``.
    var members: [Member]
    /// What the template says of it.
    var remarks: [ObjectRemark] = []

    /// A field, or a part of one: `payout.amount`.
    func node(_ path: String) -> Node? {
        var value: Value = .map(members)
        var node: Node?
        for name in path.split(separator: ".") {
            node = value[String(name)]
            guard let found = node else { return nil }
            value = found.value
        }
        return node
    }

    /// The text of a field, which is not empty.
    func text(_ path: String) -> String? {
        guard let text = node(path)?.value.string, !text.isEmpty else { return nil }
        return text
    }

    /// Sets a field, or takes it out.
    mutating func set(_ name: String, _ value: Value?) {
        let index = members.firstIndex { $0.name == name }
        guard let value else {
            if let index { members.remove(at: index) }
            return
        }
        if let index {
            members[index].node.value = value
        } else {
            members.append(
                Member(name, Node(value, at: place.position ?? .start), at: place.position ?? .start))
        }
    }

    /// How messages call it: `offer "Tea"`.
    var name: String { Self.name(kind, title) }

    /// How messages call an object.
    static func name(_ kind: RedTrack.Kind, _ title: String) -> String { "\(kind.rawValue) \"\(title)\"" }

    /// Whether an id means that there is nothing: `0`, or a UUID of zeros.
    static func isNone(_ id: String) -> Bool {
        id.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }
    }

    /// An error about it.
    func error(_ id: String, _ message: String, help: String? = nil) -> Diagnostic {
        Diagnostic(.error, "migration.\(id)", "\(name): \(message)", at: place, help: help)
    }

    /// A warning about it.
    func warning(_ id: String, _ message: String, help: String? = nil) -> Diagnostic {
        Diagnostic(.warning, "migration.\(id)", "\(name): \(message)", at: place, help: help)
    }
}

/// Which object.
struct TrackerReference: Hashable, Sendable {
    let kind: RedTrack.Kind
    let id: String

    init(_ kind: RedTrack.Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}
