public import RedTrack

/// What became of an upload.
public struct UploadReport: Sendable {
    /// Why an upload ended before all conversions had had their turn.
    public enum StopReason: Sendable {
        /// The caller's task was cancelled.
        case interrupted
        /// The account does not accept the key, does not answer any more, or goes on to fail.
        case failed(APIError)
        /// The journal cannot be written, so that nothing more may be sent.
        case journal(JournalError)
    }

    /// The upload's name, also that of its journal; `nil` when there was nothing to record.
    public let run: RunID?
    /// One for each conversion, in their order.
    public let fates: [UploadFate]
    /// Why it ended early; `nil` when every conversion had its turn.
    public let stopped: StopReason?

    /// Describes an upload.
    public init(run: RunID?, fates: [UploadFate], stopped: StopReason?) {
        self.run = run
        self.fates = fates
        self.stopped = stopped
    }

    /// How many conversions had each fate, by ``UploadFate/name``; those of none are 0.
    public var counts: [String: Int] {
        let none = Dictionary(UploadFate.names.map { ($0, 0) }, uniquingKeysWith: { first, _ in first })
        return fates.reduce(into: none) { $0[$1.name, default: 0] += 1 }
    }
}
