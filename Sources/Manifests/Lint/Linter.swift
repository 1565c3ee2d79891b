public import Diagnostics
internal import Feeds
internal import RedTrack

/// Looks for what is allowed in files and yet is probably a mistake. Pure, and linear in the objects.
public struct Linter: Sendable {
    private let settings: LintSettings
    private let feedKeys: [String]

    /// Makes a linter.
    /// - Parameters:
    ///   - settings: what the project says about lints.
    ///   - feedKeys: what the keys of objects start with that feeds made: a plan completes their links by what their
    ///     network says.
    public init(_ settings: LintSettings = LintSettings(), feedKeys: [String] = []) {
        self.settings = settings
        self.feedKeys = feedKeys
    }

    /// What is found in the objects of a manifest that should exist, ordered by place. Ids are those of ``LintRule``.
    public func findings(in manifest: Manifest) -> [Diagnostic] {
        var report = LintReport(settings)
        let links = LinkLints(manifest, knownMacros: report.knownMacros, feedKeys: feedKeys)
        let streams = StreamLints(manifest)
        for object in manifest.objects where object.state == .present {
            links.check(object, &report)
            if object.kind == .source { SourceLints.check(object, &report) }
            if object.kind == .campaign { streams.check(object, &report) }
        }
        if report.wants(.similarTitle) { TitleLints.check(manifest.objects, &report) }
        return report.diagnostics.sorted()
    }
}
