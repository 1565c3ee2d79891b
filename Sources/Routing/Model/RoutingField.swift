/// What a condition looks at: a property of a click, under the name of RedTrack's filter where there is one.
///
/// The set is open: any other name is a field of the source that no filter covers, such as `language`.
public struct RoutingField: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name, as messages say it.
    public var name: String

    /// The field of a name; `sub1` to `sub10` are parameters.
    public init(_ name: String) { self.name = name }

    /// Countries by ISO code.
    public static let country = RoutingField("country")
    /// Cities by name.
    public static let city = RoutingField("city")
    /// Providers by name.
    public static let isp = RoutingField("isp")
    /// Browsers by title.
    public static let browser = RoutingField("browser")
    /// Operating systems by title.
    public static let os = RoutingField("os")
    /// The type of connection.
    public static let connectionType = RoutingField("connection_type")
    /// Types of devices.
    public static let deviceType = RoutingField("device_type")
    /// Addresses.
    public static let ip = RoutingField("ip")
    /// Lists of bots by id; a click can be on several.
    public static let bots = RoutingField("bots")

    /// A parameter of the campaign's link, counted from 1.
    public static func sub(_ number: Int) -> RoutingField { RoutingField("sub\(number)") }

    /// Orders by name, with `sub2` before `sub10`.
    public static func < (left: RoutingField, right: RoutingField) -> Bool {
        if let first = left.subNumber, let second = right.subNumber { return first < second }
        return left.name < right.name
    }

    /// The number of a parameter; `nil` for all other fields.
    public var subNumber: Int? {
        guard name.hasPrefix("sub"), let number = Int(name.dropFirst(3)), number > 0, "sub\(number)" == name
        else { return nil }
        return number
    }

    /// Whether a click can have several values of the field at once.
    public var holdsSeveralValues: Bool { self == .bots }

    /// The name.
    public var description: String { name }
}
