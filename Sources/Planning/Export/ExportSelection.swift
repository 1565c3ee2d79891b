import Feeds
import Manifests
import RedTrack

/// Which objects of an account are exported: the wanted ones, and what they refer to.
struct ExportSelection {
    private var chosen: [Kind: Set<String>] = [:]
    /// What was added or left out, in sentences.
    private(set) var notes: [String] = []

    init(_ snapshot: Snapshot, _ keys: ExportKeys, _ options: ExportOptions) {
        var foreign = 0
        for kind in Kind.allCases {
            for object in snapshot.objects[kind] ?? [] {
                let key = keys[kind, object.id]?.key ?? ""
                guard options.wants(object, key: key) else { continue }
                if options.isForeign(key) {
                    foreign += 1
                } else {
                    chosen[kind, default: []].insert(object.id)
                }
            }
        }
        if foreign > 0 { notes.append("\(foreign) objects are left to the project's feeds, which make them") }
        guard options.isPartial else { return }
        addDependencies(snapshot, keys, options)
    }

    func contains(_ object: Snapshot.Object) -> Bool { chosen[object.kind]?.contains(object.id) == true }

    /// Adds what the chosen objects refer to: kinds refer to earlier kinds alone, so that one pass from the end does.
    private mutating func addDependencies(_ snapshot: Snapshot, _ keys: ExportKeys, _ options: ExportOptions)
    {
        var added: [Kind: Int] = [:]
        for kind in Kind.allCases.reversed() where !kind.referredKinds.isEmpty {
            for object in snapshot.objects[kind] ?? [] where contains(object) {
                for field in object.kind.fields where field.isWritable {
                    guard let value = object.record[field.name]?.value else { continue }
                    for reference in Draft(wire: value, type: field.type).existingReferences(type: field.type)
                    {
                        guard let target = snapshot.object(reference.kind, id: reference.id),
                            !options.isForeign(keys[reference.kind, target.id]?.key ?? ""),
                            chosen[reference.kind, default: []].insert(target.id).inserted
                        else { continue }
                        added[reference.kind, default: 0] += 1
                    }
                }
            }
        }
        guard !added.isEmpty else { return }
        let counts = added.sorted { $0.key < $1.key }.map { kind, count in
            "\(count) \(count == 1 ? kind.rawValue : kind.plural)"
        }
        notes.append(
            "exported as well, since the chosen objects refer to them: \(counts.joined(separator: ", "))")
    }
}
