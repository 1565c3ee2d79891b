/// An object as the data file holds it.
struct StoredObject: Sendable {
    let id: String
    let userID: String
    let status: Int
    /// The writable fields.
    let document: StoredDocument
    let createdAt: String
    let updatedAt: String
}

/// What an answer shows of other objects, read together for all objects of one answer.
struct Lookups: Sendable {
    /// The networks, sources and domains that the objects refer to, by id.
    var referenced: [String: StoredDocument] = [:]
    /// How many objects refer to a network or a source.
    var counts: [String: Int] = [:]
    /// Clicks and conversions by the id of the object; nothing where there were none.
    var totals: [String: TrafficTotals] = [:]
    /// Whether streams show filters that were never sent.
    var fillsFilters = false
}
