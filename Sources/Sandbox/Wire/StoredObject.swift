import Feeds

/// An object as the data file holds it.
struct StoredObject: Sendable {
    let id: String
    let userID: String
    let status: Int
    /// The writable fields.
    let document: Value
    let createdAt: String
    let updatedAt: String
}

/// What an answer shows of other objects, read together for all objects of one answer.
struct Lookups: Sendable {
    /// Titles of networks and sources by id.
    var titles: [String: String] = [:]
    /// URLs of domains by id.
    var domainURLs: [String: String] = [:]
    /// Postback URLs of sources by id.
    var postbackURLs: [String: String] = [:]
    /// How many objects refer to a network or a source.
    var counts: [String: Int] = [:]
    /// Clicks and conversions by the id of the object; nothing where there were none.
    var totals: [String: TrafficTotals] = [:]
    /// Whether streams show filters that were never sent.
    var fillsFilters = false
}
