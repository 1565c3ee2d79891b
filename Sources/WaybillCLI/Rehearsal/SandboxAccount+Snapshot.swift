import Feeds
import Planning
import RedTrack
import Sandbox

extension SandboxAccount {
    /// A copy of an account that was read as a whole.
    init(_ snapshot: Snapshot) {
        self.init(
            id: snapshot.account.id, email: snapshot.account.email, timezone: snapshot.account.timezone,
            records: Kind.allCases.flatMap { kind in
                (snapshot.objects[kind] ?? []).map { Record(path: kind.plural, fields: $0.record) }
            })
    }
}
