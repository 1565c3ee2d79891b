import Feeds
import RedTrack

// How what a plan rests on stands in a saved one: a list with one entry for each thing, in a fixed order.

extension PlanBasis {
    private enum Subject: String {
        case changed, referred, name, lock, listed
    }

    var saved: [Value] {
        let objects = changed.sorted { $0.key < $1.key }.map { key, fingerprint in
            Self.entry(.changed, key, [("fingerprint", .string(fingerprint))])
        }
        let others = referred.sorted { $0.key < $1.key }.map { key, state in
            Self.entry(.referred, key, [("state", state)])
        }
        let free = names.sorted { $0.key < $1.key }.map { address, name in
            Value.saved([
                ("what", .string(Subject.name.rawValue)), ("object", .string(address.description)),
                ("name", .string(name.text)), ("taken", .texts(name.taken)),
                ("lost", name.lost.map(Value.string)),
            ])
        }
        let lines = locked.sorted { $0.key < $1.key }.map { address, fingerprint in
            Value.saved([
                ("what", .string(Subject.lock.rawValue)), ("object", .string(address.description)),
                ("fingerprint", .string(fingerprint)),
            ])
        }
        let lists = listed.sorted { $0.key < $1.key }.map { kind, count in
            Value.saved([
                ("what", .string(Subject.listed.rawValue)), ("kind", .string(kind.plural)),
                ("count", .number("\(count)")),
            ])
        }
        return objects + others + free + lines + lists
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
