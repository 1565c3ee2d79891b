public import Manifests
public import RedTrack

extension Snapshot {
    /// The kinds of which the account lists nothing at all although the lock file knows objects of them, with how many
    /// it knows.
    ///
    /// An empty list is what a failing server answers as easily as an empty account. To believe it would create
    /// everything a second time, so somebody has to say that the objects are really gone.
    public func emptiedKinds(knownTo lock: LockFile) -> [(kind: Kind, known: Int)] {
        Kind.allCases.compactMap { kind in
            guard objects[kind, default: []].isEmpty else { return nil }
            let known = lock.entries.count { $0.kind == kind }
            return known == 0 ? nil : (kind, known)
        }
    }
}
