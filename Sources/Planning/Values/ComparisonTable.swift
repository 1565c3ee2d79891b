package import RedTrack

/// The rule of every field that files may set, by kind and path in manifest names.
///
/// Declared field by field, so that a new field has to be thought about: the tests hold the table against the models.
package enum ComparisonTable {
    /// One field with its rule.
    package struct Entry: Sendable {
        /// The path in manifest names; elements of lists have no number in it.
        package let path: String
        /// How values there are compared.
        package let rule: ComparisonRule

        init(_ path: String, _ rule: ComparisonRule) {
            self.path = path
            self.rule = rule
        }
    }

    /// The fields of a kind, in the order of the API document.
    package static func entries(of kind: Kind) -> [Entry] { declared[kind] ?? [] }

    /// The rule of a field; `nil` when there is no such field to set.
    package static func rule(of kind: Kind, _ path: String) -> ComparisonRule? { rules[kind]?[path] }

    private static let rules: [Kind: [String: ComparisonRule]] = declared.mapValues { entries in
        Dictionary(entries.map { ($0.path, $0.rule) }, uniquingKeysWith: { first, _ in first })
    }

    private static let declared: [Kind: [Entry]] = [
        .network: [
            Entry("title", .text), Entry("url", .url), Entry("skype", .text), Entry("offer_url", .url),
            Entry("postback_url", .url), Entry("preset_id", .text),
        ],
        .source: [
            Entry("title", .text), Entry("postback_url", .url), Entry("cost_id", .text),
            Entry("ref_id", .text),
        ] + subs("") + [Entry("hints", .record)] + subs("hints.") + [Entry("preset_id", .text)],
        .domain: [Entry("title", .text), Entry("url", .url), Entry("email", .text)],
        .landing: [Entry("title", .text), Entry("url", .url)],
        .offer: [
            Entry("title", .text), Entry("status", .choice), Entry("network", .reference),
            Entry("country_codes", .set), Entry("url", .url), Entry("postback_url", .url),
            Entry("payment", .record), Entry("payment.amount", .number), Entry("targeting", .record),
            Entry("targeting.os", .elements), Entry("targeting.os.name", .text),
            Entry("targeting.os.version", .text), Entry("targeting.browser", .elements),
            Entry("targeting.browser.name", .text), Entry("targeting.browser.version", .text),
            Entry("targeting.countries", .set), Entry("targeting.cities", .set),
            Entry("targeting.devices", .set), Entry("targeting.isp", .set), Entry("cap", .number),
            Entry("cap_alert", .flag),
        ],
        .campaign: [
            Entry("title", .text), Entry("cpc", .number), Entry("source", .reference),
            Entry("domain", .reference), Entry("redirect_type", .choice), Entry("status", .choice),
            Entry("streams", .orderedElements), Entry("streams.offers", .elements),
            Entry("streams.offers.offer", .reference), Entry("streams.offers.weight", .number),
            Entry("streams.landings", .elements), Entry("streams.landings.landing", .reference),
            Entry("streams.landings.weight", .number), Entry("streams.cost", .number),
            Entry("streams.weight", .number), Entry("streams.filters", .record),
        ] + filters + [
            Entry("notes", .list), Entry("tags", .set), Entry("postbacks", .elements),
            Entry("postbacks.url", .url), Entry("postbacks.payment_percent", .number),
        ],
    ]

    /// `sub1` to `sub10`, each a text.
    private static func subs(_ path: String) -> [Entry] {
        (1...SubItems.count).map { Entry("\(path)sub\($0)", .text) }
    }

    /// The filters of a stream, each with the name of its values.
    private static let filters: [Entry] = {
        let values: [(name: String, list: String, rule: ComparisonRule)] = [
            ("country", "iso", .set), ("city", "titles", .set), ("isp", "items", .set),
            ("browser", "titles", .set), ("os", "titles", .set), ("connection_type", "id", .text),
            ("device_type", "items", .set), ("ip", "items", .set), ("subs", "items", .record),
            ("bots", "ids", .set),
        ]
        return values.flatMap { filter -> [Entry] in
            let path = "streams.filters.\(filter.name)"
            let items = filter.name == "subs" ? subs("\(path).items.") : []
            return [Entry(path, .filter), Entry("\(path).\(filter.list)", filter.rule)] + items
                + [Entry("\(path).active", .flag), Entry("\(path).exclude", .flag)]
        }
    }()
}
