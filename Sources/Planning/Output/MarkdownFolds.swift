/// A list whose entries are as long as the room allows: first all of them as lines, then as what can be unfolded, then
/// with their diagrams.
package struct MarkdownFolds {
    /// One entry in its three sizes.
    package struct Entry {
        /// As an item of a list, without the end of the line.
        package let line: String
        /// As an open `<details>`, whose end is not part of it.
        package let folded: String
        /// What can stand before that end; empty when there is nothing to draw.
        package let diagram: String
        /// How many values are cut in ``folded``.
        package let cutValues: Int
        fileprivate var isFolded = false
        fileprivate var isDrawn = false

        /// An entry.
        package init(line: String, folded: String, diagram: String, cutValues: Int = 0) {
            (self.line, self.folded, self.diagram, self.cutValues) = (line, folded, diagram, cutValues)
        }
    }

    /// The longest diagram that GitHub still draws, with some reserve.
    private static let diagramLimit = 40_000
    private static let end = "</details>\n"

    private var entries: [Entry] = []
    /// How many entries do not even fit as lines.
    private let lost: Int

    /// Fits entries into `limit`, those in front first.
    /// - Parameters:
    ///   - items: what the list is of.
    ///   - limit: how long it may become.
    ///   - line: an item as a line.
    ///   - entry: an item with its line in all sizes; not asked for where the line does not fit.
    package init<Item>(
        _ items: [Item], within limit: Int, line: (Item) -> String, entry: (Item, String) -> Entry
    ) {
        var room = limit
        for item in items {
            let line = line(item)
            guard MarkdownOmission.size(line) + 1 <= room else { break }
            room -= MarkdownOmission.size(line) + 1
            entries.append(entry(item, line))
        }
        lost = items.count - entries.count
        for index in entries.indices {
            // Between lines and what can be unfolded stand blank ones: one before it, and perhaps one behind.
            let more =
                MarkdownOmission.size(entries[index].folded + Self.end) + 1
                - MarkdownOmission.size(entries[index].line)
            guard more <= room else { continue }
            entries[index].isFolded = true
            room -= more
        }
        for index in entries.indices where entries[index].isFolded {
            let size = MarkdownOmission.size(entries[index].diagram)
            guard size > 0, size <= min(room, Self.diagramLimit) else { continue }
            entries[index].isDrawn = true
            room -= size
        }
    }

    /// Notes what is left out.
    /// - Parameters:
    ///   - omission: takes the notes.
    ///   - details: what is left out of an entry that is a line.
    ///   - items: what the entries are called.
    package func note(in omission: inout MarkdownOmission, details: String, items: String) {
        omission.add(entries.count { !$0.diagram.isEmpty && !$0.isDrawn }, "diagrams of campaigns")
        omission.add(entries.count { !$0.isFolded }, details)
        omission.add(lost, items)
        omission.add(entries.reduce(0) { $0 + ($1.isFolded ? $1.cutValues : 0) }, "long values' middles")
    }

    /// The list.
    package var text: String {
        var text = ""
        var wasLine = false
        for entry in entries {
            if entry.isFolded {
                text += (wasLine ? "\n" : "") + entry.folded + (entry.isDrawn ? entry.diagram : "") + Self.end
            } else {
                text += (wasLine || text.isEmpty ? "" : "\n") + entry.line + "\n"
            }
            wasLine = !entry.isFolded
        }
        return text
    }
}
