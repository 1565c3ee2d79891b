import Feeds

/// One traffic source of the catalogue: what its platform calls things, ready to be copied into a source.
struct SourcePreset: Sendable {
    let id: String
    let title: String
    let url: String
    let logo: String
    let formats: [String]
    let postbackURL: String
    let refID: String
    let costID: String
    /// Up to ten macros with their meaning.
    let subs: [(macro: String, hint: String)]

    /// The catalogue, in the order of its table.
    static let all: [SourcePreset] = SourcePresetTable.text.split(separator: "\n").enumerated().map {
        index, line in
        SourcePreset(line, number: index)
    }

    /// Reads `title|url|formats|ref_id|cost_id|postback_url|logo|macro=hint|...`.
    private init(_ line: Substring, number: Int) {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        func cell(_ index: Int) -> String { index < cells.count ? cells[index] : "" }
        // The first id is the one of the API document; the others count on from it.
        id = "5811bf3a7588f7923a8b" + ObjectIDs.hexadecimal(UInt64(0x45BD + number), 4)
        title = cell(0)
        url = cell(1)
        formats = cell(2).split(separator: ",").map(String.init)
        refID = cell(3)
        costID = cell(4)
        postbackURL = cell(5)
        logo = cell(6)
        subs = cells.dropFirst(7).prefix(10).map { sub in
            let parts = sub.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// The preset in the field order of the document's "Sources presets index".
    var value: Value {
        let names = SourceWire.subs
        let macros = names.enumerated().map { index, name in
            (name, Value.string(index < subs.count ? subs[index].macro : ""))
        }
        let hints = names.enumerated().map { index, name in
            (name, Value.string(index < subs.count ? subs[index].hint : ""))
        }
        let head: [(String, Value)] = [
            ("id", .string(id)), ("title", .string(title)), ("url", .string(url)), ("rating", .number("0")),
            ("contact", Self.noContact), ("referral_link", .string("")), ("comment", .string("")),
            ("postback_url", .string(postbackURL)), ("logo", .string(logo)),
            ("formats", .array(formats.map(Value.string))), ("ref_id", .string(refID)),
            ("cost_id", .string(costID)),
        ]
        return .object(head + macros + [("hints", .object(hints))])
    }

    /// Nobody to talk to.
    static let noContact = Value.object(
        ["person", "email", "phone", "messenger"].map { ($0, Value.string("")) })
}
