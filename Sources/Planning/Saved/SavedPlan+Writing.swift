import Crypto
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
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return bytes
    }

    /// Writes the bytes of the file piece by piece: a line at a time, so that no more than one change is held twice.
    /// - Parameter sink: takes the next bytes.
    /// - Throws: what `sink` throws.
    package func write<Failure: Error>(to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        // A hash of all that the file says, however it is set: of the same members without any space between them.
        var digest = SHA256()
        var separator = "{"
        try sink(Array("{\n".utf8))
        for member in members {
            let name = Value.string(member.name).jsonBytes()
            digest.update(data: Array(separator.utf8) + name + Array(":".utf8))
            separator = ","
            try sink(Array("  ".utf8) + name + Array(": ".utf8))
            switch member.content {
            case .value(let value):
                let bytes = value.jsonBytes()
                digest.update(data: bytes)
                try sink(bytes)
            case .list(let list):
                // With an element a line, so that a finding about one names its line.
                let count = list.count
                var written = 0
                digest.update(data: Array("[".utf8))
                try sink(Array((count == 0 ? "[" : "[\n").utf8))
                try list.forEach { value throws(Failure) in
                    let bytes = value.jsonBytes()
                    written += 1
                    digest.update(data: bytes)
                    if written < count { digest.update(data: Array(",".utf8)) }
                    try sink(Array("    ".utf8) + bytes + Array((written < count ? ",\n" : "\n").utf8))
                }
                digest.update(data: Array("]".utf8))
                try sink(Array((count == 0 ? "]" : "  ]").utf8))
            }
            try sink(Array(",\n".utf8))
        }
        digest.update(data: Array("}".utf8))
        let text = Self.digestStart + Fingerprint.whole(of: digest.finalize())
        try sink(Array("  \"digest\": ".utf8) + Value.string(text).jsonBytes() + Array("\n}\n".utf8))
    }

    private static let digestStart = "sha256:"

    /// A hash of all that the file says, however it is set.
    static func digest(of document: Value) -> String {
        digestStart + Fingerprint.whole(of: document.jsonBytes())
    }

    /// One member of the file.
    private struct Part {
        enum Content {
            case value(Value)
            case list(SavedList)
        }

        let name: String
        let content: Content
    }

    private var members: [Part] {
        func value(_ name: String, _ value: Value?) -> Part? {
            value.map { value in
                guard case .list(let nodes) = value else { return Part(name: name, content: .value(value)) }
                return Part(name: name, content: .list(SavedList(nodes, \.value)))
            }
        }
        func list<Element>(
            _ name: String, _ elements: [Element], isNeeded: Bool = false,
            _ saved: @escaping (Element) -> Value
        ) -> Part? {
            if elements.isEmpty, !isNeeded { return nil }
            return Part(name: name, content: .list(SavedList(elements, saved)))
        }
        let head = [
            value("format", .string(Self.format)), value("version", .number("\(Self.version)")),
            value("tool", .string(origin.tool)), value("created", .string(origin.created)),
            value("project", .string(origin.project)),
            value(
                "account",
                .saved([
                    ("id", .string(plan.account.id)), ("email", .string(plan.account.email)),
                    ("name", origin.account.map(Value.string)), ("address", .string(origin.address)),
                ])),
        ]
        let body = [
            value("undoes", plan.undoes.map(Value.string)),
            list("changes", plan.changes, isNeeded: true, \.saved),
            value("names", plan.names.saved),
            list("orphans", plan.orphans, \.saved),
            list("refusals", plan.refusals, \.saved),
            value("notes", .texts(plan.notes)),
            list("kept", plan.kept, \.saved),
            list("moved", plan.moved, \.saved),
            value("unchanged", Plan.saved(plan.unchanged)),
            value("unmanaged", Plan.saved(plan.unmanaged)),
            list("settled", plan.settled, \.saved),
            value("forgotten", .texts(plan.forgotten.map(\.description))),
            Part(name: "rests_on", content: .list(basis.saved)),
            value("lock", .string(lockDigest)),
            list("recovered", recovered, \.saved),
        ]
        return (head + body).compactMap(\.self)
    }
}
