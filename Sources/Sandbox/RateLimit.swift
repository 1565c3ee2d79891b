/// A number of requests in a window of time, as in `20/min` or `5/s`.
package struct RateLimit: Sendable, Hashable {
    /// The requests allowed in one window.
    package let requests: Int
    /// The length of a window.
    package let window: Duration

    /// Reads `COUNT/UNIT` with the units `s`, `sec`, `min`, `m` and `h`.
    /// - Throws: ``SandboxError`` naming the text and the form it should have.
    package init(_ text: String) throws {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let requests = Int(parts[0]), requests > 0,
            let seconds = Self.seconds[String(parts[1])]
        else {
            throw SandboxError(
                code: .option, message: "\"\(text)\" is not a rate; write COUNT/UNIT, such as 20/min or 5/s")
        }
        self.requests = requests
        window = .seconds(seconds)
    }

    private static let seconds = ["s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600]
}
