import Execution
import Feeds
import FoundationEssentials
import RedTrack
import Testing

@Suite("The journal of an upload") struct UploadJournalTests {
    private static let moment = Moment(milliseconds: 1_795_378_093_123)
    private static let path = "u.journal"

    private static let records: [UploadRecord] = [
        .started(.init(run: "r1", account: "user1", tool: "1.0", file: "Été \"1\".csv", at: moment)),
        .intent(
            .init(
                batch: 1, conversions: [ConversionUpload("a", "0.10"), ConversionUpload("b", "12")],
                at: moment)),
        .outcome(.init(batch: 1, result: .accepted, message: nil, at: moment)),
        .intent(.init(batch: 2, conversions: [ConversionUpload("é\n", "0.000001")], at: moment)),
        .outcome(.init(batch: 2, result: .unknown, message: "lost", at: moment)),
        .settled(.init(run: "r0", batch: 7, arrived: [0, 2], lost: [1], at: moment)),
        .finished(at: moment),
    ]

    private static let bytes = records.enumerated().flatMap {
        JournalLine.bytes(number: $0 + 1, content: $1.value)
    }

    private func records(_ bytes: [UInt8]) throws(JournalError) -> [UploadRecord] {
        try UploadJournalReading.records(bytes, path: Self.path)
    }

    @Test("every record is read as it was written")
    func roundTrip() throws {
        #expect(try records(Self.bytes) == Self.records)
        #expect(try records([]).isEmpty)
    }

    @Test("a torn end is cut off wherever it tears, also when the machine left zeros behind it")
    func torn() throws {
        var complete = 0
        for end in Self.bytes.indices {
            if Self.bytes[end] == UInt8(ascii: "\n") { complete += 1 }
            let cut = Array(Self.bytes[..<end])
            #expect(try records(cut) == Array(Self.records.prefix(complete)), "cut at byte \(end)")
            if end > 0, Self.bytes[end - 1] == UInt8(ascii: "\n") {
                #expect(
                    try records(cut + [0, 0, 0]) == Array(Self.records.prefix(complete)), "cut at byte \(end)"
                )
            }
        }
        #expect(complete == Self.records.count)
    }

    @Test("every changed byte is an error that names the line; only the last line end leaves a torn line")
    func damage() {
        for index in Self.bytes.indices.dropLast() {
            var damaged = Self.bytes
            damaged[index] ^= 1
            let line = Self.bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1
            let error = #expect(throws: JournalError.self, "byte \(index)") { try records(damaged) }
            #expect(error?.code == .damaged)
            // Without the line end between them two lines before the last are one.
            let isJoined = line == Self.records.count - 1 && Self.bytes[index] == UInt8(ascii: "\n")
            if !isJoined { #expect(error?.path == "\(Self.path):\(line)", "byte \(index)") }
        }
    }

    @Test("a missing line, a line twice and a journal without a begin are errors")
    func order() {
        let lines = Self.bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
        for (order, line) in [([0, 1, 3, 4], 3), ([0, 1, 1, 2], 3), ([1, 2], 1), ([0, 2, 1], 2)] {
            let error = #expect(throws: JournalError.self) { try records(order.flatMap { lines[$0] }) }
            #expect(error?.path == "\(Self.path):\(line)")
        }
        let headless = JournalLine.bytes(number: 1, content: Self.records[1].value)
        #expect(throws: JournalError.self) { try records(headless) }
    }

    @Test("a record that only a later version knows is not passed over")
    func laterVersion() {
        let unknown = Value.object([("type", .string("split")), ("at", .string(Self.moment.description))])
        let bytes = Self.bytes + JournalLine.bytes(number: 8, content: unknown)
        let error = #expect(throws: JournalError.self) { try records(bytes) }
        #expect(error?.description.contains("u.journal:8: this version does not know") == true)
    }

    @Test(
        "journals are for their owner alone, beside those of runs, and hidden from git; one that does nothing leaves none"
    )
    func folder() async throws {
        let project = try Project()
        let account = ConversionAccount()
        _ = try await project.upload([], to: account)
        #expect(try project.uploads.isEmpty)
        _ = try await project.upload([ConversionUpload("a")], to: account)
        _ = try await project.upload([ConversionUpload("a")], to: account)
        let name = try #require(try project.uploads.first)
        #expect(try project.uploads == [name])
        for (path, permissions) in [
            ("", 0o700), ("/uploads", 0o700), ("/uploads/" + name, 0o600), ("/uploads/lock", 0o600),
        ] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: project.folder + "/.waybill" + path)
            #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o777 } == permissions, "\(path)")
        }
        #expect(try JournalFile.bytes(of: project.folder + "/.waybill/.gitignore") == Array("*\n".utf8))
        #expect(try JournalFolder(project: project.folder).runs().isEmpty)
    }

    @Test("an intent is durable before its request leaves")
    func intentFirst() async throws {
        let project = try Project()
        let account = ConversionAccount(before: { request in
            guard request.method == .post else { return }
            let name = (try? project.uploads.last) ?? ""
            let bytes = (try? JournalFile.bytes(of: project.folder + "/.waybill/uploads/" + name)) ?? []
            let clicks = (try? UploadJournalReading.records(bytes, path: name))?.last.flatMap { record in
                if case .intent(let intent) = record { intent.conversions.map(\.clickID) } else { nil }
            }
            let body = request.body.flatMap { try? JSONDocument.parse($0) }?.value.list ?? []
            #expect(clicks == body.compactMap { $0.value["clickid"]?.value.string })
        })
        let report = try await project.upload((1...7).map { ConversionUpload("k\($0)") }, to: account)
        #expect(report.counts["accepted"] == 7)
        #expect(account.posts == 3)
    }

    @Test("two uploads of a project exclude each other, until the first one has ended")
    func lock() async throws {
        let project = try Project()
        let account = ConversionAccount()
        let client = RedTrackClient(transport: account)
        let uploader = ConversionUploader(client: client, folder: project.folder)
        do {
            let plan = try await uploader.prepare([ConversionUpload("a")], file: "c.csv", account: "user1")
            let error = await #expect(throws: JournalError.self) {
                try await project.upload([ConversionUpload("a")], to: account)
            }
            #expect(error?.code == .busy)
            withExtendedLifetime(plan) {}
        }
        #expect(try await project.upload([ConversionUpload("a")], to: account).counts["accepted"] == 1)
    }
}
