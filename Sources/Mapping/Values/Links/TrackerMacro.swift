/// The macros that RedTrack fills in the links of offers and landing pages.
enum TrackerMacro {
    /// Whether a name between braces is one of them; their case counts.
    static func isKnown(_ name: Span<UInt8>) -> Bool { table.value(of: name) != nil }

    /// `clickid` and the subs stand in the API document; `country`, `campaignid`, `ref_id` (the click id of the ad
    /// platform) and the subs beyond ten are known from the service as it is now.
    private static let names = ["clickid", "country", "campaignid", "ref_id"] + (1...20).map { "sub\($0)" }

    private static let table = ByteTable(names.map { (Array($0.utf8), 1) })
}
