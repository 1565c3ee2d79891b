/// Why an upload of conversions stopped, and how far it had got: counted from the start of what was to be uploaded.
///
/// An upload cannot be undone, and repeating it counts conversions twice: go on behind ``accepted``, after a look into
/// the log for those that are ``inDoubt``.
public struct ConversionUploadError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How many the account surely took, from the first on.
    public var accepted: Int
    /// How many after those it may have taken or not.
    public var inDoubt: Int
    /// What went wrong with the call that carried the ones after ``accepted``.
    public var cause: APIError

    /// Pairs what went wrong with how far it had got.
    public init(accepted: Int, inDoubt: Int, cause: APIError) {
        self.accepted = accepted
        self.inDoubt = inDoubt
        self.cause = cause
    }

    /// `120 conversions were taken, the fate of 80 is not known: POST /conversions: ...`
    public var description: String {
        let doubt =
            inDoubt == 0 ? "the others were not" : "the fate of the \(inDoubt) after them is not known"
        return "\(accepted) conversions were taken, \(doubt): \(cause)"
    }
}
