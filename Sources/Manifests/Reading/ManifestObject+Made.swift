package import Diagnostics
package import Feeds
package import RedTrack

extension ManifestObject {
    /// Reads an object that a program made, with the same checks as one of a file.
    /// - Parameters:
    ///   - kind: what it is.
    ///   - key: its name.
    ///   - members: its fields, by their names in files.
    ///   - place: where it comes from; the members' places are in the same file.
    /// - Returns: the object.
    /// - Throws: everything that is wrong with it.
    package static func made(
        _ kind: Kind, key: String, _ members: [Member], at place: SourcePlace
    ) throws(DiagnosticsError) -> ManifestObject {
        var findings = Findings(file: place.file)
        let start = place.position ?? .start
        var written = WrittenObject(kind: kind, position: start, outerKey: (key, start), members: [])
        for member in members {
            written.members.append(
                WrittenMember(member.name, at: member.namePosition, JSONTree.written(member.node)))
        }
        let object = ObjectReader.read(written, format: .json, findings: &findings)
        guard let object, findings.errorCount == 0 else { throw DiagnosticsError(findings.diagnostics) }
        return object
    }
}
