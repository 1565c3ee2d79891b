import Feeds
import RedTrack

// How what a plan rests on stands in a saved one: a list with one entry for each thing, in a fixed order.

extension PlanBasis {
    private enum Subject: String {
        case changed, referred, name, lock, listed
    }

    /// Its entries, each made when it is asked for: a large plan rests on as much as it changes.
    var saved: SavedList {
        let objects = changed.sorted { $0.key < $1.key }
        let others = referred.sorted { $0.key < $1.key }
        let free = names.sorted { $0.key < $1.key }
        let lines = locked.sorted { $0.key < $1.key }
        let lists = listed.sorted { $0.key < $1.key }
        return SavedList(objects) { Self.entry(.changed, $0.key, [("fingerprint", .string($0.value))]) }
            + SavedList(others) { Self.entry(.referred, $0.key, [("state", $0.value)]) }
            + SavedList(free) { address, name in
                .saved([
                    ("what", .string(Subject.name.rawValue)), ("object", .string(address.description)),
                    ("name", .string(name.text)), ("taken", .texts(name.taken)),
                    ("lost", name.lost.map(Value.string)),
                ])
            }
            + SavedList(lines) { address, fingerprint in
                .saved([
                    ("what", .string(Subject.lock.rawValue)), ("object", .string(address.description)),
                    ("fingerprint", .string(fingerprint)),
                ])
            }
            + SavedList(lists) { kind, count in
                .saved([
                    ("what", .string(Subject.listed.rawValue)), ("kind", .string(kind.plural)),
                    ("count", .number("\(count)")),
                ])
            }
    }

    private static func entry(_ what: Subject, _ key: ObjectKey, _ members: [(String, Value?)]) -> Value {
        .saved(
            [("what", .string(what.rawValue)), ("kind", .string(key.kind.plural)), ("id", .string(key.id))]
                + members)
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        for entry in try reader.elements() {
            switch try entry.member("what").word(Subject.self) {
            case .changed: changed[try Self.key(entry)] = try entry.member("fingerprint").text()
            case .referred:
                let state = try entry.member("state")
                _ = try state.members()
                referred[try Self.key(entry)] = state.node.value
            case .name:
                names[try entry.member("object").address()] = Name(
                    text: try entry.member("name").text(), taken: try entry["taken"]?.texts() ?? [],
                    lost: try entry["lost"]?.text())
            case .listed:
                listed[try entry.member("kind").kind()] = try entry.member("count").count()
            case .lock:
                locked[try entry.member("object").address()] = try entry.member("fingerprint").text()
            }
        }
    }

    private static func key(_ reader: SavedReader) throws(SavedFault) -> ObjectKey {
        ObjectKey(kind: try reader.member("kind").kind(), id: try reader.member("id").text())
    }
}
