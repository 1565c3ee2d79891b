public import Feeds

/// A class of devices (API document, "Devices index").
public struct Device: WireRecord {
    /// The id in the index.
    public var id: String?
    /// The name, such as `Mobile`.
    public var title: String?
    /// The API's own word, such as `DevicePhone`.
    public var code: String?
    /// Fields that the API document does not know, in the order in which they came.
    public var unknownFields: [Member] = []

    /// One of which nothing is known.
    public init() {}

    /// The documented fields, in the document's order.
    public static let wireFields: [WireField<Device>] = [
        WireField("id", \.id, .readOnly, aliases: ["_id"]),
        WireField("title", \.title, .readOnly),
        WireField("code", \.code, .readOnly),
    ]
}
