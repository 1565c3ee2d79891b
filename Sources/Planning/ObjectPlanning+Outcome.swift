import Manifests
import RedTrack

extension ObjectPlanning {
    /// What was found out about one object. Of one that has to be created there is no more than its change.
    struct Outcome: Sendable {
        private enum Storage: Sendable {
            case creation(Change)
            case other(Box)
        }

        /// What there is to say of an object.
        private struct Content: Sendable {
            let address: ObjectAddress
            let id: String?
            var change: Change?
            var settled: LockFile.Entry?
            var updated = FieldDrafts()
            var notes: [String] = []
            var refusal: Refusal?
            var kept: [KeptField] = []
        }

        private final class Box: Sendable {
            let content: Content

            init(_ content: Content) { self.content = content }
        }

        private var storage: Storage

        /// An object that has to be created.
        init(creating change: Change) { storage = .creation(change) }

        /// An object that the account has.
        init(
            address: ObjectAddress, id: String, change: Change? = nil, settled: LockFile.Entry? = nil,
            updated: FieldDrafts = FieldDrafts(), notes: [String] = [], refusal: Refusal? = nil,
            kept: [KeptField] = []
        ) {
            storage = .other(
                Box(
                    Content(
                        address: address, id: id, change: change, settled: settled, updated: updated,
                        notes: notes, refusal: refusal, kept: kept)))
        }

        private var content: Content {
            switch storage {
            case .creation(let change): Content(address: change.address, id: nil, change: change)
            case .other(let box): box.content
            }
        }

        private mutating func set(_ body: (inout Content) -> Void) {
            var content = content
            body(&content)
            storage = .other(Box(content))
        }

        /// The object.
        var address: ObjectAddress {
            switch storage {
            case .creation(let change): change.address
            case .other(let box): box.content.address
            }
        }
        /// The object's id; `nil` when it has to be created.
        var id: String? { found?.id }
        /// The change, `nil` when the account has the object as the files say.
        var change: Change? {
            get {
                switch storage {
                case .creation(let change): change
                case .other(let box): box.content.change
                }
            }
            set { set { $0.change = newValue } }
        }
        /// What the lock file should say when there is no change.
        var settled: LockFile.Entry? {
            get { found?.settled }
            set { set { $0.settled = newValue } }
        }
        /// The fields of an object that the account has as they will be there, by wire name.
        var updated: FieldDrafts {
            get { found?.updated ?? FieldDrafts() }
            set { set { $0.updated = newValue } }
        }
        /// The fields as they will be in the account, by wire name.
        var after: FieldDrafts {
            guard let change, change.action == .create, case .record(let members) = change.body else {
                return updated
            }
            return FieldDrafts(members)
        }
        /// What is good to know of it.
        var notes: [String] {
            get { found?.notes ?? [] }
            set { set { $0.notes = newValue } }
        }
        /// Why the change must not be made as it stands.
        var refusal: Refusal? {
            get { found?.refusal }
            set { set { $0.refusal = newValue } }
        }
        /// The fields that keep what the account has although the file says something else.
        var kept: [KeptField] {
            get { found?.kept ?? [] }
            set { set { $0.kept = newValue } }
        }

        private var found: Content? {
            if case .other(let box) = storage { box.content } else { nil }
        }
    }
}
