import Feeds
import Foundation
import Manifests
import Planning
import RedTrack
import TestSupport
import Testing

/// Tables that are gone through in pieces give the plan of all objects: here pieces are so small that even short tables
/// have many. Seeds are the arguments, so that a failure names its own.
@Suite struct BigTableTests {
    /// Sizes that put borders everywhere.
    private static func sizes(_ generator: inout SeededGenerator) -> BulkSizes {
        BulkSizes(
            table: 1, part: Int.random(in: 150...3000, using: &generator),
            window: Int.random(in: 64...1500, using: &generator))
    }

    @Test func `tables with a few other rows give the same plan`() async throws {
        var (quick, tables, leftOut) = (0, 0, 0)
        for seed in 400...470 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let table = OfferTable(&generator)
            let folder = try PlanFolder(table.files)
            let other = try PlanFolder(table.edited(&generator).files)
            guard
                let both = await QuickPlan.compare(
                    folder, other, "seed \(seed)", PlanOptions(), Self.sizes(&generator))
            else { continue }
            quick += 1
            tables += both.tables
            leftOut += both.leftOut.values.reduce(0, +)
        }
        // The seeds are fixed: this many are told without the readers at least.
        #expect(quick >= 60 && tables >= 60 && leftOut >= 5000, "\(quick) of 71, \(tables), \(leftOut)")
    }

    @Test(arguments: [false, true]) func `lock files and pruning do not change that`(prunes: Bool)
        async throws
    {
        var tables = 0
        for seed in 500...540 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let table = OfferTable(&generator)
            let folder = try PlanFolder(table.files)
            let other = try PlanFolder(table.edited(&generator).files)
            var lock = LockFile(account: "5a0b1c2d3e4f")
            for (kind, key) in table.keys where generator.chance(98) {
                lock.set(LockFile.Entry(kind: kind, key: key, id: "\(kind.rawValue)-\(key.hashed)"))
            }
            if generator.chance(80) { try other.write(lock.text, to: "waybill.lock") }
            if generator.chance(30), let entry = lock.entries.randomElement(using: &generator) {
                lock.remove(entry.kind, entry.key)
            }
            if generator.chance(30), var entry = lock.entries.randomElement(using: &generator) {
                entry.id = "5a0b77"
                lock.set(entry)
            }
            try folder.write(lock.text, to: "waybill.lock")
            let options = PlanOptions(
                prune: prunes, pruneUnmanaged: prunes && generator.chance(50),
                removalLimit: RemovalLimit("100%") ?? .default)
            let both = await QuickPlan.compare(
                folder, other, "seed \(seed)", options, Self.sizes(&generator))
            tables += both?.tables ?? 0
        }
        #expect(tables >= 20, "\(tables) of 41")
    }

    @Test func `bytes that change anywhere never make another plan`() async throws {
        for seed in 600...680 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let table = OfferTable(&generator)
            let sides = [table, generator.chance(50) ? table : table.edited(&generator)]
            let both = generator.chance(60)
            let noise = Array("\"\"\n\n,\r|\\ 0aé$".utf8) + [0xFF, 0x00]
            let changes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                (
                    Int.random(in: 0..<100_000, using: &generator),
                    noise.randomElement(using: &generator) ?? 0x20
                )
            }
            var folders: [PlanFolder] = []
            for (index, side) in sides.enumerated() {
                let folder = try PlanFolder(side.files)
                var bytes = Array(side.text.utf8)
                // Both sides get the same fault: where bytes are equal, nobody else would look at them.
                for (place, byte) in changes where index == 0 || both { bytes[place % bytes.count] = byte }
                try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/offers.csv"))
                folders.append(folder)
            }
            await QuickPlan.compare(
                folders[0], folders[1], "seed \(seed)", PlanOptions(), Self.sizes(&generator))
        }
    }

    @Test func `tables written in other ways give the same plan`() async throws {
        for seed in 700...740 as ClosedRange<UInt64> {
            let pair = FolderPair(seed: seed)
            var generator = SeededGenerator(seed: seed)
            let folder = try pair.folder(pair.files, .csv)
            let other = try pair.folder(pair.other, .csv)
            for kind in Kind.allCases {
                let name = "\(kind.plural).csv"
                for side in [folder, other] where generator.chance(12) {
                    guard let text = try? side.text(of: name) else { continue }
                    try side.write(try TableNoise(text).text(&generator), to: name)
                }
            }
            await QuickPlan.compare(folder, other, "seed \(seed)", PlanOptions(), Self.sizes(&generator))
        }
    }
}

