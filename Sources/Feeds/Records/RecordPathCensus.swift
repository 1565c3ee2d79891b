/// Counts what stands at each path of a document, to tell where its records are.
///
/// Memory is bounded: of very many names only the first have a path of their own.
struct RecordPathCensus {
    /// One step from a value to what it holds.
    enum Name: Hashable {
        case named(String)
        /// The elements of a list.
        case element
        /// The names behind the first ones.
        case other
    }

    /// What was seen at one path.
    struct Entry {
        let name: Name
        let parent: Int
        var children: [Int] = []
        fileprivate var places: [Name: Int] = [:]
        /// How often a map or a list stood there, or an element that holds others.
        var maps = 0
        /// How often a text, a number or another value without parts stood there.
        var leaves = 0
        /// The bytes of those.
        var weight = 0
        /// Whether it stood several times in one list or element.
        var isRepeated = false
    }

    private static let mostNames = 200
    private static let mostEntries = 20_000

    /// The paths; the first is the document itself.
    private(set) var entries = [Entry(name: .element, parent: -1)]

    /// The path below another; `nil` when there are too many.
    mutating func child(of parent: Int, _ name: Name) -> Int? {
        if let place = entries[parent].places[name] { return place }
        let isFull = entries[parent].children.count >= Self.mostNames
        guard entries.count < Self.mostEntries else { return nil }
        if isFull, name != .other { return child(of: parent, .other) }
        entries.append(Entry(name: name, parent: parent))
        entries[parent].children.append(entries.count - 1)
        entries[parent].places[name] = entries.count - 1
        return entries.count - 1
    }

    /// Counts a value without parts.
    mutating func countLeaf(_ entry: Int, bytes: Int) {
        entries[entry].leaves += 1
        entries[entry].weight += bytes + 1
    }

    /// Counts a value with parts.
    mutating func countMap(_ entry: Int) { entries[entry].maps += 1 }

    /// Notes that a path stood several times in one list or element.
    mutating func noteRepeated(_ entry: Int) { entries[entry].isRepeated = true }

    // MARK: Records

    /// Words that lists and elements of records are called.
    private static let words: Set<String> = [
        "offer", "offers", "item", "items", "campaign", "campaigns", "product", "products", "record",
        "records", "row",
        "rows", "entry", "link", "links", "ad", "ads", "program", "programs", "results", "data", "listing",
        "site",
        "advertiser", "advertisers", "promotion", "promotions",
    ]

    /// How much a path looks like that of records: mostly by how much stands right inside of it.
    func score(_ index: Int, called name: Name) -> Double {
        let entry = entries[index]
        var weight = 0.0
        var names = entry.children.count
        for child in entry.children {
            weight += Double(entries[child].weight)
            // One level deeper may be the record's own, or records of another kind.
            for inner in entries[child].children {
                weight += Double(entries[inner].weight) / 2

            }
        }
        // A row of cells has one path for all of them.
        if let cells = entry.children.first, entries[cells].name == .element,
            entries[cells].leaves + entries[cells].maps > entry.maps
        {
            names += 1
        }
        if names < 2 { weight /= 5 }
        if isRepeated(index) { weight *= 2 }
        if case .named(let text) = name, Self.words.contains(text.lowercased()) { weight *= 1.5 }
        return weight
    }

    /// Whether a path stood several times in one list or element, or something around it did.
    private func isRepeated(_ index: Int) -> Bool {
        var next = index
        while next > 0 {
            if entries[next].isRepeated { return true }
            next = entries[next].parent
        }
        return entries[0].isRepeated
    }

    /// The names of what stands at a path.
    func names(_ index: Int) -> Set<String> {
        var names: Set<String> = []
        for child in entries[index].children {
            if case .named(let name) = entries[child].name { names.insert(name) }
        }
        return names
    }

    /// The steps to a path, from the document on.
    func steps(_ index: Int) -> [Name] {
        var steps: [Name] = []
        var next = index
        while next > 0 {
            steps.append(entries[next].name)
            next = entries[next].parent
        }
        return steps.reversed()
    }
}
