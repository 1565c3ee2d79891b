import FoundationEssentials
import RedTrack
import RedTrackHTTP
import Sandbox
import Testing

/// The calls beside those of the six kinds, over real HTTP.
@Suite struct RemainingCallTests {
    /// Every day that an account can have records of.
    private func allDays() throws -> DateSpan {
        try #require(DateSpan(from: CalendarDate("2000-01-01"), to: CalendarDate("2100-12-31")))
    }

    @Test("a user logs in, changes his password, logs in with the new one, and replaces the key")
    func user() async throws {
        try await Account.with { client, sandbox in
            let email = try #require(try await client.user().email)
            let oldKey = try #require(APIKey(sandbox.apiKey))
            var changes = UserChanges()
            changes.firstName = "Ünï"
            changes.password = Password("n&w pass+w=rd ü%")
            let changed = try await client.updateUser(with: changes)
            #expect(changed.firstName == "Ünï")
            #expect(changed.key == oldKey)

            try await withHTTPTransport(baseURL: sandbox.baseURL, key: nil) { transport in
                let anonymous = RedTrackClient(transport: transport)
                let wrong = try #require(Password("wrong"))
                let refused = try #require(Credentials(login: email, password: wrong))
                let error = await #expect(throws: APIError.self) { try await anonymous.logIn(with: refused) }
                #expect(error?.code == .keyRefused)
                let right = try #require(changes.password)
                let accepted = try #require(Credentials(login: email, password: right))
                let user = try await anonymous.logIn(with: accepted)
                #expect(user.key == oldKey)
                #expect(user.id == changed.id)
            }

            let newKey = try await client.resetKey()
            #expect(newKey != oldKey)
            let refused = await #expect(throws: APIError.self) { try await client.account() }
            #expect(refused?.code == .keyRefused)
            try await withHTTPTransport(baseURL: sandbox.baseURL, key: newKey) { transport in
                let profile = try await RedTrackClient(transport: transport).account()
                #expect(profile.id == changed.id)
            }
        }
    }

    @Test("all indices are read")
    func indices() async throws {
        try await Account.with(seed: .demo) { client, _ in
            #expect(
                try await client.timezones().contains {
                    $0.zone == "Africa/Addis_Ababa" && $0.offset == 10_800
                })
            #expect(try await client.countries().contains { $0.iso == "AD" && $0.title == "Andorra" })
            #expect(try await client.cities(named: "Dubai").contains { $0.countryISO == "AE" })
            #expect(try await client.browsers().contains { $0.title == "Chrome" })
            #expect(try await client.operatingSystems().contains { $0.title == "Windows 7" })
            #expect(try await client.devices().contains { $0.code == "DevicePhone" })
            let provider = try #require(try await client.providers().first)
            let name = try #require(provider.name)
            if !name.contains(",") {
                #expect(try await client.providers(named: [name]).contains { $0.id == provider.id })
            }
            #expect(
                try await client.plans().contains { $0.id == "business" && $0.addons?.options?.count == 3 })
            _ = try await client.offerTags()
            let tags = Set(try await client.list(Campaign.self).objects.flatMap { $0.tags ?? [] })
            #expect(Set(try await client.campaignTags()).isSuperset(of: tags))
        }
    }

    @Test("the log of clicks is the same in pages of any size, and the report counts it")
    func tracks() async throws {
        let days = try allDays()
        try await Account.with(seed: .demo) { client, _ in
            var filter = TrackFilter()
            filter.dates = days
            var logs: [[String]] = []
            for size in [1_000, 170] {
                var ids: [String] = []
                for try await page in client.tracks(filter, pageSize: size) {
                    ids += page.records.compactMap(\.id)
                }
                logs.append(ids)
            }
            #expect(!logs[0].isEmpty)
            #expect(logs[0] == logs[1])
            #expect(Set(logs[0]).count == logs[0].count)

            var counted = ReportFilter()
            counted.dates = days
            let total = try await client.report(by: .date, counted).reduce(0) {
                $0 + ($1.numbers["clicks"] ?? 0)
            }
            #expect(total > 0)
            for group in ReportGroup.documented {
                let rows = try await client.report(by: group, counted)
                #expect(rows.reduce(0) { $0 + ($1.numbers["clicks"] ?? 0) } == total, "\(group)")
                #expect(rows.contains { $0.value != nil }, "\(group)")
            }
        }
    }

    @Test("uploaded conversions are in the log, and one of an unknown click is refused")
    func upload() async throws {
        let days = try allDays()
        try await Account.with(seed: .demo) { client, _ in
            var tracks = TrackFilter()
            tracks.dates = days
            var iterator = client.tracks(tracks).makeAsyncIterator()
            let page = try #require(try await iterator.next())
            let click = try #require(page.records.last { $0.offer?.isEmpty == false }?.id)
            var filter = ConversionFilter()
            filter.dates = days
            filter.clickID = click
            func payouts() async throws -> [Decimal] {
                var found: [Decimal] = []
                for try await page in client.conversions(filter) {
                    found += page.records.compactMap(\.payout)
                }
                return found
            }
            let before = try await payouts()
            let payout = try #require(DecimalLiteral("0.123")?.decimal)
            try await client.upload([ConversionUpload(clickID: click, payout: payout)])
            let after = try await payouts()
            #expect(after.count == before.count + 1)
            #expect(after.contains(payout))

            let error = await #expect(throws: ConversionUploadError.self) {
                try await client.upload([ConversionUpload(clickID: "nobody", payout: payout)])
            }
            #expect(error?.accepted == 0 && error?.inDoubt == 0)
            #expect(error?.cause.code == .validation)
        }
    }

    @Test("payments are read to the end")
    func transactions() async throws {
        try await Account.with(seed: .demo) { client, _ in
            var all: [Transaction] = []
            for try await page in client.transactions(pageSize: 1) { all += page.records }
            #expect(!all.isEmpty)
            #expect(all.allSatisfy { $0.package?.total != nil })
            var filter = TransactionFilter()
            filter.status = "approved"
            var approved: [Transaction] = []
            for try await page in client.transactions(filter) { approved += page.records }
            #expect(approved == all.filter { $0.status == "approved" })
        }
    }
}
