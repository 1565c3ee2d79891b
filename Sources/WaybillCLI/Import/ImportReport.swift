import Diagnostics
import Feeds
import Manifests
import Mapping
import Planning
import RedTrack

/// What became of a feed, for people and for programs.
struct ImportReport {
    /// What the feed is called.
    let feed: String
    /// What the template says of its records.
    let summary: MappingSummary
    /// How many records could not be read at all.
    let unreadable: Int
    /// How many of them are not in the file of rejects either.
    var unread = 0
    /// The file that holds what was rejected.
    var rejects: String?
    /// The manifest files that were written.
    var written: [String] = []
    /// The first file of the feed, for places.
    let file: String
    /// The first file of each join, for places.
    let joins: [String: String]
    /// How many links have no macro for the click id.
    var bareLinks = 0

    /// Reports on a feed.
    init(_ source: FeedSource, _ summary: MappingSummary, unreadable: Int, bareLinks: Int = 0) {
        feed = source.name
        self.summary = summary
        self.unreadable = unreadable
        self.bareLinks = bareLinks
        file = source.input.paths.first ?? "-"
        joins = source.joins.compactMapValues(\.paths.first)
    }

    /// A place in the feed, or in a join.
    private func place(_ position: SourcePosition, _ join: String?) -> String {
        SourcePlace(file: join.flatMap { joins[$0] } ?? file, position: position).description
    }

    /// All records that gave nothing because something is wrong with them.
    var rejected: Int { summary.rejected + unreadable }

    /// The counts in one sentence.
    var headline: String {
        let made = Self.kinds(summary.objects)
        var parts = ["\(Self.count(summary.records + unreadable, "record")) read"]
        parts.append("\(summary.mapped) mapped" + (made.isEmpty ? "" : " into \(made)"))
        if summary.skippedRecords > 0 { parts.append("\(summary.skippedRecords) skipped") }
        if summary.withoutObjects > 0 {
            parts.append("\(summary.withoutObjects) of no interest to the template")
        }
        if rejected > 0 { parts.append("\(rejected) rejected") }
        return TerminalText.safe("Feed \"\(feed)\": ") + parts.joined(separator: ", ") + "."
    }

    /// For people.
    var text: String {
        var sections = [headline]
        let skipped = summary.skipped.merging(summary.skippedObjects, uniquingKeysWith: +)
        if !skipped.isEmpty { sections.append(Self.section("Skipped:", Self.reasons(skipped))) }
        if rejected > 0, let rejects {
            sections.append(
                "Rejected records are in \(TerminalText.safe(rejects)), each with its reason: correct them there and"
                    + " import that file.")
        }
        if unread > 0 {
            sections.append(
                "\(Self.count(unread, "record")) could not be read and cannot be given back: correct them in the feed"
                    + " itself.")
        }
        if !summary.lost.isEmpty {
            sections.append(
                "Lost: nothing is made of \(Self.count(summary.lost.count, "field")). Use them in the template, or"
                    + " name them under `ignore:` with the reason.\n" + table(summary.lost))
        }
        let notes = noteLines
        if !notes.isEmpty { sections.append(Self.section("Notes:", notes)) }
        if !written.isEmpty {
            sections.append("Written: " + written.map(TerminalText.safe).joined(separator: ", ") + ".")
        }
        return sections.joined(separator: "\n\n")
    }

    private var noteLines: [String] {
        var lines = summary.notes.map { note in
            "\(note.count) × \(note.message) (first at \(place(note.first, note.join)))"
        }
        if bareLinks > 0 {
            lines.append(
                "\(Self.count(bareLinks, "link")) without {clickid}: RedTrack could not tell their conversions."
                    + " Put it there with set_param(...) in the template, or give the network an `offer_url` in the"
                    + " project's files")
        }
        return lines
    }

    // MARK: Parts

    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func kinds(_ objects: [RedTrack.Kind: Int]) -> String {
        objects.sorted { $0.key < $1.key }.filter { $0.value > 0 }
            .map { "\($0.value) \($0.value == 1 ? $0.key.rawValue : $0.key.plural)" }.joined(separator: ", ")
    }

    private static func section(_ title: String, _ lines: [String]) -> String {
        ([title] + lines.map { "  " + TerminalText.safe($0) }).joined(separator: "\n")
    }

    /// The most frequent first.
    private static func sorted(_ reasons: [String: Int]) -> [(key: String, value: Int)] {
        reasons.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    }

    private static func reasons(_ reasons: [String: Int]) -> [String] {
        let sorted = sorted(reasons)
        let width = sorted.first.map { "\($0.value)".count } ?? 0
        return sorted.map { reason, count in
            String(repeating: " ", count: max(0, width - "\(count)".count)) + "\(count)  \(reason)"
        }
    }

    private func table(_ fields: [FieldUse]) -> String {
        var table = TextTable([
            RecordColumn(["field"]), RecordColumn(["count"], isNumber: true), RecordColumn(["example"]),
            RecordColumn(["first at"]),
        ])
        let rows = fields.map { field in
            [field.path, "\(field.count)", field.example, place(field.first, field.join)]
        }
        return table.text(rows).split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    }

    // MARK: JSON

    /// Format `waybill-import/1`.
    var json: Value {
        .object([
            ("format", .string("waybill-import/1")),
            ("feed", .string(feed)),
            ("records", .number("\(summary.records + unreadable)")),
            ("mapped", .number("\(summary.mapped)")),
            ("without_objects", .number("\(summary.withoutObjects)")),
            ("rejected", .number("\(rejected)")),
            ("skipped", Self.counts(summary.skipped)),
            ("skipped_objects", Self.counts(summary.skippedObjects)),
            (
                "objects",
                .object(
                    RedTrack.Kind.allCases.map { ($0.plural, .number("\(summary.objects[$0] ?? 0)")) })
            ),
            ("lost", .array(summary.lost.map(use))),
            ("ignored", .array(summary.ignored.map(use))),
            (
                "notes",
                .array(
                    summary.notes.map { note in
                        .object([
                            ("message", .string(note.message)), ("count", .number("\(note.count)")),
                            ("place", .string(place(note.first, note.join))),
                        ])
                    })
            ),
            ("links_without_clickid", .number("\(bareLinks)")),
            ("unreadable", .number("\(unread)")),
            ("rejects", rejects.map(Value.string) ?? .null),
            ("written", .array(written.map(Value.string))),
        ])
    }

    private static func counts(_ counts: [String: Int]) -> Value {
        .object(sorted(counts).map { ($0.key, .number("\($0.value)")) })
    }

    private func use(_ field: FieldUse) -> Value {
        .object([
            ("field", .string(field.path)), ("count", .number("\(field.count)")),
            ("example", .string(field.example)),
            ("place", .string(place(field.first, field.join))),
            ("reason", field.reason.map(Value.string) ?? .null),
        ])
    }
}
