import Foundation
import Testing

/// Looks for the account's key wherever it must not be.
enum KeySearch {
    /// A key whose encoded forms all differ from it.
    static let key = "w4y/bill+s3cret=0f1e2d3c"

    /// The key as it could leak: plain, percent-encoded, escaped in JSON, in Base64 at each of the three alignments.
    static let forms: [String] = {
        let encoded = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
        var forms = [key, encoded, encoded.lowercased(), key.replacingOccurrences(of: "/", with: #"\/"#)]
        for padding in 0..<3 {
            // The first characters mix with what stands before the key, the last ones with what follows.
            let text = String(repeating: "x", count: padding) + key
            let base64 = Data(text.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
            let core = String(base64.dropFirst(padding == 0 ? 0 : padding + 1).dropLast(2))
            forms.append(core)
            forms.append(
                core.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_"))
        }
        return forms
    }()

    /// The forms in which a text holds the key.
    static func find(in text: String) -> [String] { forms.filter { text.contains($0) } }

    /// Expects the key neither in what a run printed nor in any file of a folder.
    static func expectAbsent(
        _ output: WaybillProcess.Output, _ folder: TemporaryFolder,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = find(in: output.out + output.err)
        #expect(found.isEmpty, "the key is in the output", sourceLocation: sourceLocation)
        for (name, data) in folder.contents() {
            let found = forms.filter { data.range(of: Data($0.utf8)) != nil }
            #expect(found.isEmpty, "the key is in \(name)", sourceLocation: sourceLocation)
        }
    }
}
