import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport
import Testing

/// A plan that leaves equal objects out is the plan of all objects. Seeds are the arguments, so that a failure names
/// its own.
@Suite struct QuickPlanTests {
    static let formats: [ManifestFormat] = [.yaml, .json, .csv]

    @Test(arguments: formats) func `objects that are equal are left out, and the plan is the same`(
        format: ManifestFormat
    ) async throws {
        var leftOut = 0
        var quick = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            let pair = FolderPair(seed: seed)
            let folder = try pair.folder(pair.files, format)
            let other = try pair.folder(pair.other, format)
            if let both = await QuickPlan.compare(folder, other, "seed \(seed), \(format)") {
                quick += 1
                leftOut += both.leftOut.values.reduce(0, +)
            }
        }
        // The seeds are fixed: this many are told without the readers at least.
        #expect(quick >= 15 && leftOut >= 100, "\(format): \(quick) of 60, \(leftOut) objects left out")
    }

    @Test(arguments: formats, [false, true]) func `lock files and pruning do not change that`(
        format: ManifestFormat, prunes: Bool
    ) async throws {
        var quick = 0
        for seed in 100...140 as ClosedRange<UInt64> {
            let pair = FolderPair(seed: seed)
            var generator = SeededGenerator(seed: seed)
            let folder = try pair.folder(pair.files, format)
            let other = try pair.folder(pair.other, format)
            var lock = try pair.lock()
            if generator.chance(80) { try other.write(lock.text, to: "waybill.lock") }
            if generator.chance(30) {
                lock.set(LockFile.Entry(kind: .offer, key: "long gone", id: "5a0b99"))
            }
            if generator.chance(30), let entry = lock.entries.randomElement(using: &generator) {
                lock.remove(entry.kind, entry.key)
            }
            if generator.chance(20), var entry = lock.entries.randomElement(using: &generator) {
                entry.id = "5a0b77"
                lock.set(entry)
            }
            if generator.chance(20), let entry = lock.entries.last {
                lock.set(LockFile.Entry(kind: entry.kind, key: "second name", id: entry.id))
            }
            try folder.write(lock.text, to: "waybill.lock")
            let options = PlanOptions(
                prune: prunes, pruneUnmanaged: prunes && generator.chance(50),
                removalLimit: RemovalLimit(generator.chance(50) ? "1" : "100%") ?? .default)
            if await QuickPlan.compare(folder, other, "seed \(seed), \(format)", options) != nil {
                quick += 1
            }
        }
        #expect(quick >= 8, "\(format): \(quick) of 41")
    }

    @Test func `tables with other columns, quotes and rows give the same plan`() async throws {
        var quick = 0
        for seed in 200...260 as ClosedRange<UInt64> {
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
            if await QuickPlan.compare(folder, other, "seed \(seed)") != nil { quick += 1 }
        }
        #expect(quick >= 10, "\(quick) of 61")
    }

    @Test(arguments: formats) func `single bytes that change anywhere never make another plan`(
        format: ManifestFormat
    ) async throws {
        for seed in 300...330 as ClosedRange<UInt64> {
            let pair = FolderPair(seed: seed)
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<6 {
                let files = try ManifestWriter.write(pair.other, as: format)
                guard let index = files.indices.randomElement(using: &generator) else { continue }
                var bytes = Array(files[index].text.utf8)
                for _ in 0..<Int.random(in: 1...2, using: &generator) {
                    let place = Int.random(in: bytes.indices, using: &generator)
                    let noise = Array("\"\\,|[]{}:#-\n \r0aé'".utf8)
                    bytes[place] = noise.randomElement(using: &generator) ?? 0x20
                }
                var changed = files
                changed[index].text = String(decoding: bytes, as: UTF8.self)
                // Both sides get the same fault: where bytes are equal, nobody else would look at them.
                let folder = try PlanFolder(changed)
                let other = try PlanFolder(generator.chance(70) ? changed : files)
                await QuickPlan.compare(folder, other, "seed \(seed), \(format), \(files[index].name)")
            }
        }
    }
}

/// A table written in another way, and sometimes with another meaning.
struct TableNoise {
    private var rows: [[String]]

    init(_ text: String) throws {
        var reader = CSVReader(Array(text.utf8))
        rows = [try reader.header().map(\.text)]
        while let row = try reader.next() { rows.append(row.fields.map(\.text)) }
    }

    func text(_ generator: inout SeededGenerator) throws -> String {
        var rows = rows
        if generator.chance(40), let first = rows.first {
            let order = Array(first.indices).shuffled(using: &generator)
            rows = rows.map { row in order.map { row[$0] } }
        }
        if generator.chance(30), rows[0].contains("stream") == false {
            rows = [rows[0]] + rows.dropFirst().shuffled(using: &generator)
        }
        if generator.chance(15), let row = rows.dropFirst().randomElement(using: &generator) {
            rows.append(row)
        }
        if generator.chance(15), rows.count > 2 { rows.removeLast() }
        if generator.chance(20), rows.count > 1,
            let column = rows[0].indices.randomElement(using: &generator)
        {
            rows[Int.random(in: 1..<rows.count, using: &generator)][column] =
                ["[]", "", "x", "0", "-1", " 5", "\\[]", "null"].randomElement(using: &generator) ?? ""
        }
        let quotesAll = generator.chance(40)
        let end = generator.chance(30) ? "\r\n" : "\n"
        return rows.map { row in
            row.map { cell in
                let needs = cell.contains { ",\"\n\r".contains($0) }
                return quotesAll || needs ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
            }.joined(separator: ",")
        }.joined(separator: generator.chance(10) ? end + end : end) + (generator.chance(80) ? end : "")
    }
}
