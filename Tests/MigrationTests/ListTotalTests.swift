import Diagnostics
import Foundation
import Migration
import Testing

/// What stands on a page that nobody saved must not get lost without a word.
@Suite struct ListTotalTests {
    private static func export(_ pages: [String]) throws -> [Diagnostic] {
        let folder = NSTemporaryDirectory() + "waybill-total-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (index, page) in pages.enumerated() {
            try Data(page.utf8).write(to: URL(fileURLWithPath: "\(folder)/trackers-\(index + 1).json"))
        }
        do throws(DiagnosticsError) {
            _ = try TrackerSample.export("prosper202", folder: folder)
            return []
        } catch {
            return error.diagnostics
        }
    }

    private static func page(_ ids: [Int], total: String) -> String {
        let records = ids.map { "{\"tracker_id\": \($0)}" }.joined(separator: ", ")
        return "{\"data\": [\(records)],\n \"pagination\": {\"total\": \(total), \"limit\": 2}}"
    }

    @Test func `a list with fewer records than its answer says is an error at that number`() throws {
        let findings = try Self.export([Self.page([1, 2], total: "3")])
        #expect(findings.map(\.message) == ["trackers has 3 records, of which the export has 2"])
        #expect(findings.first?.place?.position?.line == 2)
    }

    @Test func `all pages together are counted`() throws {
        #expect(try Self.export([Self.page([1, 2], total: "3"), Self.page([3], total: "3")]).isEmpty)
        #expect(try Self.export([Self.page([1, 2], total: "\"2\"")]).isEmpty)
        #expect(try Self.export(["[{\"tracker_id\": 1}]"]).isEmpty)
    }
}
