import Diagnostics
import Feeds
import Manifests
import Mapping
import Planning
import RedTrack

/// Shows a record and what becomes of it side by side.
struct ImportPreview {
    private let width: Int

    /// Lines of at most so many columns.
    init(width: Int) { self.width = max(40, width) }

    /// The text of a record.
    func text(
        _ record: Record, file: String, _ objects: [MappedObject], prefix: String, _ step: FeedImport.Step
    ) -> String {
        let place = "\(file):\(record.position.line):\(record.position.column)"
        let left = Self.leaves(of: record)
        var right: [String] = []
        switch step {
        case .made:
            for object in objects { right += Self.lines(of: object, prefix: prefix) }
            if objects.isEmpty { right = ["nothing: no condition of the template holds"] }
        case .skipped(let reason): right = ["skipped: \(reason)"]
        case .rejected(let problems):
            right =
                ["rejected:"]
                + problems.flatMap { ["  " + $0.message] + ($0.help.map { ["    " + $0] } ?? []) }
        case .broken(let fault): right = ["unreadable: \(fault.error.message)"]
        }
        let half = (width - 3) / 2
        let columns = (left.flatMap { Self.wrapped($0, half) }, right.flatMap { Self.wrapped($0, half) })
        var lines = ["record \(record.number) (\(TerminalText.safe(place)))"]
        for index in 0..<max(columns.0.count, columns.1.count) {
            let first = index < columns.0.count ? columns.0[index] : ""
            let second = index < columns.1.count ? columns.1[index] : ""
            let blanks = String(repeating: " ", count: max(0, half - DisplayWidth.of(first)))
            lines.append(second.isEmpty ? "\(first)\(blanks) │" : "\(first)\(blanks) │ \(second)")
        }
        return lines.joined(separator: "\n")
    }

    /// A line for each value of a record, with its path.
    private static func leaves(of record: Record) -> [String] {
        var lines: [String] = []
        if let key = record.key { lines.append("(key): \(TerminalText.safe(key))") }
        func walk(_ index: Int, _ path: String) {
            let node = record.nodes[index]
            guard node.kind == .list || node.kind == .map, node.count > 0 else {
                var bytes: [UInt8] = []
                RecordText.append(index, of: record, to: &bytes)
                let text = String(decoding: bytes, as: UTF8.self)
                lines.append(TerminalText.safe(path.isEmpty ? text : "\(path): \(text)"))
                return
            }
            var child = index + 1
            var number = 0
            while child < Int(node.end) {
                let name = node.kind == .list ? "[\(number)]" : record.name(of: child)
                let separator = path.isEmpty || node.kind == .list ? "" : "."
                walk(child, path + separator + name)
                number += 1
                child = Int(record.nodes[child].end)
            }
        }
        if !record.nodes.isEmpty { walk(0, "") }
        return lines
    }

    /// An object as a manifest writes it.
    private static func lines(of object: MappedObject, prefix: String) -> [String] {
        var writer = YAMLObjectWriter()
        writer.add(prefix: prefix, fields: object.fields)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        return [object.kind.rawValue]
            + text.split(separator: "\n").map { TerminalText.safe(String($0.dropFirst(2))) }
    }

    /// A line in pieces that fit.
    private static func wrapped(_ line: String, _ width: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var used = 0
        for character in line {
            let columns = DisplayWidth.of(String(character))
            if used + columns > width, !piece.isEmpty {
                pieces.append(piece)
                piece = "    "
                used = 4
            }
            piece.append(character)
            used += columns
        }
        return pieces + [piece]
    }
}
