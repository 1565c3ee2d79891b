/// The postback URL that a network calls from now on.
enum CutoverPostback {
    private static let unknown = Migrator.ownHost + "/postback?clickid=THE-NETWORKS-TOKEN-FOR-YOUR-CLICK-ID"

    /// `https://HOST/postback?clickid=...&sum=...`, with what the network writes for its own values, as it stands: nothing
    /// of it is encoded, since the network looks for it letter by letter.
    /// - Parameters:
    ///   - network: the network.
    ///   - host: where the account's postbacks arrive; `nil` leaves a place for it.
    /// - Returns: the URL.
    static func url(of network: Cutover.Network, host: String?) -> String {
        let url = network.newPostback ?? unknown
        guard let host, url.hasPrefix(Migrator.ownHost) else { return url }
        return "https://\(host)" + url.dropFirst(Migrator.ownHost.count)
    }

    /// The host of a link; `nil` when it has none.
    static func host(of link: String) -> String? {
        guard let colon = link.utf8.firstIndex(of: UInt8(ascii: ":")),
            ["http", "https"].contains(link[..<colon].lowercased()), link[colon...].hasPrefix("://")
        else { return nil }
        let rest = link[link.index(colon, offsetBy: 3)...]
        var host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        return host.isEmpty ? nil : String(host)
    }
}
