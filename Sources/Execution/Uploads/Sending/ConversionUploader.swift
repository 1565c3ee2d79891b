public import RedTrack

/// Reports conversions to an account, each of them once, however often a file is uploaded and whatever happens on the way.
///
/// An upload cannot be undone, and the API knows no way to recognise a repetition. So every batch is in a journal in
/// `.waybill/uploads` before it leaves, and its outcome afterwards. What the journals know as taken is not sent again;
/// what is in doubt is looked up in the account's log of conversions first.
public struct ConversionUploader: Sendable {
    let client: RedTrackClient
    let folder: String
    let options: UploadOptions
    let time: TimeSource
    let clock: @Sendable () -> Moment

    /// Uploads to an account.
    /// - Parameters:
    ///   - client: the account.
    ///   - folder: the project's folder; journals are kept in `.waybill/uploads` inside it.
    ///   - options: how conversions are uploaded.
    ///   - time: what waits are measured by.
    ///   - clock: what the journal's times are taken from.
    public init(
        client: RedTrackClient, folder: String, options: UploadOptions = UploadOptions(),
        time: TimeSource = .system, clock: @escaping @Sendable () -> Moment = { .now }
    ) {
        self.client = client
        self.folder = folder
        self.options = options
        self.time = time
        self.clock = clock
    }

    /// Finds out what of some conversions has to be sent. Asks the account only for those that an earlier upload left in
    /// doubt, and sends nothing.
    /// - Parameters:
    ///   - conversions: what happened.
    ///   - file: the name of the file they come from, for the journal.
    ///   - account: the id of the account.
    ///   - events: told what happens.
    /// - Returns: what to hand to ``run(_:events:)``.
    /// - Throws: ``JournalError``: `busy` while another upload of the project is under way, `damaged` for a journal that
    ///   cannot be relied on. ``/RedTrack/APIError`` when the account does not answer. `CancellationError`.
    public func prepare(
        _ conversions: [ConversionUpload], file: String, account: String,
        events: @escaping @Sendable (UploadEvent) -> Void = { _ in }
    ) async throws -> UploadPlan {
        let journals = JournalFolder(project: folder, area: .uploads)
        let lock = try UploadLock(journals)
        var ledger = try UploadLedger.read(
            journals, account: account, clicks: Set(conversions.map(\.clickID)))
        let journal = UploadJournal(
            journals, account: account, tool: options.toolVersion, file: file, at: clock())

        // Of several that are the same, only as many matter as the file has and the account has not.
        let wanted = conversions.reduce(into: [ConversionUpload: Int]()) { $0[$1, default: 0] += 1 }
        let doubts = wanted.reduce(into: [ConversionUpload: [UploadLedger.Key]]()) { doubts, entry in
            let open = ledger.doubts(entry.key)
            if !open.isEmpty, entry.value > ledger.accepted(entry.key).count { doubts[entry.key] = open }
        }
        var open: [ConversionUpload: [String]] = [:]
        var assumed = DoubtResolver.Resolution()
        var recovered = 0
        if !doubts.isEmpty {
            let resolver = DoubtResolver(
                client: client, options: options, clock: clock,
                wait: { [time] in (try? await time.sleep($0)) != nil }, events: events)
            let resolution = await resolver.resolve(doubts, ledger)
            for settlement in resolution.settlements(at: clock()) {
                try await journal.append(.settled(settlement))
                ledger.add(.settled(settlement), of: settlement.run)
            }
            if let failure = resolution.failure, failure.meansStop { throw failure }
            try Task.checkCancellation()
            recovered = resolution.arrived.count
            if options.sendsUnknown, resolution.failure == nil {
                assumed.lost = Array(resolution.open.keys)
            } else {
                for (conversion, keys) in doubts {
                    open[conversion] = keys.compactMap { resolution.open[$0] }
                }
            }
        }

        var taken = wanted.keys.reduce(into: [:]) { $0[$1] = ledger.accepted($1).count }
        let fates = conversions.map { conversion -> UploadFate in
            if let count = taken[conversion], count > 0 {
                taken[conversion] = count - 1
                return .alreadyUploaded
            }
            if let reason = open[conversion]?.popLast() { return .unknown(reason: reason) }
            return .notSent
        }
        let others = zip(conversions, fates).count { $1 == .notSent && !ledger.others(than: $0).isEmpty }
        return UploadPlan(
            conversions: conversions, fates: fates, recovered: recovered, otherPayouts: others,
            assumedLost: assumed.settlements(at: clock()), ledger: ledger, journal: journal, lock: lock)
    }

    /// Sends what a plan says.
    ///
    /// Cancelling the task sends nothing more, finishes what is under way, and returns the report of what was done.
    /// - Parameters:
    ///   - plan: what ``prepare(_:file:account:events:)`` returned; to be used once.
    ///   - events: told what happens, one event at a time.
    /// - Returns: what became of each conversion.
    public func run(
        _ plan: UploadPlan, events: @escaping @Sendable (UploadEvent) -> Void = { _ in }
    ) async -> UploadReport {
        let stop = UploadStop()
        let run = UploadRun(
            plan, client: client, options: options, time: time, clock: clock, stop: stop, events: events)
        // The task does not inherit a cancellation: what is under way must not be cut off. It is always waited for.
        let work = Task {
            var run = run
            await run.send()
            return run.fates
        }
        let fates = await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop.stop(.interrupted)
        }
        if plan.journal.hasBegun {
            // Whether the end is recorded matters to nobody but a reader of the journal.
            try? await plan.journal.append(.finished(at: clock()))
        }
        return withExtendedLifetime(plan.lock) {
            UploadReport(
                run: plan.journal.hasBegun ? plan.journal.run : nil, fates: fates,
                stopped: fates.contains(.notSent) || stop.hasFailed ? stop.reason : nil)
        }
    }
}

extension DoubtResolver.Resolution {
    /// What is known now, as the journal records it.
    func settlements(at moment: Moment) -> [UploadRecord.Settlement] {
        struct Batch: Hashable {
            let run: String
            let number: Int
        }
        var settlements: [Batch: UploadRecord.Settlement] = [:]
        func settlement(_ key: UploadLedger.Key) -> UploadRecord.Settlement {
            settlements[Batch(run: key.run, number: key.batch)]
                ?? UploadRecord.Settlement(run: key.run, batch: key.batch, arrived: [], lost: [], at: moment)
        }
        for key in arrived {
            var own = settlement(key)
            own.arrived.append(key.place)
            settlements[Batch(run: key.run, number: key.batch)] = own
        }
        for key in lost {
            var own = settlement(key)
            own.lost.append(key.place)
            settlements[Batch(run: key.run, number: key.batch)] = own
        }
        return settlements.values.map { settlement in
            var settlement = settlement
            settlement.arrived.sort()
            settlement.lost.sort()
            return settlement
        }.sorted { ($0.run, $0.batch) < ($1.run, $1.batch) }
    }
}

extension APIError {
    /// Whether the account cannot be worked with at the moment, whatever is asked.
    var meansStop: Bool {
        [.keyRefused, .unreachable, .rateLimited, .server, .cancelled].contains(code)
    }
}
