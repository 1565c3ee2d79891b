import Feeds
import Manifests
import Planning
import RedTrack

/// What an export wrote, for people and for programs.
struct ExportSummary {
    let plan: ExportPlan
    let account: AccountProfile
    let folder: String
    let layout: ExportLayout
    /// The files that were written, without the lock file.
    let files: [String]
    let lockPath: String

    /// The counts first, then what to do next.
    var text: String {
        let total = plan.entries.count
        let split = layout.split == .kind ? "one file a kind" : "one file an object"
        var lines = [
            TerminalText.safe(
                "Exported \(total) object\(total == 1 ? "" : "s") of account \(account.email) to \(folder)"
                    + " (\(layout.format.rawValue), \(split)).")
        ]
        for kind in Kind.allCases where plan.count(kind) > 0 {
            lines.append("  \(kind.plural): \(plan.count(kind))")
        }
        let count = files.count
        lines.append(TerminalText.safe("\(count) file\(count == 1 ? "" : "s") written, and \(lockPath)."))
        lines.append(TerminalText.safe("Next: waybill plan \(Self.quoted(folder))"))
        return lines.joined(separator: "\n")
    }

    /// The same as JSON.
    var json: Value {
        .object([
            (
                "account",
                .object([("id", .string(account.id)), ("email", .string(account.email))])
            ),
            (
                "objects",
                .object(Kind.allCases.map { ($0.plural, .number(String(plan.count($0)))) })
            ),
            ("files", .array(files.map(Value.string))), ("lock", .string(lockPath)),
            ("notes", .array(plan.notes.map(Value.string))),
        ])
    }

    /// A path as a shell takes it.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            byte > 0x7F || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter
                || Character(Unicode.Scalar(byte)).isNumber
        }
        return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
