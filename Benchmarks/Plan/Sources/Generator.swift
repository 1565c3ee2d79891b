import Diagnostics
import Feeds
import Manifests
import RedTrack

/// Two states of an account that look like real ones and are the same on every run: the folder that is planned, and
/// the folder that stands for the account.
///
/// One in a hundred objects differs: eight in a thousand have another value, one is new, one is gone.
struct Generator {
    let count: Int

    /// How many objects of each kind there are.
    private func number(of kind: Kind) -> Int {
        switch kind {
        case .network: max(1, count / 100)
        case .source: max(1, count / 200)
        case .domain: max(1, count / 500)
        case .landing: max(1, count / 10)
        case .offer: max(1, count * 6 / 10)
        case .campaign: max(1, count - Kind.allCases.dropLast().reduce(0) { $0 + number(of: $1) })
        }
    }

    /// The objects of a side.
    func objects(edited: Bool) -> [ManifestObject] {
        var objects: [ManifestObject] = []
        objects.reserveCapacity(count)
        for kind in Kind.allCases {
            for index in 0..<number(of: kind) {
                let hasReferrers = kind != .campaign && kind != .domain
                // What is gone or new must not be referred to: offers past the last share of a campaign are not.
                let isLoose = !hasReferrers || kind == .offer && index * 10 >= number(of: kind) * 9
                if isLoose, index % 100 == (edited ? 7 : 57), index > 0 { continue }
                objects.append(object(kind, index, isEdited: edited && index % 125 == 3))
            }
        }
        return objects
    }

    private func object(_ kind: Kind, _ index: Int, isEdited: Bool) -> ManifestObject {
        let title = title(kind, index)
        var values: [String: Value] = ["title": .string(title)]
        let mark = isEdited ? "-new" : ""
        switch kind {
        case .network:
            values["url"] = .string("https://network\(index).example.com\(mark)")
            values["offer_url"] = .string("aff_sub={clickid}&source={sub1}")
            values["postback_url"] = .string("https://track.example.com/postback?n=\(index)")
        case .source:
            values["postback_url"] = .string("https://source\(index).example.com/p?c={ref_id}\(mark)")
            for number in 1...4 { values["sub\(number)"] = .string("{placement_\(number)}") }
            values["ref_id"] = .string("{click_id}")
        case .domain: values["url"] = .string("https://go\(index)\(mark).example.com")
        case .landing: values["url"] = .string("https://pages.example.com/l/\(index)\(mark)?c={clickid}")
        case .offer: offer(index, mark, &values)
        case .campaign: campaign(index, isEdited, &values)
        }
        let fields = kind.fields.compactMap { field in
            values[field.manifestName].map { ManifestField(field, Node($0)) }
        }
        return ManifestObject(kind: kind, key: title, hasExplicitKey: false, fields: fields)
    }

    private func title(_ kind: Kind, _ index: Int) -> String {
        let words = [
            "Red Bushido", "Blue Lagoon", "Crème brûlée", "Night Owl", "Sweepstakes", "Casino VIP", "Nutra",
        ]
        return "\(words[index % words.count]) \(kind.rawValue) \(index)"
    }

    private static let countries = ["US", "DE", "FR", "GB", "BR", "IN", "JP", "ES", "IT", "PL"]

    private func offer(_ index: Int, _ mark: String, _ values: inout [String: Value]) {
        values["status"] = .number("1")
        values["network"] = .string(title(.network, index % number(of: .network)))
        values["country_codes"] = .array(
            (0..<1 + index % 3).map { .string(Self.countries[(index + 3 * $0) % 10]) })
        values["url"] = .string(
            "https://offers.example.com/o/\(index)?click={clickid}&p=\(index * 7919 % 10_007)\(mark)")
        values["payment"] = .object([("amount", .number("\(index % 90 + 1).\(index % 9 + 1)"))])
        values["cap"] = .number("\(index % 5 * 100)")
        values["cap_alert"] = .bool(index % 2 == 0)
    }

    private func campaign(_ index: Int, _ isEdited: Bool, _ values: inout [String: Value]) {
        let offers = max(1, number(of: .offer) * 9 / 10)
        values["cpc"] = .number("0.0\(index % 9 + 1)")
        values["source"] = .string(title(.source, index % number(of: .source)))
        if index % 3 > 0 { values["redirect_type"] = .number("\(index % 3)") }
        values["status"] = .number("1")
        values["tags"] = .array([.string("team-\(index % 7)"), .string("q\(index % 4 + 1)")])
        values["streams"] = .array(
            (0..<1 + index % 3).map { stream in
                var members: [(String, Value)] = [
                    (
                        "offers",
                        .array(
                            (0..<2).map { share in
                                .object([
                                    (
                                        "offer",
                                        .string(title(.offer, Self.offer(index, stream, share, of: offers)))
                                    ),
                                    ("weight", .number("\(isEdited && share == 0 ? 35 : 50)")),
                                ])
                            })
                    )
                ]
                if stream % 2 == 0 {
                    let landing = title(.landing, (index + stream) % number(of: .landing))
                    members.append(
                        (
                            "landings",
                            .array([.object([("landing", .string(landing)), ("weight", .number("100"))])])
                        ))
                }
                members.append(("weight", .number("\(10 + 10 * stream)")))
                if stream > 0 {
                    members.append(
                        (
                            "filters",
                            .object([
                                (
                                    "country",
                                    .object([
                                        (
                                            "iso",
                                            .array([.string(Self.countries[index % 10]), .string("CA")])
                                        ),
                                        ("active", .bool(true)), ("exclude", .bool(false)),
                                    ])
                                )
                            ])
                        ))
                }
                return .object(members)
            })
        values["postbacks"] = .array([
            .object([
                ("url", .string("https://postback.example.com/c/\(index)?cid={clickid}")),
                ("payment_percent", .number("100")),
            ])
        ])
    }

    /// Two shares of a stream are different offers wherever there are two.
    private static func offer(_ index: Int, _ stream: Int, _ share: Int, of count: Int) -> Int {
        ((index * 13 + stream * 101) % count + share) % count
    }
}
