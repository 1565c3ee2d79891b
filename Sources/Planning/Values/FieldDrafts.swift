/// Drafts of an object's fields by their wire names: so few that looking through them is faster than a table.
struct FieldDrafts {
    private var members: [DraftMember] = []

    init() {}

    /// Takes members, of which the last of a name counts.
    init(_ members: [DraftMember]) {
        for member in members { self[member.name] = member.draft }
    }

    subscript(name: String) -> Draft? {
        get {
            for index in members.indices where members[index].name == name { return members[index].draft }
            return nil
        }
        set {
            let known = members.firstIndex { $0.name == name }
            switch (known, newValue) {
            case (let index?, let draft?): members[index].draft = draft
            case (let index?, nil): members.remove(at: index)
            case (nil, let draft?): members.append(DraftMember(name, draft))
            case (nil, nil): break
            }
        }
    }

    /// All of them as a table.
    var table: [String: Draft] {
        Dictionary(members.map { ($0.name, $0.draft) }) { first, _ in first }
    }
}
