package import Diagnostics
package import RedTrack

/// Something that occurred in a feed and stopped nothing.
package struct MappingNote: Sendable, Hashable {
    /// What occurred.
    package let message: String
    /// How often.
    package var count: Int
    /// Where it occurred first.
    package let first: SourcePosition
    /// The join in which it occurred; `nil` for the feed.
    package var join: String?
}

/// What became of a feed: every record is mapped, skipped or rejected.
package struct MappingSummary: Sendable, Hashable {
    /// The records that were given.
    package var records = 0
    /// Those that objects were made of.
    package var mapped = 0
    /// Those of which nothing was made because no condition held.
    package var withoutObjects = 0
    /// Those that were wrong.
    package var rejected = 0
    /// The objects by kind; of several with one key only the one that is kept.
    package var objects: [RedTrack.Kind: Int] = [:]
    /// How many records were skipped, by reason.
    package var skipped: [String: Int] = [:]
    /// How many objects were skipped of records that became others, by reason.
    package var skippedObjects: [String: Int] = [:]
    /// What the user should know.
    package var notes: [MappingNote] = []
    /// The fields of mapped records that nothing was made of.
    package var lost: [FieldUse] = []
    /// The fields of mapped records that were left out on purpose.
    package var ignored: [FieldUse] = []

    /// All records that were skipped.
    package var skippedRecords: Int { skipped.values.reduce(0, +) }
}

/// How often a field of the feed was not used.
package struct FieldUse: Sendable, Hashable {
    /// The path, such as `payouts[].goal`, or `joined NAME: payouts[].goal` for a field of joined records.
    package let path: String
    /// How many values there were; empty ones do not count.
    package let count: Int
    /// Where the first stood.
    package let first: SourcePosition
    /// The first value, shortened.
    package let example: String
    /// Why it was left out; `nil` for a field that is lost.
    package let reason: String?
    /// The join whose records have the field; `nil` for the feed.
    package var join: String?
}
