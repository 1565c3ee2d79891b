import FoundationEssentials
import Testing

/// Reports that were read by eye and kept.
enum ReportGolden {
    /// Holds an output against the file `Golden/NAME`; `WAYBILL_RECORD=1` writes the file instead, and fails.
    static func expect(_ text: String, is name: String) throws {
        let path = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Golden/\(name)"
        if ProcessInfo.processInfo.environment["WAYBILL_RECORD"] == "1" {
            try Data(text.utf8).write(to: URL(filePath: path))
            Issue.record("recorded \(path): read it, then run again without WAYBILL_RECORD")
            return
        }
        let recorded = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(text == recorded, "\(name) differs from what was recorded")
    }
}
