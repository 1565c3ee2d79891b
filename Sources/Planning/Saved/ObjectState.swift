import Feeds
import Manifests
import RedTrack

/// What a plan takes for granted of one object, as fingerprints: what changes without anybody's doing, such as
/// statistics and times, is no part of it.
enum ObjectState {
    /// The state of an object that a plan changes: all that may be written, and of the fields that are sent whatever
    /// the request carries along although nobody here knows what it is.
    static func fingerprint(of object: Snapshot.Object, sending sent: [String]) -> String {
        var text = ""
        for field in object.kind.fields where field.isWritable {
            let draft = draft(field, in: object.record)
            let part =
                sent.contains(field.name)
                ? whole(draft, field.type) : Canonical(draft, type: field.type).text
            text += "\(field.name)=\(part);"
        }
        for name in sent.sorted() where !object.kind.fields.contains(where: { $0.name == name }) {
            let value = object.record[name].map { Draft.scalar($0.value) }
            text += "?\(name.utf8.count):\(name)=\(Canonical(value, type: .text).text);"
        }
        return Fingerprint.of(text)
    }

    /// The state of an object that something in the plan refers to: that it is the one that was meant, and in use.
    static func identity(of object: Snapshot.Object) -> Value {
        .map(
            identityFields(of: object.kind).compactMap { field in
                object.record[field.name].map { Member(field.name, $0.value) }
            })
    }

    /// The fields that tell an object that is referred to.
    static func identityFields(of kind: Kind) -> [FieldDescription] {
        kind.fields.filter {
            $0.name == "title" || $0.name == "status" && kind != .domain
                || $0.name == "url" && kind == .domain
        }
    }

    /// The lock file's line about an object.
    static func fingerprint(of entry: LockFile.Entry) -> String {
        var lock = LockFile()
        lock.set(entry)
        return Fingerprint.of(lock.text)
    }

    static func draft(_ field: FieldDescription, in record: Value) -> Draft? {
        record[field.name].map { Draft(wire: $0.value, type: field.type) }
    }

    /// A text of all that a value holds, the fields included that the API document does not know.
    private static func whole(_ draft: Draft?, _ type: FieldType) -> String {
        switch (type, draft) {
        case (.record(let fields), .record(let members)?):
            var parts: [String] = []
            for member in members {
                let field = fields.first { $0.name == member.name }
                if let field, !field.isWritable { continue }
                let text =
                    field.map { whole(member.draft, $0.type) } ?? Canonical(member.draft, type: .text).text
                if text != "-" { parts.append("\(member.name.utf8.count):\(member.name)=\(text);") }
            }
            return parts.isEmpty ? "-" : "r{" + parts.sorted { ExactText($0) < ExactText($1) }.joined() + "}"
        case (.records(let fields, let ordered), .list(let drafts)?):
            let texts = drafts.map { whole($0, .record(fields)) }
            if texts.isEmpty { return "-" }
            let sorted = ordered ? texts : texts.sorted { ExactText($0) < ExactText($1) }
            return "s[" + sorted.map { $0 + ";" }.joined() + "]"
        default: return Canonical(draft, type: type).text
        }
    }
}
