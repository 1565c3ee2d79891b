import Execution
import Feeds
import FoundationEssentials
import Planning
import RedTrack
import Synchronization
import Testing

@Suite struct JournalTests {
    private static let moment = Moment(milliseconds: 1_795_378_093_123)

    private static let records: [JournalRecord] = [
        .started(
            .init(run: "r1", account: "user1", tool: "1.0", at: moment, changes: ["create": 2, "delete": 1])),
        .intent(
            .init(
                change: 0, address: ObjectAddress(.offer, "Été \"1\"\n"), action: .create, id: nil,
                title: "Red",
                isProtected: true, body: .object([("title", .string("Red")), ("cap", .number("3.50"))]),
                before: nil, at: moment)),
        .outcome(.init(change: 0, result: .done, id: "id1", message: nil, at: moment)),
        .intent(
            .init(
                change: 1, address: ObjectAddress(.network, "n"), action: .delete, id: "id2", title: "N",
                isProtected: false, body: .null, before: .object([("title", .string("N"))]), at: moment)),
        .outcome(.init(change: 1, result: .unknown, id: nil, message: "lost", at: moment)),
        .lockSaved,
        .finished(status: "partly", at: moment),
    ]

    private static let bytes = records.enumerated().flatMap { JournalLine.bytes(number: $0 + 1, record: $1) }

    @Test func everyRecordIsReadAsItWasWritten() {
        let reading = JournalReading(Self.bytes)
        #expect(reading.records == Self.records)
        #expect(reading.damagedLines.isEmpty)
        #expect(!reading.isTorn)
    }

    @Test func aTornTailIsIgnoredWhereverItTears() {
        var complete = 0
        for end in Self.bytes.indices {
            let reading = JournalReading(Array(Self.bytes[..<end]))
            // A line that lacks nothing but its end is whole.
            if Self.bytes[end] == UInt8(ascii: "\n") { complete += 1 }
            #expect(reading.records == Array(Self.records.prefix(complete)), "cut at byte \(end)")
            #expect(reading.damagedLines.isEmpty, "cut at byte \(end)")
        }
        #expect(complete == Self.records.count)
    }

    @Test func damageIsFoundInEveryByteAndCostsOnlyItsLine() {
        let ends = Self.bytes.indices.filter { Self.bytes[$0] == UInt8(ascii: "\n") }
        for index in Self.bytes.indices {
            var damaged = Self.bytes
            damaged[index] ^= 1
            let reading = JournalReading(damaged)
            #expect(reading.records != Self.records, "byte \(index)")
            let line = ends.count { $0 < index }
            // Without the break between them the last two lines are one.
            let isLast = line >= Self.records.count - 1 || index == ends[Self.records.count - 2]
            #expect(reading.damagedLines.isEmpty == isLast, "byte \(index)")
            #expect(reading.isTorn == isLast, "byte \(index)")
            #expect(reading.records.count >= Self.records.count - 2, "byte \(index)")
        }
    }

    @Test func aMissingLineIsNoticed() {
        let lines = Self.bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
        let reading = JournalReading(lines.enumerated().filter { $0.offset != 2 }.flatMap(\.element))
        #expect(reading.records.count == Self.records.count - 1)
        #expect(reading.damagedLines == [3])
    }

    /// A disk that waits with its first write until all writers are there, and counts.
    private final class SlowDisk: DurableLog {
        let written = Mutex<(bytes: [UInt8], count: Int)>(([], 0))
        let opens = DispatchGate()
        private let arrived = Mutex(0)

        /// Opens when the last of 64 writers is there.
        func arrive() {
            let count = arrived.withLock {
                $0 += 1
                return $0
            }
            if count == 64 { opens.open() }
        }

        func append(_ bytes: [UInt8]) throws(JournalError) {
            opens.wait()
            written.withLock {
                $0.bytes += bytes
                $0.count += 1
            }
        }
    }

    @Test func manyWritersShareOneWrite() async throws {
        let disk = SlowDisk()
        let journal = Journal(log: disk)
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask {
                    disk.arrive()
                    try await journal.append(
                        .outcome(.init(change: number, result: .done, id: nil, message: nil, at: Self.moment))
                    )
                    // It is durable by now.
                    let text = disk.written.withLock { String(decoding: $0.bytes, as: UTF8.self) }
                    #expect(text.contains("\"change\":\(number),"))
                }
            }
            try await group.waitForAll()
        }
        let (bytes, count) = disk.written.withLock { $0 }
        #expect(JournalReading(bytes).records.count == 64)
        #expect(JournalReading(bytes).damagedLines.isEmpty)
        #expect(count <= 8)
    }

    private struct FullDisk: DurableLog {
        func append(_ bytes: [UInt8]) throws(JournalError) {
            throw JournalError(.write, path: "/runs/r", message: "no space left")
        }
    }

    @Test func afterAFailureNothingMoreIsAccepted() async {
        let journal = Journal(log: FullDisk())
        for _ in 0..<2 {
            await #expect(throws: JournalError.self) { try await journal.append(.lockSaved) }
        }
    }

    @Test func filesAreForTheirOwnerAloneAndHiddenFromGit() async throws {
        let project = try Project()
        let run = try #require(RunID(rawValue: "20261122T200813123Z-4f3a9c"))
        let folder = JournalFolder(project: project.folder)
        let journal = Journal(log: try folder.create(run))
        try await journal.append(.lockSaved)
        func permissions(_ path: String) throws -> Int? {
            let attributes = try FileManager.default.attributesOfItem(atPath: project.folder + path)
            return (attributes[.posixPermissions] as? Int).map { $0 & 0o777 }
        }
        #expect(try permissions("/.waybill") == 0o700)
        #expect(try permissions("/.waybill/runs") == 0o700)
        #expect(try permissions("/.waybill/runs/\(run).journal") == 0o600)
        #expect(try JournalFile.bytes(of: project.folder + "/.waybill/.gitignore") == Array("*\n".utf8))
        #expect(try folder.runs() == [run])
        #expect(JournalReading(try JournalFile.bytes(of: folder.path(of: run))).records == [.lockSaved])
        #expect(throws: JournalError.self) { try folder.create(run) }
    }

    @Test func aFolderThatCannotBeMadeIsAnError() throws {
        let run = try #require(RunID(rawValue: "r"))
        #expect(throws: JournalError.self) { try JournalFolder(project: "/dev/null").create(run) }
        #expect(try JournalFolder(project: "/nowhere").runs().isEmpty)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (1_795_378_093_123, "2026-11-22T20:08:13.123Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
    ])
    func momentsAreWrittenByTheCalendar(milliseconds: Int, text: String) {
        #expect(Moment(milliseconds: milliseconds).description == text)
        #expect(Moment(text)?.seconds == milliseconds / 1_000)
    }
}
