/// All objects of one kind in an account. It exists only for lists that were read as a whole.
public struct Listing<Model: AccountObject>: Sendable {
    /// The objects, ids unique, in the order in which the account lists them.
    public var objects: [Model]
    /// How many calls were made for it.
    public var requests: Int
    /// The ids of objects that a list without a status does not show, by the status that they were found under.
    public var foundOnlyUnder: [Status: [ObjectID<Model>]]

    /// Pairs the objects with how they were found.
    public init(objects: [Model], requests: Int, foundOnlyUnder: [Status: [ObjectID<Model>]] = [:]) {
        self.objects = objects
        self.requests = requests
        self.foundOnlyUnder = foundOnlyUnder
    }
}

/// One page of a list.
public struct Page<Model: AccountObject>: Sendable {
    /// Its number, counted from 1.
    public var number: Int
    /// The objects on it; each has an id.
    public var objects: [Model]
}

/// The objects of some ids. It exists only when all that were asked for are accounted for.
public struct Lookup<Model: AccountObject>: Sendable {
    /// The objects that exist, in the order in which they were asked for.
    public var objects: [Model]
    /// The ids that the account does not know any more, in the order in which they were asked for.
    public var missing: [ObjectID<Model>]
    /// How many calls were made for it.
    public var requests: Int

    /// Pairs what was found with what was not.
    public init(objects: [Model], missing: [ObjectID<Model>], requests: Int) {
        self.objects = objects
        self.missing = missing
        self.requests = requests
    }
}

/// What became of an object that was to be deleted.
public struct Deletion: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String, Sendable { case deleted, alreadyGone }

    private let kind: Kind

    /// This call deleted it.
    public static let deleted = Deletion(kind: .deleted)
    /// It was not there any more.
    public static let alreadyGone = Deletion(kind: .alreadyGone)

    /// The text form.
    public var description: String { kind.rawValue }
}
