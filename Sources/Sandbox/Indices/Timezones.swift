import Feeds

/// One row of `GET /timezones`.
struct Timezone: Sendable, Hashable {
    let id: String
    let zone: String
    /// Seconds east of Greenwich in standard time; the API knows no daylight saving time.
    let offset: Int

    /// The zone of an account that never chose one.
    static let utc = Timezone(id: "5a8407abf07a9153abe11530", zone: "UTC", offset: 0)

    /// The index, sorted by name, with UTC at the end.
    static let all: [Timezone] = read(TimezoneTable.text) + [utc]

    /// The zone with this name.
    static func named(_ zone: String) -> Timezone? { byName[zone] }

    private static let byName = Dictionary(
        all.map { ($0.zone, $0) }, uniquingKeysWith: { first, _ in first })

    /// The zone as the index shows it, with the alias `(UTC/GMT +03:00) Africa/Addis_Ababa`.
    var value: Value {
        let minutes = offset.magnitude / 60
        let hours = String(minutes / 60 + 100).dropFirst()
        let rest = String(minutes % 60 + 100).dropFirst()
        let alias = "(UTC/GMT \(offset < 0 ? "-" : "+")\(hours):\(rest)) \(zone)"
        return .object([
            ("id", .string(id)), ("zone", .string(zone)), ("alias", .string(alias)),
            ("offset", .number(String(offset))),
        ])
    }

    private static func read(_ text: String) -> [Timezone] {
        var zones: [Timezone] = []
        var region = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if word.last == ":" {
                region = String(word.dropLast())
                continue
            }
            // The name, a sign, and HH:MM.
            let clock = word.suffix(5).split(separator: ":").compactMap { Int($0) }
            guard word.count > 6, clock.count == 2 else { continue }
            let seconds = (clock[0] * 60 + clock[1]) * 60
            zones.append(
                Timezone(
                    id: CatalogueID.text("56826343be24e6430d0041a7", zones.count),
                    zone: "\(region)/\(word.dropLast(6))",
                    offset: word.dropLast(5).last == "-" ? -seconds : seconds))
        }
        return zones
    }
}
