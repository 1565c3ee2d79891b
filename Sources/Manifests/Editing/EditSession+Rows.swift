internal import Feeds
internal import RedTrack

extension EditSession {
    /// The replacements that make the edits of a CSV file.
    mutating func makeRows(_ edits: [ManifestEdit]) throws(EditRefusal) -> [Splice] {
        guard var editing = CSVEditing(bytes, file: file), editing.objectCount == objects.count else {
            throw EditRefusal(
                problem: "syntax", message: "the file is written in a way that is not edited", offset: 0,
                help: "write one object a row")
        }
        let groups = grouped(edits)
        for (index, object) in objects.enumerated() {
            guard let group = groups[index] else {
                keep(object)
                continue
            }
            let made = sound(group, object) { (single) throws(EditRefusal) in
                try editing.edit(
                    index, from: object, to: single.applied(to: object), single.changes(of: object))
                editing.forget(index)
            }
            do throws(EditRefusal) {
                let all = try ObjectEdits(made, of: object)
                if all.isRemoved {
                    editing.remove(index)
                    continue
                }
                try editing.edit(index, from: object, to: all.applied(to: object), all.changes(of: object))
                expect(all.applied(to: object), edited: all.names)
            } catch {
                keep(object)
                refuse(made, error)
            }
        }
        for (edit, object) in Self.added(edits) {
            do throws(EditRefusal) {
                guard object.kind == CSVManifest.kind(ofFile: file) else {
                    throw EditRefusal(
                        problem: "kind",
                        message:
                            "a file of \(CSVManifest.kind(ofFile: file)?.plural ?? "rows") holds no \(object.kind.rawValue)",
                        offset: 0, help: "write it into another file")
                }
                try editing.add(object)
                expect(object, edited: nil)
            } catch {
                refuse([edit], error)
            }
        }
        return editing.splices()
    }
}
