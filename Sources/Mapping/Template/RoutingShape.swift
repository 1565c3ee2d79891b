internal import RedTrack

/// The form in which templates for trackers say how a campaign routes: the field `routing` of a campaign.
///
/// It is no field of RedTrack. `Migration` takes it out, and puts the streams that it comes to in its place.
package enum RoutingShape {
    /// The name of the field.
    package static let name = "routing"

    /// The field, with a type as all fields of templates have.
    static let field = FieldDescription(
        name,
        .record([
            FieldDescription("mode", .text),
            FieldDescription("forced", rules),
            FieldDescription("rules", rules),
            FieldDescription("default", .record(choice)),
        ]))

    private static let rules = FieldType.records(
        [
            FieldDescription("name", .text), FieldDescription("enabled", .boolean),
            FieldDescription("weight", .text), FieldDescription("match", .text),
            FieldDescription("conditions", .records(condition, ordered: true)),
        ] + choice, ordered: true)

    private static let condition = [
        FieldDescription("field", .text), FieldDescription("values", .texts(ordered: true)),
        FieldDescription("exclude", .boolean), FieldDescription("label", .text),
        FieldDescription("always", .boolean), FieldDescription("unsupported", .text),
    ]

    private static let choice = [
        FieldDescription("rotation", .text), FieldDescription("unknown_rotation", .text),
        FieldDescription("paths", .records(path, ordered: true)),
    ]

    private static let path = [
        FieldDescription("name", .text), FieldDescription("enabled", .boolean),
        FieldDescription("weight", .text), FieldDescription("landers", .records(share, ordered: true)),
        FieldDescription("offers", .records(share, ordered: true)),
        FieldDescription("unsupported", .text),
    ]

    private static let share = [
        FieldDescription("id", .text), FieldDescription("weight", .text),
        FieldDescription("enabled", .boolean),
    ]
}
