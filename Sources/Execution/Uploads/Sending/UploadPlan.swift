public import RedTrack

/// What of a file is to be sent, after a look at what was sent before. While it lives, no other upload of the project
/// can begin.
public struct UploadPlan: Sendable {
    /// The conversions, in their order.
    public let conversions: [ConversionUpload]
    /// What is known of each before anything is sent: ``UploadFate/alreadyUploaded``, ``UploadFate/unknown(reason:)``,
    /// or ``UploadFate/notSent`` for those that are to be sent.
    public let fates: [UploadFate]
    /// How many conversions of interrupted uploads the account turned out to have.
    public let recovered: Int
    /// How many of those that are to be sent belong to a click for which another payout was uploaded before.
    public let otherPayouts: Int

    /// What is sent although it was in doubt.
    let assumedLost: [UploadRecord.Settlement]
    let ledger: UploadLedger
    let journal: UploadJournal
    let lock: UploadLock

    /// The places of the conversions that are to be sent.
    public var pending: [Int] { fates.indices.filter { fates[$0] == .notSent } }
}
