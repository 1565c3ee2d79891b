import Feeds

/// One affiliate network of the catalogue, with templates for its offer and postback URLs.
struct NetworkPreset: Sendable {
    let id: String
    let title: String
    let url: String
    let logo: String
    let categories: [String]
    let offerURL: String
    let postbackURL: String

    /// The catalogue, in the order of its table.
    static let all: [NetworkPreset] = NetworkPresetTable.text.split(separator: "\n").enumerated().map {
        index, line in
        NetworkPreset(line, number: index)
    }

    /// Reads `title|url|categories|parameter|click id macro|payout macro`.
    private init(_ line: Substring, number: Int) {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        func cell(_ index: Int) -> String { index < cells.count ? cells[index] : "" }
        // The first id is the one of the API document; the others count on from it.
        id = "5a4f47c7e1ee42638631" + ObjectIDs.hexadecimal(UInt64(0xEE69 + number), 4)
        title = cell(0)
        url = cell(1)
        logo =
            number == 0
            ? "https://s3.eu-central-1.amazonaws.com/redtrackpartnerlogos/logos/bomboffers.png" : ""
        categories = cell(2).split(separator: ",").map(String.init)
        offerURL = "[insert_offer_url_here]&\(cell(3))={clickid}"
        let sum = cell(5).isEmpty ? "" : "&sum=\(cell(5))"
        postbackURL = "http://rdtrck2.com/postback?clickid=\(cell(4))\(sum)"
    }

    /// The preset in the field order of the document's "Network presets index".
    var value: Value {
        .object([
            ("id", .string(id)), ("title", .string(title)), ("url", .string(url)), ("skype", .string("")),
            ("logo", .string(logo)), ("categories", .array(categories.map(Value.string))),
            ("rating", .number("0")), ("contact", SourcePreset.noContact), ("referral_link", .string("")),
            ("comment", .string("")), ("offer_url", .string(offerURL)),
            ("postback_url", .string(postbackURL)),
        ])
    }
}
