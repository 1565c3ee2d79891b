import Feeds

/// The indices of browsers, systems and devices: short lists of titles, which begin as the document does.
enum Titles {
    /// Rows of `GET /browsers`.
    static let browsers =
        titled([
            ("55d303788ead0e1d010041aa", "Chrome"), ("55d3038a8ead0ee5050041a9", "Chrome Mobile"),
            ("55d303928ead0ee3050041a7", "Mobile Safari"),
        ])
        + counted(
            "55d303998ead0ee3050041a8",
            "Safari,Firefox,Firefox Mobile,Internet Explorer,Edge,Opera,Opera Mini,Opera Mobile,Samsung Browser,"
                + "UC Browser,Yandex Browser,Android Browser,Facebook,Vivaldi,Mozilla")

    /// Rows of `GET /os`.
    static let systems =
        titled([
            ("55d305248ead0ee5050041ac", "Android"), ("55d3052e8ead0ee3050041aa", "Windows 7"),
            ("55d305378ead0ee2050041ac", "iOS"),
        ])
        + counted(
            "55d305418ead0ee2050041ad",
            "Windows 10,Windows 8.1,Windows 8,Windows Vista,Windows XP,Windows Phone,OSX,Linux,Ubuntu,Chrome OS,"
                + "BlackBerry,Symbian,Tizen,FreeBSD")

    /// Rows of `GET /devices`: id, title and the code that clicks carry.
    static let devices: [(id: String, title: String, code: String)] = [
        ("5a4e5779d6639f89e166360b", "Mobile", "DevicePhone"),
        ("5a4e5787d6639f89e166360c", "Desktop", "DeviceComputer"),
        ("5a4e5792d6639f89e166360d", "Tablet", "DeviceTablet"),
        ("5a4e579ed6639f89e166360e", "TV", "DeviceTV"),
        ("5a4e57a9d6639f89e166360f", "Console", "DeviceConsole"),
        ("5a4e57b4d6639f89e1663610", "Wearable", "DeviceWearable"),
    ]

    private static func titled(_ rows: [(String, String)]) -> [Value] {
        rows.map { .object([("id", .string($0.0)), ("title", .string($0.1))]) }
    }

    private static func counted(_ first: String, _ titles: String) -> [Value] {
        titled(
            titles.split(separator: ",").enumerated().map { index, title in
                (CatalogueID.text(first, index), String(title))
            })
    }
}
