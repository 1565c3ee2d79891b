/// The parts of an http or https address that a domain needs.
struct WebAddress: Sendable {
    /// The host in lower case, without user and port.
    let host: String

    /// - Returns: `nil` unless `text` is `http://` or `https://`, a host of letters, digits, dots and hyphens (or
    ///   other letters of the world), and anything after it.
    init?(_ text: String) {
        let lower = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: { lower.hasPrefix($0) }) else { return nil }
        let authority = lower.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let host = authority.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        let names = host.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = names.allSatisfy { name in
            !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
        guard isHost else { return nil }
        self.host = String(host)
    }
}

extension String {
    /// Whether there is nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