/// Offers and their networks, as rows of which some take several lines.
private struct OfferTable {
    private var rows: [(key: String?, title: String, cells: String)] = []
    private let header: String
    private let lineEnd: String
    private let hasKeys: Bool
    private var networks = 4

    init(_ generator: inout SeededGenerator) {
        hasKeys = generator.chance(40)
        lineEnd = generator.chance(15) ? "\r\n" : "\n"
        header = (hasKeys ? "key," : "") + "title,status,network,url,payment.amount,country_codes"
        for index in 0..<Int.random(in: 60...200, using: &generator) { add(index, &generator) }
    }

    private mutating func add(_ index: Int, _ generator: inout SeededGenerator) {
        var title = "Offer \(index)"
        if generator.chance(10) { title = "\"Offer, \"\"\(index)\"\"\"" }
        // What looks like a row, in quotes.
        let isLong = generator.chance(8)
        let network = "Network \(Int.random(in: 0..<networks, using: &generator))"
        let url = "https://offers.example.com/\(index)?c={clickid}"
        let place =
            isLong ? "\"\(url)&x=1\(lineEnd)Offer 1,active,\(network),\(url),1.5,DE\(lineEnd)\"" : url
        let key = hasKeys && generator.chance(90) ? "feed/\(index)" : nil
        let countries = generator.chance(50) ? "DE|AT" : ""
        rows.append(
            (
                key, generator.chance(3) ? "Offer \(index) é" : title,
                "active,\(network),\(place),\(index % 7 + 1).5,\(countries)"
            ))
    }

    /// Another state of it.
    func edited(_ generator: inout SeededGenerator) -> OfferTable {
        var table = self
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let index = Int.random(in: table.rows.indices, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: table.rows.remove(at: index)
            case 1, 2, 3:
                table.rows[index].cells = table.rows[index].cells.replacing("active", with: "paused")
            case 4: table.add(1000 + index, &generator)
            case 5: table.rows.swapAt(index, Int.random(in: table.rows.indices, using: &generator))
            case 6: table.rows[index].title = "Renamed \(index)"
            default: table.rows.insert(table.rows.remove(at: index), at: 0)
            }
        }
        if generator.chance(20) {
            // More than is looked for at first.
            let place = Int.random(in: 0...table.rows.count, using: &generator)
            for index in 0..<Int.random(in: 50...150, using: &generator) {
                table.add(2000 + index, &generator)
                table.rows.insert(table.rows.removeLast(), at: min(place, table.rows.count))
            }
        }
        if generator.chance(10) { table.networks = 5 }
        if generator.chance(5), let row = table.rows.first { table.rows.append(row) }
        if generator.chance(5) { table.rows.shuffle(using: &generator) }
        return table
    }

    var text: String {
        header + lineEnd
            + rows.map { (hasKeys ? "\($0.key ?? "")," : "") + "\($0.title),\($0.cells)" }
            .joined(separator: lineEnd) + lineEnd
    }

    var files: [(name: String, text: String)] {
        let networks = (0..<networks).map { "Network \($0),https://network\($0).example.com\(lineEnd)" }
        return [("networks.csv", "title,url\(lineEnd)" + networks.joined()), ("offers.csv", text)]
    }

    /// The kinds and names of what is in it.
    var keys: [(Kind, String)] {
        (0..<networks).map { (Kind.network, "Network \($0)") }
            + rows.map { row in
                let isQuoted = row.title.hasPrefix("\"")
                let title = isQuoted ? String(row.title.dropFirst().dropLast()) : row.title
                return (Kind.offer, row.key ?? title.replacing("\"\"", with: "\""))
            }
    }
}

extension String {
    /// A number that is the same in every run.
    fileprivate var hashed: String {
        String(utf8.reduce(into: UInt64(7)) { $0 = $0 &* 31 &+ UInt64($1) }, radix: 16)
    }
}
