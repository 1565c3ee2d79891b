internal import Feeds

/// Filters of one stream of which no click passes all.
enum FilterContradiction {
    /// What a value says of the machine; a value that is not known says nothing.
    private enum Machine { case desktop, mobile }

    private static let devices: [String: Machine] = [
        "desktop": .desktop, "mobile": .mobile, "tablet": .mobile, "devicephone": .mobile,
        "devicetablet": .mobile, "devicecomputer": .desktop,
    ]
    private static let systems: [(start: String, machine: Machine)] = [
        ("windows phone", .mobile), ("windows mobile", .mobile), ("windows", .desktop), ("android", .mobile),
        ("ios", .mobile), ("iphone", .mobile), ("ipad", .mobile), ("blackberry", .mobile),
        ("symbian", .mobile),
        ("macos", .desktop), ("mac os", .desktop), ("osx", .desktop), ("os x", .desktop), ("linux", .desktop),
        ("ubuntu", .desktop), ("chromeos", .desktop), ("chrome os", .desktop),
    ]
    private static let browsers: [(start: String, machine: Machine)] = [
        ("mobile safari", .mobile), ("chrome mobile", .mobile), ("samsung browser", .mobile),
        ("opera mini", .mobile), ("opera mobile", .mobile), ("android browser", .mobile),
        ("firefox mobile", .mobile), ("internet explorer", .desktop),
    ]

    /// What contradicts what, in words; `nil` when nothing is known to.
    static func between(_ clicks: StreamClicks) -> String? {
        let sides: [(name: String, machine: Machine?)] = [
            ("device_type", machine(clicks, "device_type") { devices[$0] }),
            ("os", machine(clicks, "os") { first($0, systems) }),
            ("browser", machine(clicks, "browser") { first($0, browsers) }),
        ]
        let known = sides.compactMap { side in side.machine.map { (side.name, $0) } }
        guard let desktop = known.first(where: { $0.1 == .desktop }),
            let mobile = known.first(where: { $0.1 == .mobile })
        else { return nil }
        return "`\(desktop.0)` takes desktop machines alone, `\(mobile.0)` mobile ones alone"
    }

    /// What all values of a filter have in common.
    private static func machine(
        _ clicks: StreamClicks, _ name: String, _ machine: (String) -> Machine?
    ) -> Machine? {
        guard let condition = clicks.conditions[name], !condition.excludes else { return nil }
        let machines = Set(condition.values.map(machine))
        return machines.count == 1 ? machines.first ?? nil : nil
    }

    private static func first(_ value: String, _ table: [(start: String, machine: Machine)]) -> Machine? {
        table.first { value.hasPrefix($0.start) }?.machine
    }
}
