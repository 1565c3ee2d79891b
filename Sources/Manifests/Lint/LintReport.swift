internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Collects what the lints find, as far as the project wants to know it.
struct LintReport {
    private(set) var diagnostics: [Diagnostic] = []
    private let settings: LintSettings
    private let severities: [LintRule: Diagnostic.Severity]

    init(_ settings: LintSettings) {
        self.settings = settings
        var severities: [LintRule: Diagnostic.Severity] = [:]
        for rule in LintRule.all { severities[rule] = settings.level(of: rule).severity }
        self.severities = severities
    }

    /// Whether a rule is looked for at all.
    func wants(_ rule: LintRule) -> Bool { severities[rule] != nil }

    /// Names that the project knows as macros.
    var knownMacros: [String] { settings.entries[LintRule.unknownMacro.name]?.known ?? [] }

    /// Adds a finding about a value of an object. The message does not name the object: the place does, and findings
    /// that say the same are grouped.
    mutating func add(
        _ rule: LintRule, _ message: String, in object: ManifestObject, at node: Node,
        of field: ManifestField,
        help: String? = nil
    ) {
        add(
            rule, message, in: object, at: SourcePlace(file: field.place.file, position: node.position),
            length: (node.value.string ?? node.value.number)?.unicodeScalars.count ?? 1, help: help)
    }

    /// Adds a finding at a place.
    mutating func add(
        _ rule: LintRule, _ message: String, in object: ManifestObject, at place: SourcePlace,
        length: Int = 1,
        help: String? = nil
    ) {
        guard let severity = severities[rule],
            settings.entries[rule.name]?.except.contains(where: { $0.matches(object.kind, object.key) })
                != true
        else { return }
        diagnostics.append(
            Diagnostic(severity, rule.id, message, at: place, length: length, help: help))
    }
}
