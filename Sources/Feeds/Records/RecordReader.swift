/// Reads the records of a feed one after the other; memory grows with the largest record, not with the feed.
public protocol RecordReader {
    /// Reads the next record into `record`, whose memory is used again; false after the last one.
    ///
    /// Every record that stands before a fault is given before the fault is thrown. Of a row of CSV that is lost alone,
    /// ``Record/source`` then holds the bytes as they stand, which may be no text; of every other lost record, nothing.
    /// - Throws: the next fault. When its ``FeedError/isRecoverable`` is true, only this record is lost and the next
    ///   call goes on behind it; otherwise every later call throws the same.
    mutating func next(_ record: inout Record) throws(FeedError) -> Bool
}
