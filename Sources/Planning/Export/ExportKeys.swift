import Feeds
import Manifests
import RedTrack

/// What files call the objects of an account: unique within each kind, and the same for the same account.
///
/// An object that the lock file knows keeps its key. Any other one is called by its title (a domain without one by its
/// URL), as long as that names it alone and cannot be taken for an id; else by the title and its id.
struct ExportKeys: Sendable {
    /// The name of one object in files.
    struct Name: Sendable, Hashable {
        /// The name.
        let key: String
        /// Whether a file has to write it, since the title alone would not say it.
        let isExplicit: Bool
    }

    private var names: [Kind: [String: Name]] = [:]

    /// Names every object of the account, the ones that are not exported included, so that a part of an account is
    /// called as in the whole.
    init(_ snapshot: Snapshot, _ lock: LockIndex) {
        for kind in Kind.allCases { names[kind] = Self.names(kind, snapshot, lock) }
    }

    subscript(_ kind: Kind, _ id: String) -> Name? { names[kind]?[id] }

    /// The name in files of what a reference means; an id that the account does not list stands for itself.
    func name(_ kind: Kind, _ reference: Reference) -> String {
        switch reference {
        case .existing(let id): self[kind, id]?.key ?? id
        case .pending(let address): address.key
        }
    }

    private static func names(_ kind: Kind, _ snapshot: Snapshot, _ lock: LockIndex) -> [String: Name] {
        let objects = (snapshot.objects[kind] ?? []).sorted {
            // What is in use has the better claim to its title.
            $0.isArchivedOffer != $1.isArchivedOffer
                ? $1.isArchivedOffer : ExactText($0.id) < ExactText($1.id)
        }
        var counts: [ExactText: Int] = [:]
        for object in objects {
            if let title = naturalName(of: object) { counts[ExactText(title), default: 0] += 1 }
        }
        var taken: Set<ExactText> = []
        var names: [String: Name] = [:]
        func give(_ key: String, to object: Snapshot.Object) {
            taken.insert(ExactText(key))
            let natural = naturalName(of: object)
            let isExplicit =
                natural.map { ExactText($0) != ExactText(key) || counts[ExactText($0), default: 0] > 1 }
                ?? true
            names[object.id] = Name(key: key, isExplicit: isExplicit)
        }
        for object in objects {
            guard let known = lock.keys(kind, id: object.id) else { continue }
            let natural = naturalName(of: object).map(ExactText.init)
            give(known.first { ExactText($0) == natural } ?? known[0], to: object)
        }
        for object in objects where names[object.id] == nil {
            let natural = naturalName(of: object)
            var key = natural ?? ""
            if natural == nil || taken.contains(ExactText(key))
                || isLikeID(key) || snapshot.object(kind, id: key) != nil
            {
                let base = natural.map { "\($0) (\(object.id))" } ?? "\(kind.rawValue) \(object.id)"
                key = base
                var number = 2
                while taken.contains(ExactText(key)) {
                    key = "\(base) \(number)"
                    number += 1
                }
            }
            give(key, to: object)
        }
        return names
    }

    /// What a file calls an object that has no key: see ``ManifestObject/key``.
    private static func naturalName(of object: Snapshot.Object) -> String? {
        if !isBlank(object.title) { return object.title }
        guard object.kind == .domain, let url = object.record["url"]?.value.string, !isBlank(url) else {
            return nil
        }
        return url
    }

    static func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// RedTrack's ids are 24 hexadecimal digits.
    private static func isLikeID(_ text: String) -> Bool {
        text.utf8.count == 24
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
            }
    }
}
