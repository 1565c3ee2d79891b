import Feeds
import Manifests
import Planning
import RedTrack

/// What was written into files that were there, for people and for programs.
struct UpdateSummary {
    let update: ExportUpdate
    let changes: FileChanges
    let isDryRun: Bool
    /// Whether objects that are gone were to be taken out of the files.
    let removesMissing: Bool

    /// The counts first, then what is left to do.
    var text: String {
        var lines: [String] = []
        let edited = changes.files.filter { $0.before != nil }
        let new = changes.files.filter { $0.before == nil }
        if changes.files.isEmpty {
            let isSame = update.kept.isEmpty && update.gone.isEmpty && changes.refused.isEmpty
            lines.append(
                isSame ? "The files say what the account holds: nothing to write." : "Nothing to write.")
        } else {
            let (edit, add) = isDryRun ? ("Would edit", "add") : ("Edited", "added")
            let objects = update.added.count
            lines.append(
                "\(edit) \(edited.count) file\(edited.count == 1 ? "" : "s"), \(add) \(new.count);"
                    + " \(objects) object\(objects == 1 ? " is" : "s are") new in the account.")
            for file in changes.files {
                lines.append("  \(file.before == nil ? "new   " : "edited") \(file.path)")
            }
        }
        list(
            "Kept, since the file was edited and not yet applied (--overwrite takes the account's value):",
            update.kept.map { "\($0.address).\($0.field) (\($0.place))" }, &lines)
        let gone = update.gone.filter { !removesMissing || $0.isProtected }
        list(
            removesMissing
                ? "Gone from the account, and protected in the files:"
                : "Gone from the account, still in the files (--remove-missing takes them out):",
            gone.map { "\($0.address) (\($0.place))" }, &lines)
        return lines.map(TerminalText.safe).joined(separator: "\n")
    }

    private func list(_ title: String, _ rows: [String], _ lines: inout [String]) {
        guard !rows.isEmpty else { return }
        lines.append(title)
        lines += rows.prefix(Self.mostRows).map { "  " + $0 }
        if rows.count > Self.mostRows { lines.append("  … and \(rows.count - Self.mostRows) more") }
    }

    private static let mostRows = 20

    /// The same as JSON.
    var json: Value {
        .object([
            ("edited", .array(changes.files.filter { $0.before != nil }.map { .string($0.path) })),
            ("new", .array(changes.files.filter { $0.before == nil }.map { .string($0.path) })),
            ("added", .array(update.added.map { .string("\($0.object.kind.plural)/\($0.object.key)") })),
            ("kept", .array(update.kept.map { .string("\($0.address).\($0.field)") })),
            ("gone", .array(update.gone.map { .string($0.address.description) })),
            ("refused", .array(changes.refused.map(Value.string))),
            ("written", .bool(!isDryRun)),
        ])
    }
}
