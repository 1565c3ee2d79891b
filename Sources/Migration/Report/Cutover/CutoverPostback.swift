/// The postback URL that a network calls from now on.
enum CutoverPostback {
    private static let unknown = Migrator.ownHost + "/postback?clickid=THE-NETWORKS-TOKEN-FOR-YOUR-CLICK-ID"

    /// `https://HOST/postback?clickid=...&sum=...`, with what the network writes for its own values, as it stands: nothing
    /// of it is encoded, since the network looks for it letter by letter.
    /// - Parameters:
    ///   - network: the network.
    ///   - site: where the account's postbacks arrive, `https://HOST`; `nil` leaves a place for it.
    /// - Returns: the URL.
    static func url(of network: Cutover.Network, site: String?) -> String {
        let url = network.newPostback ?? unknown
        guard let site, url.hasPrefix(Migrator.ownHost) else { return url }
        return site + url.dropFirst(Migrator.ownHost.count)
    }
}
