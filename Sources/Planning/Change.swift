public import Diagnostics
public import Feeds
import Manifests
import RedTrack

/// One change to one object.
///
/// A value in one piece of memory that its copies share: plans are sorted, filtered and reported, and may have a million
/// changes.
public struct Change: Sendable {
    /// What is done.
    public enum Action: String, Sendable, CaseIterable {
        /// It does not exist yet.
        case create
        /// Some fields differ.
        case update
        /// It is removed by archiving: the API has no call to delete offers.
        case archive
        /// It is removed.
        case delete

        /// Whether the object is gone afterwards.
        public var isRemoval: Bool { self == .archive || self == .delete }
    }

    /// Most changes of large plans are new objects, of which the files say it all.
    private enum Storage: Sendable {
        case whole(Content)
        case created(CreatedObject)
    }

    private var storage: Storage

    /// Which object.
    public var address: ObjectAddress {
        switch storage {
        case .whole(let content): content.address
        case .created(let new): new.address
        }
    }
    /// What is done.
    public var action: Action {
        if case .whole(let content) = storage { content.action } else { .create }
    }
    /// The object's id; `nil` when it has to be created.
    public var id: String? { whole?.id }
    /// The object's title.
    public var title: String {
        switch storage {
        case .whole(let content): content.title
        case .created(let new): new.object.title ?? new.object.key
        }
    }
    /// Where the file says so; `nil` for an object that is gone from the files.
    public var place: SourcePlace? {
        switch storage {
        case .whole(let content): content.place
        case .created(let new): new.object.place
        }
    }
    /// Why, in sentences.
    public var reasons: [String] {
        switch storage {
        case .whole(let content): content.reasons
        case .created(let new): new.reasons
        }
    }
    /// What a person should look at before agreeing.
    public internal(set) var warnings: [String] {
        get {
            switch storage {
            case .whole(let content): content.warnings
            case .created(let new): Attention.creation(of: new.object.kind)
            }
        }
        set { storage = .whole(content.with(warnings: newValue)) }
    }
    /// The fields that change, or that a new object gets. Those of a new object are put together with each call.
    public var fields: [FieldChange] { whole?.fields ?? createdFields }
    /// The changes that must have been made before, by address.
    public internal(set) var dependsOn: [ObjectAddress] {
        get {
            switch storage {
            case .whole(let content): content.dependsOn
            case .created(let new): new.dependsOn
            }
        }
        set { storage = .whole(content.with(dependsOn: newValue)) }
    }
    /// The object as the account has it; `nil` for a new one.
    public var before: Value? { whole?.before }
    /// Whether the object may not be removed.
    public var isProtected: Bool {
        switch storage {
        case .whole(let content): content.isProtected
        case .created(let new): new.object.isProtected
        }
    }
    /// The fingerprints of the fields that the account already has as the file says.
    package var settledFingerprints: [String: String] { whole?.settledFingerprints ?? [:] }
    /// The fields to send, in wire names. Those of a new object are put together with each call.
    package internal(set) var body: Draft {
        get {
            switch storage {
            case .whole(let content): content.body
            case .created(let new): new.body
            }
        }
        set { storage = .whole(content.with(body: newValue)) }
    }

    private var whole: Content? {
        if case .whole(let content) = storage { content } else { nil }
    }

    /// All that there is to know, also of a new object.
    private var content: Content {
        switch storage {
        case .whole(let content): content
        case .created:
            Content(
                address: address, action: action, id: nil, title: title, place: place, reasons: reasons,
                warnings: warnings, fields: nil, dependsOn: dependsOn, before: nil, isProtected: isProtected,
                settledFingerprints: [:], body: body)
        }
    }

    /// Describes the creation of an object of the files.
    init(creating object: CreatedObject) { storage = .created(object) }

    /// Describes a change. A new object has no fields but those that are sent: they may be left to ``body``.
    package init(
        address: ObjectAddress, action: Action, id: String?, title: String, place: SourcePlace?,
        reasons: [String], warnings: [String], fields: [FieldChange]?, dependsOn: [ObjectAddress],
        before: Value?, isProtected: Bool, settledFingerprints: [String: String], body: Draft
    ) {
        storage = .whole(
            Content(
                address: address, action: action, id: id, title: title, place: place, reasons: reasons,
                warnings: warnings, fields: fields, dependsOn: dependsOn, before: before,
                isProtected: isProtected, settledFingerprints: settledFingerprints, body: body))
    }

    /// The request's body, once every reference has an id; `nil` when one has none yet.
    package func wireBody(id: (ObjectAddress) -> String?) -> Value? { body.wireValue(id: id) }

    /// What a new object gets: the fields that are sent.
    private var createdFields: [FieldChange] {
        guard case .record(let members) = body else { return [] }
        return members.map { member in
            // What Waybill does not know is sent under the name that the file gives it.
            let description =
                address.kind.fields.first { $0.name == member.name && $0.isWritable }
                ?? FieldDescription(member.name, .text)
            return FieldChange(
                description: description, origin: .unknown,
                values: [
                    ValueChange(
                        path: description.manifestName, type: description.type, before: nil,
                        after: member.draft)
                ])
        }
    }
}

/// What a change holds; never changes.
private final class Content: Sendable {
    let address: ObjectAddress
    let action: Change.Action
    let isProtected: Bool
    let id: String?
    let title: String
    let place: SourcePlace?
    let reasons: [String]
    let warnings: [String]
    let fields: [FieldChange]?
    let dependsOn: [ObjectAddress]
    let before: Value?
    let settledFingerprints: [String: String]
    let body: Draft

    init(
        address: ObjectAddress, action: Change.Action, id: String?, title: String, place: SourcePlace?,
        reasons: [String], warnings: [String], fields: [FieldChange]?, dependsOn: [ObjectAddress],
        before: Value?, isProtected: Bool, settledFingerprints: [String: String], body: Draft
    ) {
        self.address = address
        self.action = action
        self.isProtected = isProtected
        self.id = id
        self.title = title
        self.place = place
        self.reasons = reasons
        self.warnings = warnings
        self.fields = fields
        self.dependsOn = dependsOn
        self.before = before
        self.settledFingerprints = settledFingerprints
        self.body = body
    }

    /// The same with something else.
    func with(warnings: [String]? = nil, dependsOn: [ObjectAddress]? = nil, body: Draft? = nil) -> Content {
        Content(
            address: address, action: action, id: id, title: title, place: place, reasons: reasons,
            warnings: warnings ?? self.warnings, fields: fields, dependsOn: dependsOn ?? self.dependsOn,
            before: before, isProtected: isProtected, settledFingerprints: settledFingerprints,
            body: body ?? self.body)
    }
}
