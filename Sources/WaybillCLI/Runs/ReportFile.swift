import Diagnostics
import Execution
import Feeds
import Foundation
import Manifests
import Planning

/// A file that says what became of each object of a run.
struct ReportFile: Sendable {
    /// How it is written.
    enum Format: String, Sendable {
        case json, csv
        case markdown = "md"
    }

    let path: String
    let format: Format

    /// A file by its name; `nil` when that tells no format.
    init?(_ path: String) {
        guard let format = Format(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased()) else {
            return nil
        }
        self.path = path
        self.format = format
    }

    /// Makes sure that it can be written, while nothing has been changed yet.
    func check() throws(CommandFailure) {
        let file = try ReplacingFile(path)
        file.discard()
    }

    /// Writes it, whole or not at all.
    /// - Parameters:
    ///   - output: what became of the run.
    ///   - redacting: a text without the key of the account, which may stand in a value of a file.
    /// - Throws: when the file cannot be written.
    func write(_ output: RunOutput, redacting: (String) -> String) throws {
        var file = try ReplacingFile(path)
        func write(_ bytes: [UInt8]) throws {
            let text = String(decoding: bytes, as: UTF8.self)
            let shown = redacting(text)
            try file.write(shown == text ? bytes : Array(shown.utf8))
        }
        do {
            switch format {
            case .json: try Self.json(output, write)
            case .csv: try Self.csv(output, write)
            case .markdown: try Self.markdown(output, write)
            }
            try file.commit()
        } catch {
            file.discard()
            throw error
        }
    }

    /// The document that `--json` prints, with an object a line.
    static func json(_ output: RunOutput, _ write: ([UInt8]) throws -> Void) rethrows {
        var head = output.head.jsonBytes(pretty: true)
        // Without the brace at its end: the changes are its last member.
        head.removeLast(2)
        try write(head + Array(",\n  \"changes\": [".utf8))
        var isFirst = true
        for row in output.rows {
            try write(Array((isFirst ? "\n    " : ",\n    ").utf8) + row.json.jsonBytes())
            isFirst = false
        }
        try write(Array((isFirst ? "]\n}\n" : "\n  ]\n}\n").utf8))
    }

    private static func csv(_ output: RunOutput, _ write: ([UInt8]) throws -> Void) throws {
        var writer = CSVWriter()
        try writer.write(RunRow.columns)
        try write(writer.bytes)
        for row in output.rows {
            var writer = CSVWriter()
            // A NUL is in no table that anybody reads.
            try writer.write(row.cells.map { CSVCell.guarded($0.replacing("\0", with: "\u{FFFD}")) })
            try write(writer.bytes)
        }
    }

    private static func markdown(_ output: RunOutput, _ write: ([UInt8]) throws -> Void) throws {
        var lines = ["# Run \(output.runName)", ""]
        lines += output.summaryLines.map { "- " + MarkdownText.escaped($0) }
        lines += [
            "", "| change | object | id | outcome | old link | new link | place | message |",
            "|---|---|---|---|---|---|---|---|",
        ]
        try write(Array((lines.joined(separator: "\n") + "\n").utf8))
        for row in output.rows {
            let change = row.entry.change
            let cells = [
                change.action.rawValue, MarkdownText.escaped(change.address.description),
                MarkdownText.cellCode(row.id ?? ""), MarkdownText.escaped(row.entry.outcome.name),
                MarkdownText.cellCode(row.oldLink ?? ""), MarkdownText.cellCode(row.newLink ?? ""),
                MarkdownText.cellCode(change.place?.description ?? ""),
                MarkdownText.escaped(row.message ?? ""),
            ]
            let line = "| " + cells.joined(separator: " | ") + " |\n"
            try write(Array(line.utf8))
        }
    }
}
