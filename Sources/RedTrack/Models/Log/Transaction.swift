public import Feeds

/// A payment for the account itself (API document, "Transactions").
public struct Transaction: LogRecord {
    /// The id of the payment.
    public var key: String?
    /// What kind it is, such as `recurring`.
    public var type: String?
    /// The user who pays.
    public var userID: String?
    /// The plan that is paid for.
    public var planID: String?
    /// What became of it, such as `approved`.
    public var status: String?
    /// What was bought.
    public var package: PaidPackage?
    /// When it was made.
    public var createdAt: Timestamp?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The id of the payment.
    public var recordID: String? { key }

    /// When the payment was made.
    public var recordTime: Timestamp? { createdAt }

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Transaction>] = [
        WireField("key", \.key, .readOnly),
        WireField("type", \.type, .readOnly),
        WireField("user_id", \.userID, .readOnly),
        WireField("plan_id", \.planID, .readOnly),
        WireField("status", \.status, .readOnly),
        WireField("package", \.package, .readOnly),
        WireField("created_at", \.createdAt, .readOnly),
    ]
}
