import Feeds
import Manifests
import RedTrack

extension SavedPlan {
    /// The word that every file starts with.
    static let format = SavedPlanMark.format
    /// The version of the format that this program writes, and the only one that it reads.
    static let version = 1

    /// The bytes of the file: JSON, one change a line. The same plan gives the same bytes, apart from the time.
    public var bytes: [UInt8] {
        var members = self.members
        members.append(("digest", .string(Self.digest(of: .object(members)))))
        var bytes = Array("{\n".utf8)
        for (index, member) in members.enumerated() {
            bytes += "  ".utf8
            bytes += Value.string(member.0).jsonBytes()
            bytes += ": ".utf8
            Self.write(member.1, to: &bytes)
            bytes += (index == members.count - 1 ? "\n" : ",\n").utf8
        }
        bytes += "}\n".utf8
        return bytes
    }

    /// A list with an element a line, so that a finding about one names its line; anything else on one line.
    private static func write(_ value: Value, to bytes: inout [UInt8]) {
        guard case .list(let nodes) = value, !nodes.isEmpty else {
            bytes += value.jsonBytes()
            return
        }
        bytes += "[\n".utf8
        for (index, node) in nodes.enumerated() {
            bytes += "    ".utf8
            bytes += node.value.jsonBytes()
            bytes += (index == nodes.count - 1 ? "\n" : ",\n").utf8
        }
        bytes += "  ]".utf8
    }

    /// A hash of all that the file says, however it is set.
    static func digest(of document: Value) -> String {
        "sha256:" + Fingerprint.whole(of: document.jsonBytes())
    }

    private var members: [(String, Value)] {
        let head: [(String, Value?)] = [
            ("format", .string(Self.format)), ("version", .number("\(Self.version)")),
            ("tool", .string(origin.tool)), ("created", .string(origin.created)),
            ("project", .string(origin.project)),
            (
                "account",
                .saved([
                    ("id", .string(plan.account.id)), ("email", .string(plan.account.email)),
                    ("name", origin.account.map(Value.string)), ("address", .string(origin.address)),
                ])
            ),
        ]
        let body: [(String, Value?)] = [
            ("undoes", plan.undoes.map(Value.string)),
            ("changes", .array(plan.changes.map(\.saved))),
            ("names", plan.names.saved),
            ("orphans", Self.list(plan.orphans.map(\.saved))),
            ("refusals", Self.list(plan.refusals.map(\.saved))),
            ("notes", .texts(plan.notes)),
            ("kept", Self.list(plan.kept.map(\.saved))),
            ("moved", Self.list(plan.moved.map(\.saved))),
            ("unchanged", Plan.saved(plan.unchanged)),
            ("unmanaged", Plan.saved(plan.unmanaged)),
            ("settled", Self.list(plan.settled.map(\.saved))),
            ("forgotten", .texts(plan.forgotten.map(\.description))),
            ("rests_on", .array(basis.saved)),
            ("lock", .string(lockDigest)),
            ("recovered", Self.list(recovered.map(\.saved))),
        ]
        return (head + body).compactMap { name, value in value.map { (name, $0) } }
    }

    private static func list(_ values: [Value]) -> Value? { values.isEmpty ? nil : .array(values) }
}
