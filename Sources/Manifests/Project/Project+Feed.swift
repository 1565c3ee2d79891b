public import Diagnostics

extension Project {
    /// A feed that is part of every plan of the project.
    public struct Feed: Sendable {
        /// What it is called.
        public var name: String
        /// What the keys of its objects start with, before a `/`; its name unless the file says another.
        public var scope: String
        /// Its files, relative to the project's folder; several are read one after the other.
        public var files: [Placed<String>]
        /// The template: a name, or a path relative to the project's folder.
        public var template: Placed<String>
        /// What the template's user gives, `network` among it.
        public var parameters: [String: String]
        /// The files of the template's joins by name, relative to the project's folder.
        public var joins: [String: [Placed<String>]]
        /// The name of its encoding, when the file says it.
        public var encoding: Placed<String>?
        /// The member of a zip archive, or a pattern.
        public var member: String?
        /// Where it is described.
        public var place: SourcePlace
    }

    /// The path of a file that the project names.
    package func path(_ name: String) -> String {
        if name.hasPrefix("/") || folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The files of the folder that belong to its feeds and are no manifests.
    var feedFiles: [String] {
        feeds.flatMap { feed in
            feed.files.map(\.value) + feed.joins.values.flatMap { $0.map(\.value) }
                + (feed.template.value.contains("/") || feed.template.value.contains(".")
                    ? [feed.template.value] : [])
        }.map(path)
    }
}
