import Diagnostics
import Feeds
import Foundation
import Manifests
import RedTrack
import Testing

@testable import Migration

/// A macro that neither tracker fills stays as it is, and is said with its place: for every tracker.
@Suite struct AlienMacroTests {
    @Test(arguments: [
        ("binom", "offers-1.json", "url", "{zz}"), ("clickflare", "offers.json", "url", "{zz}"),
        ("funnelflux", "pages-2.json", "url", "{zz}"), ("keitaro", "offers.json", "action_payload", "{zz}"),
        ("prosper202", "campaigns.json", "aff_campaign_url", "[[zz]]"),
        ("voluum", "offers.json", "url", "{zz}"),
    ])
    func `it is a warning with the offer's place, and stands in the report`(
        tracker: String, file: String, field: String, macro: String
    ) throws {
        let sample = SampleExport(tracker)
        let start = "\"\(field)\": \"https://"
        let parts = try sample.text(of: file).components(separatedBy: start)
        let changed = parts.enumerated().map { index, part in
            guard index > 0, let end = part.firstIndex(where: { "\"#".contains($0) }) else { return part }
            let joint = part[..<end].contains("?") ? "&" : "?"
            return part[..<end] + "\(joint)zz=\(macro)" + part[end...]
        }.joined(separator: start)
        let migration = try sample.with([file: changed]).migration()
        let links = migration.objects.filter { $0.kind == .offer }.compactMap { offer in
            offer.field("url")?.node.value.string
        }.filter { $0.contains("zz=\(macro)") }
        #expect(!links.isEmpty)
        // Offers that are refused for something else have it too.
        let found = migration.findings.filter {
            $0.id == "migration.macro-alien" && $0.message.contains(macro)
        }
        #expect(found.count >= links.count)
        #expect(found.allSatisfy { $0.severity == .warning && $0.place?.position != nil })
        #expect(
            found.allSatisfy {
                $0.message.contains(": \(macro) at character ")
                    && $0.message.hasSuffix(" is filled by neither tracker and sent as it is")
            })
        let before = try sample.migration().campaigns.map(\.isMigrated)
        #expect(migration.campaigns.map(\.isMigrated) == before)
        var report: [UInt8] = []
        MigrationJSON(MigrationReport(migration)).write { report += $0 }
        #expect(String(decoding: report, as: UTF8.self).contains("migration.macro-alien"))
    }
}
