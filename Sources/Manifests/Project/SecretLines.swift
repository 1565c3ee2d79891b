internal import Diagnostics

/// The lines of a project file that may hold a key that somebody wrote out, against the rules. A finding that points
/// at one would have the line quoted; it names the line instead.
struct SecretLines {
    private var lines: Set<Int> = []

    init(_ bytes: [UInt8]) {
        var number = 1
        var line: [UInt8] = []
        for byte in bytes + [0x0A] {
            guard byte == 0x0A else {
                line.append(byte)
                continue
            }
            // The value may stand on the next line.
            if String(decoding: line, as: UTF8.self).lowercased().contains("key") {
                lines.formUnion([number, number + 1])
            }
            number += 1
            line = []
        }
    }

    /// The findings, without the exact place of those on such lines.
    func hiding(in diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            guard let place = diagnostic.place, let position = place.position, lines.contains(position.line)
            else {
                return diagnostic
            }
            var hidden = diagnostic
            hidden.place = SourcePlace(file: place.file)
            hidden.message += " (line \(position.line))"
            return hidden
        }
    }
}
