internal import RedTrack

/// The form in which templates for trackers say how a campaign routes where the tracker has a graph: the field `graph` of
/// a campaign, in the place of `routing`.
package enum GraphShape {
    /// The name of the field.
    package static let name = "graph"

    static let field = FieldDescription(
        name,
        .record([
            FieldDescription("place", .text),
            FieldDescription(
                "nodes",
                .records(
                    [
                        FieldDescription("id", .text), FieldDescription("name", .text),
                        FieldDescription("kind", .text), FieldDescription("object", .text),
                        FieldDescription("url", .text),
                        FieldDescription("unsupported", .text), FieldDescription("place", .text),
                        FieldDescription("notes", .texts(ordered: true)),
                        FieldDescription("any", .records(TrackerShape.condition, ordered: true)),
                    ], ordered: true)),
            FieldDescription(
                "edges",
                .records(
                    [
                        FieldDescription("from", .text), FieldDescription("to", .text),
                        FieldDescription("weight", .text), FieldDescription("side", .text),
                        FieldDescription("action", .text),
                    ], ordered: true)),
        ]))
}
