internal import Diagnostics

/// Holds what is unpacked against ``InputLimits``.
struct ExpansionBudget {
    private static let bytesBeforeRatio = 1 << 20

    private let limits: InputLimits
    private var expanded = 0

    init(_ limits: InputLimits) {
        self.limits = limits
    }

    /// Counts a piece of unpacked data; `compressed` bytes were read for it and all before it. Cuts the piece where the
    /// budget ends, and gives the fault that then follows.
    mutating func spend(_ piece: inout [UInt8], compressed: Int) -> FeedError? {
        if let most = limits.expandedBytes, piece.count > most - expanded {
            piece.removeLast(piece.count - max(0, most - expanded))
            expanded = most
            return FeedError(
                .limit, "the data unpacks to more than \(most) bytes", at: .start,
                help: "raise the limit when the file is to be trusted")
        }
        expanded += piece.count
        if let ratio = limits.expansionRatio, expanded > Self.bytesBeforeRatio,
            expanded / max(ratio, 1) > compressed
        {
            return FeedError(
                .limit, "the data unpacks to more than \(ratio) times its size", at: .start,
                help: "raise the limit when the file is to be trusted")
        }
        return nil
    }
}
