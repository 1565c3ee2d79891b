import Foundation

/// Two tables of offers, and what they refer to, as CSV manifests: a row an offer, written as it is made.
///
/// One offer in a hundred differs: eight in a thousand have another payout or link, one is new, one is gone.
enum OfferTables {
    static func write(_ count: Int, to folder: String, edited: Bool) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var networks = "title,url\n"
        for index in 0..<50 { networks += "Network \(index),https://network\(index).example.com\n" }
        try Data(networks.utf8).write(to: URL(fileURLWithPath: folder + "/networks.csv"))
        let path = folder + "/offers.csv"
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var text =
            "title,status,network,country_codes,url,postback_url,payment.amount,targeting.devices,cap,cap_alert\n"
        for index in 0..<count {
            if index % 1000 == (edited ? 501 : 502) { continue }
            append(index, isEdited: edited && index % 125 == 3, to: &text)
            if text.utf8.count > 1 << 22 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private static let words = [
        "Red Bushido", "Blue Lagoon", "Crème brûlée", "Night Owl", "Casino VIP", "Nutra",
    ]
    private static let countries = [
        "US", "DE|AT|CH", "FR|BE", "GB|IE", "BR", "IN", "JP", "ES|MX|AR", "IT", "PL",
    ]

    private static func append(_ index: Int, isEdited: Bool, to text: inout String) {
        let word = words[index % words.count]
        // Some titles need quotes, as real ones do.
        let title =
            index % 10 == 0 ? "\"\(word), \"\"best\"\" of \(index)\"" : "\(word) offer number \(index)"
        let amount = isEdited && index % 2 == 0 ? "\(index % 90 + 2).75" : "\(index % 90 + 1).5"
        let mark = isEdited && index % 2 == 1 ? "&v=2" : ""
        text += title
        text += ",active,Network \(index * 31 % 50),"
        text += countries[index % countries.count]
        text +=
            ",https://offers.example.com/click/\(index)?clickid={clickid}&sub1={sub1}&sub2={sub2}&sub3={sub3}"
        text += "&hash=\(UInt64(index) &* 0x9E37_79B9_7F4A_7C15)\(mark)"
        text +=
            ",https://track.example.com/postback?clickid={clickid}&sum={payout}&offer=\(index)&network=\(index % 50),"
        text += amount
        text += index % 3 == 0 ? ",Apple|Samsung," : ",,"
        text += "\(index % 5 * 100),\(index % 2 == 0 ? "true" : "false")\n"
    }
}
