package import RedTrack

/// The fields that templates for trackers may set beside those of RedTrack: what a tracker says and RedTrack says in
/// another way, or not at all. `Migration` takes them out, and puts what they come to in their place.
package enum TrackerShape {
    /// How a campaign routes.
    package static let routing = "routing"

    /// How deep conditions may be nested.
    static let deepestCondition = 8

    /// The names of the fields of a kind.
    package static func names(of kind: RedTrack.Kind) -> [String] { fields(of: kind).map(\.name) }

    /// The fields of a kind, with types as all fields of templates have.
    static func fields(of kind: RedTrack.Kind) -> [FieldDescription] { all[kind] ?? [] }

    private static let all: [RedTrack.Kind: [FieldDescription]] = [
        .campaign: [
            FieldDescription(
                routing,
                .record([
                    FieldDescription("mode", .text), place, notes,
                    FieldDescription("forced", rules), FieldDescription("rules", rules),
                    FieldDescription("default", .record(choice)),
                    FieldDescription(
                        "closed",
                        .records(
                            [FieldDescription("field", .text), FieldDescription("values", list)],
                            ordered: true)),
                ])),
            GraphShape.field, FieldDescription("old_link", .text),
            FieldDescription("cost", .record([FieldDescription("model", .text)] + money)),
            FieldDescription("offer_append", .text), FieldDescription("landing_append", .text),
        ],
        .offer: [
            FieldDescription("append", .text),
            FieldDescription("payout", .record(money + [FieldDescription("unknown", .text)])),
            FieldDescription(
                "conversion_cap",
                .record([
                    FieldDescription("limit", .text), FieldDescription("period", .text),
                    FieldDescription("replacement", .text),
                ])),
        ],
        .network: [
            FieldDescription(
                "tracker_postback",
                .record([
                    FieldDescription("old", .text), FieldDescription("click_id", .text),
                    FieldDescription("payout", .text),
                ]))
        ],
        .source: [
            FieldDescription(
                "slots",
                .records([FieldDescription("name", .text), FieldDescription("slot", .text)], ordered: true))
        ],
        .landing: [FieldDescription("clickout", .text)],
    ]

    private static let list = FieldType.texts(ordered: true)
    private static let place = FieldDescription("place", .text)
    private static let notes = FieldDescription("notes", list)

    private static let money = [
        FieldDescription("amount", .text), FieldDescription("currency", .text),
        FieldDescription("automatic", .boolean),
    ]

    private static let rules = FieldType.records(
        [
            FieldDescription("name", .text), FieldDescription("enabled", .boolean),
            FieldDescription("weight", .text), FieldDescription("match", .text), place, notes,
            FieldDescription("conditions", .records(condition, ordered: true)),
        ] + choice, ordered: true)

    /// A condition, with conditions in it.
    static let condition: [FieldDescription] = {
        let words = [
            FieldDescription("field", .text), FieldDescription("values", list),
            FieldDescription("exclude", .boolean), FieldDescription("label", .text),
            FieldDescription("always", .boolean), FieldDescription("never", .boolean),
            FieldDescription("not", .boolean), FieldDescription("unsupported", .text), place,
        ]
        var fields = words
        for _ in 1..<deepestCondition {
            fields =
                words + [
                    FieldDescription("any", .records(fields, ordered: true)),
                    FieldDescription("all", .records(fields, ordered: true)),
                ]
        }
        return fields
    }()

    private static let choice = [
        FieldDescription("rotation", .text), FieldDescription("unknown_rotation", .text),
        FieldDescription("paths", .records(path, ordered: true)),
    ]

    private static let path = [
        FieldDescription("name", .text), FieldDescription("enabled", .boolean),
        FieldDescription("weight", .text), FieldDescription("landers", .records(share, ordered: true)),
        FieldDescription("offers", .records(share, ordered: true)),
        FieldDescription("unsupported", .text), place, notes,
    ]

    private static let share = [
        FieldDescription("id", .text), FieldDescription("url", .text), FieldDescription("campaign", .text),
        FieldDescription("name", .text), FieldDescription("weight", .text),
        FieldDescription("enabled", .boolean),
    ]
}
