package import Manifests
import RedTrack

/// How exported objects are spread over files.
package struct ExportLayout: Sendable, Hashable {
    /// What stands in one file.
    package enum Split: String, Sendable, Hashable, CaseIterable {
        /// All objects of a kind: `offers.yaml`.
        case kind
        /// One object: `offers/Red-Bushido.yaml`.
        case object
    }

    /// The syntax of the files.
    package var format: ManifestFormat
    /// What stands in one file.
    package var split: Split

    /// One YAML file a kind unless told otherwise.
    package init(format: ManifestFormat = .yaml, split: Split = .kind) {
        self.format = format
        self.split = split
    }
}

/// One file of an export.
package struct ExportFile: Sendable, Equatable {
    /// Where it belongs, relative to the exported folder.
    package let path: String
    /// Its whole text.
    package let text: String
}

extension ExportPlan {
    /// The text of every file, in a fixed order. Nothing is written.
    /// - Throws: ``/Manifests/ManifestWriterError`` when a text cannot stand in the format.
    package func files(_ layout: ExportLayout) throws(ManifestWriterError) -> [ExportFile] {
        switch layout.split {
        case .kind:
            return try ManifestWriter.write(objects, as: layout.format).map {
                ExportFile(path: $0.name, text: $0.text)
            }
        case .object:
            var files: [ExportFile] = []
            for (object, name) in zip(objects, ExportFileNames.names(of: entries)) {
                guard let file = try ManifestWriter.write([object], as: layout.format).first else { continue }
                let plural = object.kind.plural
                // The name of a CSV file tells its kind.
                let stem = layout.format == .csv ? "\(plural)-\(name)" : name
                let path = "\(plural)/\(stem).\(layout.format.rawValue)"
                files.append(ExportFile(path: path, text: file.text))
            }
            return files
        }
    }
}
