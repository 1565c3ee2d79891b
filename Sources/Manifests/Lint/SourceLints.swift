internal import Diagnostics
internal import Feeds
internal import RedTrack

/// What sources should say.
enum SourceLints {
    static func check(_ source: ManifestObject, _ report: inout LintReport) {
        if let field = source.field("ref_id") {
            guard field.node.value.string?.isEmpty == true else { return }
            report.add(
                .missingRefID, "the source's `ref_id` is empty", in: source, at: field.node, of: field,
                help: help)
        } else if source.preset == nil {
            // A preset may bring one; the account alone knows.
            report.add(
                .missingRefID, "the source has no `ref_id`", in: source, at: source.place,
                length: 1, help: help)
        }
    }

    private static let help = "write the macro with which the source passes on its click id, such as {GCLID}"
}
