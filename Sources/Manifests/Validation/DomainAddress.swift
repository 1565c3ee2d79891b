internal import RedTrack

/// What RedTrack demands of a domain's URL (API document, "Create a domain"): http or https, a host, and none of
/// its own domains.
enum DomainAddress {
    /// Why a URL is refused: the message and what to do; `nil` when it is fine.
    static func fault(in url: String) -> (message: String, help: String)? {
        let lowered = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else {
            return ("a domain's URL starts with http:// or https://", "write https:// and the host")
        }
        var host = lowered.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if let colon = host.lastIndex(of: ":") { host = host[..<colon] }
        let isHost =
            !host.isEmpty && !host.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 }
        guard isHost else { return ("the URL of a domain has no host", "write \(scheme) and the host") }
        let labels = host.split(separator: ".").suffix(2)
        guard labels.count == 2, let name = labels.first, let ending = labels.last else { return nil }
        let isOwn =
            ["redtrack.io", "rdtk.io", "ttrk.io"].contains("\(name).\(ending)")
            || ending == "com" && name.hasPrefix("rdtrck")
        return isOwn
            ? ("RedTrack refuses its own domains", "leave `domain` out of a campaign to use them") : nil
    }

    /// Whether the value of a field is the URL of a domain.
    static func isExpected(in path: FieldPath, of kind: Kind) -> Bool {
        kind == .domain && path.isTop("url")
    }
}
