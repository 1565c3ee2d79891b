/// A failure that has been put into words: what to print on the error output, and the code to exit with.
struct CommandFailure: Error {
    let status: ExitStatus
    /// What is wrong and what to do next; `nil` when everything has been said already.
    let message: String?

    init(_ status: ExitStatus, _ message: String? = nil) {
        self.status = status
        self.message = message
    }
}
