internal import Diagnostics
internal import Feeds

/// What the macros of a tracker mean: the node `macros` of its template.
///
///     macros:
///       syntax: braces                                # or double-brackets
///       translate: {externalid: ref_id, var1: sub1}   # the same, under another name
///       slots: [keyword, "var:*"]                     # named parameters; the sources say in which slot they are
///       constants: {campaign.name: campaign.title}    # known when campaigns move
///       unknown: [cost, "date:*"]                     # filled by the tracker alone
///       modifiers: {suffix: [":hash", ":raw"], prefix: ["_"], drop: [":raw", "_"]}
///
/// A name that ends in `*` stands for all names that start so. Modifiers under `drop` say only how a value is encoded:
/// without them the macro is translated, with a warning. With any other modifier it is one that RedTrack does not fill.
struct MacroTable: Sendable {
    /// How the tracker marks its macros.
    let syntax: MacroSyntax
    private let exact: [String: MacroMeaning]
    /// Names that end in `*`, without it; the longest first.
    private let prefixed: [(start: String, meaning: MacroMeaning)]
    private let suffixes: [String]
    private let prefixes: [String]
    private let dropped: Set<String>

    /// Reads a table.
    /// - Parameters:
    ///   - node: what stands under `macros`.
    ///   - file: the template, for messages.
    /// - Throws: everything that is wrong with it, as `template.*`.
    init(_ node: Node, file: String) throws(DiagnosticsError) {
        var reader = MacroTableReader(file: file)
        let words = reader.read(node)
        guard reader.findings.isEmpty else { throw DiagnosticsError(reader.findings) }
        syntax = words.syntax
        exact = words.exact
        prefixed = words.prefixed.map { (start: $0.key, meaning: $0.value) }
            .sorted { ($1.start.utf8.count, $0.start) < ($0.start.utf8.count, $1.start) }
        suffixes = words.suffixes.sorted { $0.utf8.count > $1.utf8.count }
        prefixes = words.prefixes.sorted { $0.utf8.count > $1.utf8.count }
        dropped = words.dropped
    }

    /// The names that the tracker knows, for suggestions.
    var names: [String] { exact.keys.sorted() }

    /// What a name means; `nil` for one that the tracker does not know.
    func entry(_ name: String) -> MacroEntry? {
        if let meaning = meaning(name) { return MacroEntry(meaning: meaning) }
        for suffix in suffixes where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
            if let meaning = meaning(String(name.dropLast(suffix.count))) { return entry(meaning, suffix) }
        }
        for prefix in prefixes where name.hasPrefix(prefix) && name.utf8.count > prefix.utf8.count {
            if let meaning = meaning(String(name.dropFirst(prefix.count))) { return entry(meaning, prefix) }
        }
        return nil
    }

    private func entry(_ meaning: MacroMeaning, _ modifier: String) -> MacroEntry {
        guard dropped.contains(modifier) else { return MacroEntry(meaning: meaning, needed: modifier) }
        return MacroEntry(meaning: meaning, dropped: modifier)
    }

    private func meaning(_ name: String) -> MacroMeaning? {
        if let meaning = exact[name] { return meaning }
        guard let found = prefixed.first(where: { name.hasPrefix($0.start) }) else { return nil }
        guard case .slot = found.meaning else { return found.meaning }
        return .slot(String(name.dropFirst(found.start.count)))
    }
}
