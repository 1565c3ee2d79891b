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
    public let kind: Kind
    /// Whether `key` was written; else ``key`` is the title, the URL or the id.
    public var hasExplicitKey: Bool
    /// Whether it should exist.
    public var state: State
    /// Whether removing it is forbidden.
    public var isProtected: Bool
    /// The name that other objects and the lock file know it by: `key`, or without one its title, or for a domain
    /// without a title its URL, or the pinned id when nothing else is written.
    public var key: String
    private var file: String
    /// There may be a million objects, and few of them say more than fields.
    private var packed: PackedFields?
    private var box: Box?
    private var rest: Rest? { box?.rest }

    /// Where the object starts.
    public var place: SourcePlace {
        get {
            if let packed { return SourcePlace(file: file, position: packed.position) }
            return SourcePlace(file: file, position: rest?.position)
        }
        set { pack(fields, at: newValue) }
    }
    /// The API's id that the object is pinned to.
    public var id: Placed<String>? {
        get { rest?.id }
        set { change { $0.id = newValue } }
    }
    /// The title or id of the preset to copy from: of networks and sources only.
    public var preset: Placed<String>? {
        get { rest?.preset }
        set { change { $0.preset = newValue } }
    }
    /// The fields that are written, in the order of ``/RedTrack/Kind/fields``; only writable ones. They are put together
    /// with each call.
    public var fields: [ManifestField] {
        get { packed?.fields(of: kind, file: file) ?? rest?.fields ?? [] }
        set { pack(newValue, at: place) }
    }
    /// Fields of the API that Waybill does not know, as they are sent.
    public var extra: [Member] {
        get { rest?.extra ?? [] }
        set { change { $0.extra = newValue } }
    }
    /// The values in which variables stand, by their paths in manifest names (`streams.offers.weight`), with the place of
    /// each: such a value is to be changed where the variable is declared.
    public var variables: [Placed<String>] {
        get { rest?.variables ?? [] }
        set { change { $0.variables = newValue } }
    }

    /// Describes an object; one made by a program has the file as a whole for its place.
    public init(
        kind: Kind, key: String, hasExplicitKey: Bool = true, place: SourcePlace = SourcePlace(file: "-"),
        id: Placed<String>? = nil, preset: Placed<String>? = nil, state: State = .present,
        isProtected: Bool = false, fields: [ManifestField] = [], extra: [Member] = []
    ) {
        self.kind = kind
        self.key = key
        self.hasExplicitKey = hasExplicitKey
        self.state = state
        self.isProtected = isProtected
        file = place.file
        if id != nil || preset != nil || !extra.isEmpty {
            change { rest in
                rest.id = id
                rest.preset = preset
                rest.extra = extra
            }
        }
        pack(fields, at: place)
    }

    /// The field with this name on the wire (`program_id`, not `network`); `nil` when it is not written.
    public func field(_ wireName: String) -> ManifestField? {
        if let packed { return packed.field(wireName, of: kind, file: file) }
        return rest?.fields.first { $0.description.name == wireName }
    }

    /// The title, when it is written.
    public var title: String? { field("title")?.node.value.string }

    // MARK: Memory

    /// What few objects say.
    private struct Rest: Sendable {
        var id: Placed<String>?
        var preset: Placed<String>?
        var extra: [Member] = []
        var variables: [Placed<String>] = []
        /// The fields and the position of an object with fields that the document does not have.
        var fields: [ManifestField] = []
        var position: SourcePosition?

        var isEmpty: Bool {
            id == nil && preset == nil && extra.isEmpty && variables.isEmpty && fields.isEmpty
                && position == nil
        }
    }

    private final class Box: Sendable {
        let rest: Rest

        init(_ rest: Rest) { self.rest = rest }
    }

    private mutating func change(_ body: (inout Rest) -> Void) {
        var changed = rest ?? Rest()
        body(&changed)
        box = changed.isEmpty ? nil : Box(changed)
    }

    private mutating func pack(_ fields: [ManifestField], at place: SourcePlace) {
        file = place.file
        packed = PackedFields(fields, of: kind, at: place)
        guard packed == nil else {
            if rest?.fields.isEmpty == false {
                change { rest in
                    rest.fields = []
                    rest.position = nil
                }
            }
            return
        }
        change { rest in
            rest.fields = fields
            rest.position = place.position
        }
    }
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

/// Shows what the files say, not how it is kept.
extension ManifestObject: CustomReflectable {
    /// All that is said, with its places.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "kind": kind, "key": key, "hasExplicitKey": hasExplicitKey, "place": place, "id": id as Any,
                "preset": preset as Any, "state": state, "isProtected": isProtected, "fields": fields,
                "extra": extra, "variables": variables,
            ], displayStyle: .struct)
    }
}
