/// What people browse with, and how often.
struct Platform: Sendable {
    let weight: Int
    let device: String
    let system, systemVersion, browser, browserVersion, brand, model, proxy, agent: String

    /// The rows of the table.
    static let all: [Platform] = PlatformTable.text.split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 10, let weight = Int(cells[0]) else { return nil }
        return Platform(
            weight: weight, device: Titles.devices.first { $0.code == cells[1] }?.title ?? "",
            system: cells[2], systemVersion: cells[3], browser: cells[4], browserVersion: cells[5],
            brand: cells[6], model: cells[7], proxy: cells[8], agent: cells[9])
    }
}
