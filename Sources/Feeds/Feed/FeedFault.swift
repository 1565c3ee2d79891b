public import Diagnostics

/// What is wrong with one text of a feed.
public struct FeedFault: Error, Sendable, Hashable {
    /// What the text is called: the path of its file, or `feed.zip:offers.csv`.
    public let file: String
    /// What is wrong, and where.
    public let error: FeedError

    /// Says what is wrong with a text.
    public init(file: String, error: FeedError) {
        self.file = file
        self.error = error
    }

    /// The same as a finding.
    public var diagnostic: Diagnostic { error.diagnostic(file: file) }
}
