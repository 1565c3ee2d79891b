public import RedTrack

/// What becomes of an object of the files that neither an id nor the lock file knows (`adoption:` in `waybill.yaml`).
public enum AdoptionPolicy: String, Sendable, Hashable, CaseIterable {
    /// It is the account's object of the same title, if there is one; else it is created.
    case adopt
    /// It is the account's object of the same title; that there is none is an error.
    case mustExist = "must-exist"
    /// It is created; that the account has an object of the same title is an error.
    case create
}

/// The policies of a project, by kind.
public struct AdoptionPolicies: Sendable, Hashable {
    private var byKind: [Kind: AdoptionPolicy]
    private let other: AdoptionPolicy

    /// One policy for all kinds but those that have their own.
    public init(_ other: AdoptionPolicy = .adopt, _ byKind: [Kind: AdoptionPolicy] = [:]) {
        self.other = other
        self.byKind = byKind
    }

    /// The policy of a kind.
    public subscript(_ kind: Kind) -> AdoptionPolicy { byKind[kind] ?? other }
}
