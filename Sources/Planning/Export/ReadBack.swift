import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Makes sure that what is exported can be read, and says the same then.
///
/// An account may hold what files must not say, such as a country that does not exist or a weight of 0. Such a field is
/// left out of the file, which leaves it alone in the account, and a note tells of it.
struct ReadBack {
    /// The fields that were left out, and why.
    private(set) var notes: [String] = []

    init() {}

    /// The objects, each without the fields that a file cannot say. All that can be read are read in one go.
    mutating func sound(_ objects: [ManifestObject]) -> [ManifestObject] {
        let (read, errors) = Self.reading(objects)
        return read == objects && errors.isEmpty ? objects : objects.map { sound($0) }
    }

    /// The object without the fields that a file cannot say.
    private mutating func sound(_ object: ManifestObject) -> ManifestObject {
        if Self.isSound(object) { return object }
        var result = object
        result.fields = []
        result.extra = []
        for field in object.fields {
            var single = result
            single.fields = [field]
            if let fault = Self.fault(single, field.description.manifestName) {
                note(object, fault)
            } else {
                result.fields.append(field)
            }
        }
        for member in object.extra {
            var single = result
            single.fields = []
            single.extra = [member]
            if let fault = Self.fault(single, member.name) {
                note(object, fault)
            } else {
                result.extra.append(member)
            }
        }
        // What gave the object its name may be among what is left out.
        if !Self.isSound(result) { result.hasExplicitKey = true }
        return result
    }

    private mutating func note(_ object: ManifestObject, _ fault: String) {
        notes.append(
            "\(object.kind.rawValue) \"\(object.key)\": \(fault); it is left out, and stays as it is")
    }

    /// Why an object with one field cannot be read back; `nil` when it can.
    private static func fault(_ object: ManifestObject, _ field: String) -> String? {
        // Alone, a field would give the object no name, or another one.
        var object = object
        object.hasExplicitKey = true
        let (read, errors) = reading([object])
        if read == [object], errors.isEmpty { return nil }
        return errors.first?.message ?? "`\(field)` cannot be written in files"
    }

    private static func isSound(_ object: ManifestObject) -> Bool {
        let (read, errors) = reading([object])
        return read == [object] && errors.isEmpty
    }

    /// What a file of objects of one kind says.
    private static func reading(_ objects: [ManifestObject]) -> (
        objects: [ManifestObject], errors: [Diagnostic]
    ) {
        guard let text = try? ManifestWriter.write(objects, as: .json).first?.text else { return ([], []) }
        let read = ManifestReader.read(Array(text.utf8), file: "-", format: .json)
        return (read.objects, read.diagnostics.filter { $0.severity == .error })
    }
}
