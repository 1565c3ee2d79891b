/// A number of requests in a window of time, as in `20/min`, `5/s` or `60/10s`.
package struct RateLimit: Sendable, Hashable {
    /// The requests allowed in one window.
    package let requests: Int
    /// The length of a window.
    package let window: Duration

    /// Reads `COUNT/UNIT` with the units `s`, `sec`, `min`, `m` and `h`, perhaps several of them: `60/10s`.
    /// - Throws: ``SandboxError`` naming the text and the form it should have.
    package init(_ text: String) throws {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let count = parts.last?.prefix { $0.isASCII && $0.isNumber } ?? ""
        guard parts.count == 2, let requests = Int(parts[0]), requests > 0,
            let seconds = Self.seconds[String(parts[1].dropFirst(count.count))],
            let units = count.isEmpty ? 1 : Int(count), (1...86_400).contains(units)
        else {
            throw SandboxError(
                code: .option,
                message: "\"\(text)\" is not a rate; write COUNT/UNIT, such as 20/min, 5/s or 60/10s")
        }
        self.requests = requests
        window = .seconds(seconds * units)
    }

    private static let seconds = ["s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600]
}
