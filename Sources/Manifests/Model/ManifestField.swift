public import Diagnostics
public import Feeds
public import RedTrack

/// One field that a file sets, with its value brought into the type that the API document gives it.
public struct ManifestField: Sendable {
    /// The field's name on the wire and its type.
    public var description: FieldDescription
    /// The value, by the type of the description: text `.string`, integer, decimal and choice `.number`, boolean
    /// `.bool`, texts `.list` of strings, record `.map`, records `.list` of maps. Names inside maps are those of
    /// files; a reference is a `.string` with the name of the object.
    public var node: Node
    /// Where the field's name stands.
    public var place: SourcePlace

    /// Pairs a description with a value of its type.
    public init(_ description: FieldDescription, _ node: Node, at place: SourcePlace = SourcePlace(file: "-"))
    {
        self.description = description
        self.node = node
        self.place = place
    }
}

/// Two fields are equal when name and value are: places are not compared.
extension ManifestField: Equatable {
    /// Compares what is said, not where.
    public static func == (left: ManifestField, right: ManifestField) -> Bool {
        left.description == right.description && left.node == right.node
    }
}
