public import Feeds
public import RedTrack

/// A full read of an account. It exists only when every list was read to its end: an incomplete one is an error.
public struct Snapshot: Sendable {
    /// One object as the API listed it.
    public struct Object: Sendable {
        /// Its kind.
        public let kind: Kind
        /// Its id.
        public let id: String
        /// Its title; empty when the API gave none.
        public let title: String
        /// Every field that the API sent, the ones that the document does not know included.
        public let record: Value

        /// Takes an object of a list; `nil` when it has no id, which a complete list never holds.
        public init?(_ object: some AccountObject) {
            guard let id = object.id?.rawValue else { return nil }
            self.kind = type(of: object).kind
            self.id = id
            self.title = object.title ?? ""
            self.record = object.wireValue
        }

        /// Whether the account keeps it as deleted: it counts as absent (API document, "Campaign model").
        package var isDeleted: Bool {
            (kind == .campaign || kind == .offer) && status == Status.deleted.rawValue
        }

        /// The number of its status; 0 when it has none.
        var status: Int { record["status"]?.value.number.flatMap { DecimalLiteral($0)?.integer } ?? 0 }

        /// Whether it is as gone as the API lets an offer be.
        var isArchivedOffer: Bool { kind == .offer && status == Status.archived.rawValue }
    }

    /// Whose account it is.
    public let account: AccountProfile
    /// The objects of each kind that are not deleted, in the order of the lists.
    public let objects: [Kind: [Object]]
    private let indexByID: [Kind: [String: Int]]
    private let indexesByTitle: [Kind: [ExactText: [Int]]]
    private let domainsByURL: [ExactText: [Int]]
    private let deleted: [Kind: Set<String>]
    /// How many more objects there are, which are as the files say and which nobody has to look at.
    private(set) var leftOut: [Kind: Int] = [:]
    /// Whether it is a folder of files that stands for an account: nothing will ever be applied to it.
    private(set) var isFolder = false

    /// Takes complete lists; deleted campaigns and offers count as absent (API document, "Campaign model").
    public init(account: AccountProfile, objects: [Object]) {
        self.account = account
        let present = objects.filter { !$0.isDeleted }
        deleted = Dictionary(grouping: objects.filter(\.isDeleted), by: \.kind).mapValues {
            Set($0.map(\.id))
        }
        let grouped = Dictionary(grouping: present, by: \.kind)
        self.objects = grouped
        indexByID = grouped.mapValues { list in
            Dictionary(list.indices.map { (list[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        }
        indexesByTitle = grouped.mapValues { list in
            Dictionary(grouping: list.indices, by: { ExactText(list[$0].title) })
        }
        let domains = grouped[.domain] ?? []
        domainsByURL = Dictionary(
            grouping: domains.indices,
            by: { ExactText(DomainName.normalized(domains[$0].record["url"]?.value.string ?? "")) })
    }

    /// The same as that of a folder, with more objects of each kind, which are as the files say.
    func ofFolder(leavingOut counts: [Kind: Int]) -> Snapshot {
        var snapshot = self
        snapshot.isFolder = true
        snapshot.leftOut = counts
        return snapshot
    }

    /// The object of an id.
    public func object(_ kind: Kind, id: String) -> Object? {
        guard let index = indexByID[kind]?[id] else { return nil }
        return objects[kind]?[index]
    }

    /// Whether the account lists the object of an id.
    func lists(_ kind: Kind, id: String) -> Bool { indexByID[kind]?[id] != nil }

    /// Whether the account lists no object of a kind, not even a deleted one.
    func listsNothing(of kind: Kind) -> Bool {
        (objects[kind] ?? []).isEmpty && (deleted[kind] ?? []).isEmpty
    }

    /// Whether the account lists the object of an id as deleted.
    func isDeleted(_ kind: Kind, id: String) -> Bool { deleted[kind]?.contains(id) == true }

    /// The objects whose title is exactly this; archived offers only when no other offer has it.
    func objects(_ kind: Kind, titled title: String) -> [Object] {
        guard let list = objects[kind] else { return [] }
        let all = (indexesByTitle[kind]?[ExactText(title)] ?? []).map { list[$0] }
        let present = all.filter { !$0.isArchivedOffer }
        return present.isEmpty ? all : present
    }

    /// The domains with this URL; case of scheme and host and a slash at the end do not count.
    func domains(url: String) -> [Object] {
        guard let list = objects[.domain], !url.isEmpty else { return [] }
        return (domainsByURL[ExactText(DomainName.normalized(url))] ?? []).map { list[$0] }
    }

    /// The objects that a name in a file may mean: by title, or of domains without such a title by URL.
    func objects(_ kind: Kind, named name: String) -> [Object] {
        let titled = objects(kind, titled: name)
        return titled.isEmpty && kind == .domain ? domains(url: name) : titled
    }
}

/// How the URLs of domains are compared: without case in scheme and host, and without a slash at the end.
package enum DomainName {
    /// The form of a URL in which it is compared.
    package static func normalized(_ url: String) -> String {
        var text = Substring(url)
        while text.hasSuffix("/") { text = text.dropLast() }
        guard let scheme = text.range(of: "://") else { return text.lowercased() }
        let rest = text[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        return text[..<scheme.upperBound].lowercased() + host.lowercased() + rest.dropFirst(host.count)
    }
}

extension Substring {
    /// The first place where `needle` stands.
    fileprivate func range(of needle: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
