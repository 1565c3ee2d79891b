internal import RedTrack

/// What can stand in an object beside its fields.
enum ObjectWord: String, CaseIterable {
    case key, id, preset, state, protect, extra

    /// The words that objects of a kind have: only networks and sources are made from presets.
    static func words(of kind: Kind) -> [ObjectWord] {
        allCases.filter { $0 != .preset || kind == .network || kind == .source }
    }
}
