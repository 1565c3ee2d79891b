public import Diagnostics
public import Feeds
public import RedTrack

/// One object as a file describes it: only what is written, so that all else is left alone.
public struct ManifestObject: Sendable {
    /// Whether an object should exist.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It should: the default.
        case present
        /// It should be removed.
        case absent
    }

    /// Which of the six kinds it is.
    public var kind: Kind
    /// The name that other objects and the lock file know it by: `key`, or without one its title, or for a domain
    /// without a title its URL, or the pinned id when nothing else is written.
    public var key: String
    /// Whether `key` was written; else ``key`` is the title, the URL or the id.
    public var hasExplicitKey: Bool
    /// Where the object starts.
    public var place: SourcePlace
    /// The API's id that the object is pinned to.
    public var id: Placed<String>?
    /// The title or id of the preset to copy from: of networks and sources only.
    public var preset: Placed<String>?
    /// Whether it should exist.
    public var state: State
    /// Whether removing it is forbidden.
    public var isProtected: Bool
    /// The fields that are written, in the order of ``/RedTrack/Kind/fields``; only writable ones.
    public var fields: [ManifestField]
    /// Fields of the API that Waybill does not know, as they are sent.
    public var extra: [Member]
    /// The values in which variables stand, by their paths in manifest names (`streams.offers.weight`), with the place of
    /// each: such a value is to be changed where the variable is declared.
    public var variables: [Placed<String>] = []

    /// Describes an object; one made by a program has the file as a whole for its place.
    public init(
        kind: Kind, key: String, hasExplicitKey: Bool = true, place: SourcePlace = SourcePlace(file: "-"),
        id: Placed<String>? = nil, preset: Placed<String>? = nil, state: State = .present,
        isProtected: Bool = false, fields: [ManifestField] = [], extra: [Member] = []
    ) {
        self.kind = kind
        self.key = key
        self.hasExplicitKey = hasExplicitKey
        self.place = place
        self.id = id
        self.preset = preset
        self.state = state
        self.isProtected = isProtected
        self.fields = fields
        self.extra = extra
    }

    /// The field with this name on the wire (`program_id`, not `network`); `nil` when it is not written.
    public func field(_ wireName: String) -> ManifestField? {
        fields.first { $0.description.name == wireName }
    }

    /// The title, when it is written.
    public var title: String? { field("title")?.node.value.string }
}

/// Two objects are equal when the files say the same of them: places are not compared.
extension ManifestObject: Equatable {
    /// Compares what is said, not where.
    public static func == (left: ManifestObject, right: ManifestObject) -> Bool {
        left.kind == right.kind && left.key == right.key && left.hasExplicitKey == right.hasExplicitKey
            && left.id == right.id && left.preset == right.preset && left.state == right.state
            && left.isProtected == right.isProtected && left.fields == right.fields
            && left.extra == right.extra
    }
}
