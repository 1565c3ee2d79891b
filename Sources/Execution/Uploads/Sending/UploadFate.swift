/// What became of a conversion.
public enum UploadFate: Sendable, Hashable {
    /// The account took it in this upload.
    case accepted
    /// It took it in an earlier one; it was not sent again.
    case alreadyUploaded
    /// It refused it, and why.
    case rejected(reason: String)
    /// Nobody knows whether it took it, and why; it was not sent again.
    case unknown(reason: String)
    /// It was not sent, or surely did not arrive.
    case notSent

    /// The name that programs see.
    public var name: String {
        switch self {
        case .accepted: "accepted"
        case .alreadyUploaded: "already_uploaded"
        case .rejected: "rejected"
        case .unknown: "unknown"
        case .notSent: "not_sent"
        }
    }

    /// The names of all fates, in the order of a report.
    public static let names = ["accepted", "already_uploaded", "rejected", "unknown", "not_sent"]

    /// Why; `nil` where there is nothing to explain.
    public var reason: String? {
        switch self {
        case .rejected(let reason), .unknown(let reason): reason
        case .accepted, .alreadyUploaded, .notSent: nil
        }
    }
}
