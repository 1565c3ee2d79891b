import Manifests
package import RedTrack

/// What of an account is exported.
package struct ExportOptions: Sendable {
    /// The kinds that are wanted; `nil` for all.
    package var kinds: Set<Kind>?
    /// Patterns of keys or titles, one of which an object has to match; none means all.
    package var patterns: [NamePattern]
    /// Whether fields that the API document does not know stand under `extra:`.
    package var keepsUnknownFields: Bool
    /// What the keys of objects start with that something else than files makes, such as the project's feeds.
    package var foreignKeys: [String]

    /// By default everything that the API document knows.
    package init(
        kinds: Set<Kind>? = nil, patterns: [NamePattern] = [], keepsUnknownFields: Bool = false,
        foreignKeys: [String] = []
    ) {
        self.kinds = kinds
        self.patterns = patterns
        self.keepsUnknownFields = keepsUnknownFields
        self.foreignKeys = foreignKeys
    }

    /// Whether less than the whole account is wanted.
    package var isPartial: Bool { kinds != nil || !patterns.isEmpty }

    func wants(_ object: Snapshot.Object, key: String) -> Bool {
        if let kinds, !kinds.contains(object.kind) { return false }
        return patterns.isEmpty || patterns.contains { $0.matches(key) || $0.matches(object.title) }
    }

    func isForeign(_ key: String) -> Bool { foreignKeys.contains { key.utf8.starts(with: $0.utf8) } }
}

/// A pattern of names: `*` stands for any text, `?` for one character. Unlike in paths, `/` is a character as others.
package struct NamePattern: Sendable, Hashable {
    /// The pattern as written.
    package let text: String
    private let scalars: [Unicode.Scalar]

    /// Reads a pattern.
    package init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// Whether a name is meant.
    package func matches(_ name: String) -> Bool {
        Glob.matches(text: Array(name.unicodeScalars), scalars)
    }
}
