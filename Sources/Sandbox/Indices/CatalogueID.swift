/// Ids of catalogue rows that never change: the first is the document's, the others count on from it.
enum CatalogueID {
    /// The id `offset` rows after `first`, which ends in hexadecimal digits; only the last four count.
    static func text(_ first: String, _ offset: Int) -> String {
        let start = UInt64(first.suffix(4), radix: 16) ?? 0
        return first.dropLast(4) + ObjectIDs.hexadecimal(start &+ UInt64(truncatingIfNeeded: offset), 4)
    }
}
