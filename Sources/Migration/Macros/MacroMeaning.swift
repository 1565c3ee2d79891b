/// The macros that RedTrack fills.
enum RedTrackMacro {
    /// Those of the 2018 document and the two of postbacks: what a macro may become.
    static let known = ["clickid", "country", "ref_id", "sum"] + (1...10).map { "sub\($0)" }

    /// Whether RedTrack fills this name today, so that a text which the old tracker sent as it is would not stay as it is.
    static func mayFill(_ name: String) -> Bool { filled.contains(name) }

    private static let filled = Set(known + ["campaignid", "cmpid"] + (11...20).map { "sub\($0)" })
}

/// What a macro of a tracker is to RedTrack.
enum MacroMeaning: Hashable, Sendable {
    /// Another macro with the same meaning.
    case macro(String)
    /// A parameter with a name of its own, which has another slot at each source.
    case slot(String)
    /// A value that is known when campaigns move: `campaign.title`.
    case constant(String)
    /// Nothing: the tracker fills it, RedTrack does not.
    case nothing
}

/// What a table says of a name.
struct MacroEntry: Hashable, Sendable {
    /// What the macro is to RedTrack.
    let meaning: MacroMeaning
    /// A modifier that is lost, such as `:raw`.
    var dropped: String?
    /// A modifier that changes the value, so that what RedTrack fills is not the same.
    var needed: String?
}
