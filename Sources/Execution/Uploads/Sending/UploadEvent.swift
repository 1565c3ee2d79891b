/// What happens while conversions are uploaded.
public enum UploadEvent: Sendable {
    /// The account is asked for conversions in doubt.
    case looking(done: Int, of: Int)
    /// The account does not show conversions that may still be under way; it is asked again after the wait.
    case waiting(Duration)
    /// What the account said of conversions in doubt.
    case settled(arrived: Int, lost: Int, open: Int)
    /// So many of those to be sent have come to an end.
    case progress(done: Int, of: Int)
    /// Nobody knows whether a batch arrived, and why.
    case doubt(conversions: Int, reason: String)
    /// A batch that did not arrive is sent once more.
    case sendingAgain(conversions: Int, attempt: Int)
    /// The account refused conversions, and why.
    case rejected(conversions: Int, reason: String)
    /// Nothing more is sent.
    case stopping(UploadReport.StopReason)
}
