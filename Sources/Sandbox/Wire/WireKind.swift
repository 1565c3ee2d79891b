import Feeds

/// The wire encoding of one kind: which fields of a body count, what is wrong with them, and what an answer shows.
protocol WireKind: Sendable {
    /// The fields that a body may set, in the order in which they are stored. All others are ignored.
    static var fields: [WritableField] { get }

    /// The status of an object whose body names none.
    static var initialStatus: Int { get }

    /// What is wrong with an object, in the order of the document's error list. `document` is the object as it
    /// would be stored, `sent` the body: references without a documented text are checked only when they are in
    /// it, so that a campaign with a dangling one can still be changed.
    static func problems(of document: Value, sent: Value, references: any ReferenceCheck) throws -> [String]

    /// The ids, tags and countries under which the object is found.
    static func links(of document: Value) -> [Link]

    /// Writes the members that an answer shows of the object, in the field order of the document's examples.
    static func write(
        _ object: StoredObject, as form: AnswerForm, with lookups: Lookups, to answer: inout AnswerWriter)
}

extension WireKind {
    static var initialStatus: Int { 1 }
    static func links(of document: Value) -> [Link] { [] }
}

/// Answers of writes and of lists show different fields: names of referenced objects come in lists only.
enum AnswerForm: Sendable {
    case list
    case write
}

/// Whether an id names an object of the same user.
protocol ReferenceCheck {
    func exists(_ kind: Kind, _ id: String) throws -> Bool
    /// Whether references without a documented error text are checked at all.
    var isStrict: Bool { get }
}

/// One value under which an object is found: a referenced id, a tag or a country.
struct Link: Sendable, Hashable {
    enum Role: String, Sendable {
        case network, source, domain, offer, landing, tag, country
    }
    let role: Role
    let target: String
}
