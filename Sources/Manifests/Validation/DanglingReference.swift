public import Diagnostics
public import RedTrack

/// A reference to an object that no file describes; the account may still hold it.
public struct DanglingReference: Sendable, Hashable {
    /// The kind of the missing object.
    public var kind: Kind
    /// Its name as written.
    public var name: String
    /// Where it is written.
    public var place: SourcePlace
    /// The kind of the object that refers to it.
    public var objectKind: Kind
    /// The key of the object that refers to it.
    public var objectKey: String

    /// Describes a reference.
    public init(kind: Kind, name: String, place: SourcePlace, objectKind: Kind, objectKey: String) {
        self.kind = kind
        self.name = name
        self.place = place
        self.objectKind = objectKind
        self.objectKey = objectKey
    }

    /// The finding to show when the account does not hold the object either.
    /// - Parameter known: the names that exist, for a suggestion.
    /// - Returns: an error with the id `manifest.unknown-reference`.
    public func diagnostic(known: some Sequence<String>) -> Diagnostic {
        Diagnostic(
            .error, "manifest.unknown-reference", "there is no \(kind.rawValue) \"\(name)\"", at: place,
            length: name.unicodeScalars.count,
            help: Suggestion.help(for: name, in: known)
                ?? "describe it under `\(kind.plural):`, or write the title of one that the account holds")
    }
}
