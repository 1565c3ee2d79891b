import Feeds
import RedTrack

/// What an account holds, in a form that is the same for two accounts with the same objects: without times, and with
/// the titles of objects in place of their ids.
struct AccountImage: Sendable, Hashable, CustomStringConvertible {
    /// One line an object, sorted.
    let lines: [String]

    init(of sandbox: SandboxProcess) async throws {
        var objects: [(kind: Kind, value: Value)] = []
        for kind in Kind.allCases {
            objects += try await sandbox.list("/\(kind.plural)").map { (kind, $0) }
        }
        var names: [String: String] = [:]
        for (kind, value) in objects {
            if let user = value["user_id"]?.value.string { names[user] = "USER" }
            guard let id = value["id"]?.value.string else { continue }
            // A title may be there twice, with its URL it is not.
            let title = value["title"]?.value.string ?? ""
            names[id] = "<\(kind) \(title) \(value["url"]?.value.string ?? "")>"
        }
        lines = objects.map { kind, value in
            let kept = (value.members ?? []).filter { !["created_at", "updated_at"].contains($0.name) }
            let text = Value.map(kept).jsonText()
            return "\(kind) "
                + text.replacing(/[0-9a-f]{24}/) { match in
                    names[String(match.output)] ?? String(match.output)
                }
        }.sorted()
    }

    var description: String { lines.joined(separator: "\n") }

    /// What is here and not there, and the other way round.
    func difference(from other: AccountImage) -> String {
        lines.difference(from: other.lines).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }.joined(separator: "\n")
    }

    /// What an undisturbed run of the samples makes.
    static let samples = Task { try await TestProject.reference(samples: true) }

    /// What an undisturbed run of ``Fixtures/small`` makes.
    static let small = Task { try await TestProject.reference(samples: false) }
}
