/// An entry of a log: it is made by the account and never changed.
public protocol LogRecord: WireRecord {
    /// What tells it from all others of its log.
    var recordID: String? { get }

    /// When it was made.
    var recordTime: Timestamp? { get }
}
