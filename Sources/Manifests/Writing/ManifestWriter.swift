internal import Feeds
internal import RedTrack

/// Writes objects as files that ``ManifestReader`` reads as the same objects.
public enum ManifestWriter {
    /// The files for some objects, by name, without a folder: one a kind, such as `offers.yaml`, in the order in
    /// which kinds depend on one another. The same objects give the same bytes; their order is kept.
    /// - Throws: ``ManifestWriterError`` when a text cannot stand in the format.
    public static func write(
        _ objects: [ManifestObject], as format: ManifestFormat
    ) throws(ManifestWriterError) -> [(name: String, text: String)] {
        var files: [(name: String, text: String)] = []
        for kind in Kind.allCases {
            let ofKind = objects.filter { $0.kind == kind }
            guard !ofKind.isEmpty else { continue }
            let text =
                switch format {
                case .yaml: yaml(ofKind, kind)
                case .json: json(ofKind, kind)
                case .csv: try CSVManifestWriter.text(ofKind, kind)
                case .xml: try XMLManifestWriter.text(ofKind, kind)
                }
            files.append(("\(kind.plural).\(format.rawValue)", text))
        }
        return files
    }

    private static func json(_ objects: [ManifestObject], _ kind: Kind) -> String {
        let list = Value.array(objects.map { .map(ObjectMembers.of($0)) })
        return Value.object([(kind.plural, list)]).jsonText(pretty: true) + "\n"
    }

    private static func yaml(_ objects: [ManifestObject], _ kind: Kind) -> String {
        var emitter = YAMLEmitter()
        emitter.write([Member(kind.plural, .array(objects.map { .map(ObjectMembers.of($0)) }))], indent: 0)
        return emitter.text
    }
}
