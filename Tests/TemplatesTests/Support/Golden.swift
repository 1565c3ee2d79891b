import Foundation
import Testing

/// Texts that a person has read once, in files beside the tests.
///
/// With `WAYBILL_RECORD` set, files that differ are written anew and the test fails, so that nobody forgets to read
/// them.
enum Golden {
    static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let path = PackageFolder.path + "/Tests/TemplatesTests/Golden/" + name
        let golden = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        if ProcessInfo.processInfo.environment["WAYBILL_RECORD"] != nil, text != golden {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("\(name) was recorded: read it", sourceLocation: sourceLocation)
            return
        }
        #expect(text == golden, sourceLocation: sourceLocation)
    }
}
