internal import Feeds
internal import RedTrack

/// The macros of sources, and under which names RedTrack keeps what stood in their place.
struct SourceTokens {
    /// By the key of the source, then by the macro.
    private var bySource: [String: [String: String]] = [:]
    /// By the macro; `nil` where sources keep it under several names.
    private var all: [String: String?] = [:]

    init(_ manifest: Manifest) {
        for source in manifest.objects where source.kind == .source && source.state == .present {
            for field in source.fields {
                let name = field.description.name
                guard name == "ref_id" || name.hasPrefix("sub"), let text = field.node.value.string,
                    !text.isEmpty
                else { continue }
                let scan = MacroScan(text)
                guard scan.macros.count == 1, let macro = scan.macros.first, macro.text == text else {
                    continue
                }
                bySource[source.key, default: [:]][text] = name
                if let known = all[text], known != name {
                    all[text] = .some(nil)
                } else {
                    all[text] = name
                }
            }
        }
    }

    /// The name under which a source's values of a macro are kept; `nil` when it has no such macro.
    func name(of macro: String, in source: String) -> String? { bySource[source]?[macro] }

    /// The one name under which all sources that have the macro keep it.
    func name(of macro: String) -> String? { all[macro] ?? nil }
}
