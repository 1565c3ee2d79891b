import Diagnostics
import Migration
import Testing

/// What no template reads is counted as lost, however deep it stands in an export.
@Suite struct LossTests {
    /// The trackers, and where such a field is not counted.
    private static let trackers: [(name: String, uncounted: [String])] = [
        // An object or a list of objects: left out for a reason in either form.
        ("binom", ["offers: conversionCaps."]),
        // A flow is searched for rules; a warning speaks of fields that nobody knows.
        ("clickflare", ["campaigns: flow.zz_probe", "flows: zz_probe"]),
        ("funnelflux", []),
        // The parameters of a campaign are compared as a whole: any difference makes a source of its own. Domains are moved
        // only where the user wants that.
        ("keitaro", ["campaigns: parameters.", "domains: "]),
        ("prosper202", []),
        ("voluum", []),
    ]

    @Test(arguments: trackers)
    func `a field that nobody knows is lost with its path, in whatever map it stands`(
        tracker: String, uncounted: [String]
    ) throws {
        // In these maps every name is a rule or a condition, and one that nobody knows refuses the campaign.
        let probe = try ExportProbe(tracker, sparing: ["paths", "conditions"])
        let migration = try SampleExport(tracker).with(probe.files).migration()
        #expect(migration.campaigns.contains { $0.isMigrated })
        let unnoticed = probe.unnoticed(in: migration)
        #expect(unnoticed.filter { path in !uncounted.contains { path.hasPrefix($0) } } == [])
        // An exception that is none any more has to go.
        #expect(uncounted.filter { path in !unnoticed.contains { $0.hasPrefix(path) } } == [])
        let places = migration.findings.compactMap(\.place)
        #expect(places.count == migration.findings.count)
    }
}
