import RedTrack

/// The sending of conversions, batch after batch.
struct UploadRun {
    /// Conversions that are sent together.
    struct Batch {
        var places: [Int]
        /// How often they have been sent, this time included.
        var attempt = 1
    }

    /// What became of each conversion so far.
    private(set) var fates: [UploadFate]

    private let conversions: [ConversionUpload]
    private let journal: UploadJournal
    private let client: RedTrackClient
    private let options: UploadOptions
    private let clock: @Sendable () -> Moment
    private let stop: UploadStop
    private let events: @Sendable (UploadEvent) -> Void
    private let resolver: DoubtResolver
    private let assumedLost: [UploadRecord.Settlement]
    private var ledger: UploadLedger
    private var waiting: [Batch]
    private var batchNumber = 0
    private var refusalsLeft: Int
    private let total: Int

    init(
        _ plan: UploadPlan, client: RedTrackClient, options: UploadOptions, time: TimeSource,
        clock: @escaping @Sendable () -> Moment, stop: UploadStop,
        events: @escaping @Sendable (UploadEvent) -> Void
    ) {
        fates = plan.fates
        conversions = plan.conversions
        assumedLost = plan.assumedLost
        ledger = plan.ledger
        journal = plan.journal
        self.client = client
        self.options = options
        self.clock = clock
        self.stop = stop
        self.events = events
        refusalsLeft = options.refusals
        resolver = DoubtResolver(
            client: client, options: options, clock: clock, wait: { await stop.wait($0, time) },
            events: events)
        let pending = plan.pending
        total = pending.count
        let starts = stride(from: 0, to: pending.count, by: options.batchSize)
        // The last one is taken first.
        waiting = starts.map {
            Batch(places: Array(pending[$0..<min($0 + options.batchSize, pending.count)]))
        }
        .reversed()
    }

    /// Sends everything, or as much as can be.
    mutating func send() async {
        for settlement in assumedLost { _ = await record(.settled(settlement)) }
        while stop.reason == nil, let batch = waiting.popLast() {
            await send(batch)
            let open = waiting.reduce(0) { $0 + $1.places.count }
            events(.progress(done: total - open, of: total))
        }
        if let reason = stop.reason { events(.stopping(reason)) }
    }

    private mutating func send(_ batch: Batch) async {
        batchNumber += 1
        let sent = batch.places.map { conversions[$0] }
        let intent = UploadRecord.Intent(batch: batchNumber, conversions: sent, at: clock())
        guard await record(.intent(intent)) else { return }
        do throws(ConversionUploadError) {
            try await client.upload(sent)
            settle(batch, .accepted)
            await record(.accepted, nil)
        } catch {
            await judge(error.cause, batch)
        }
    }

    /// Decides what the failure of a batch means.
    private mutating func judge(_ error: APIError, _ batch: Batch) async {
        switch error.code {
        case .outcomeUnknown: await resolve(error, batch)
        case .validation, .notFound, .forbidden:
            if await isBelievable(error, batch) {
                await record(.refused, error)
                refuse(batch.places, error)
            } else {
                await resolve(error, batch)
            }
        default:
            await record(.unsent, error)
            stop.stop(.failed(error))
        }
    }

    /// Whether a refusal means that the account took nothing. The document says nothing of refusals: an account may take
    /// what stands before the first conversion that it does not like, or all the others. Then it shows the first one of
    /// which the refusal does not speak.
    private func isBelievable(_ error: APIError, _ batch: Batch) async -> Bool {
        // A refusal in an answer of success is about a part.
        if let status = error.status, (200..<300).contains(status) { return false }
        let named = RefusedPlaces(error.messages, count: batch.places.count)
        let first = batch.places.indices.first { named?.reasons[$0] == nil } ?? 0
        let conversion = conversions[batch.places[first]]
        let keys = batch.places.indices.filter { conversions[batch.places[$0]] == conversion }.map(key)
        return await resolver.shows(conversion, keys, ledger) == false
    }

    private func key(_ place: Int) -> UploadLedger.Key {
        UploadLedger.Key(run: journal.run.rawValue, batch: batchNumber, place: place)
    }

    /// Asks the account what became of a batch whose answer got lost.
    private mutating func resolve(_ error: APIError, _ batch: Batch) async {
        settle(batch, .unknown(reason: error.summary))
        await record(.unknown, error)
        events(.doubt(conversions: batch.places.count, reason: error.summary))
        var doubts: [ConversionUpload: [UploadLedger.Key]] = [:]
        for (place, index) in batch.places.enumerated() {
            doubts[conversions[index], default: []].append(key(place))
        }
        let resolution = await resolver.resolve(doubts, ledger)
        for settlement in resolution.settlements(at: clock()) {
            guard await record(.settled(settlement)) else { return }
        }
        for key in resolution.arrived { fates[batch.places[key.place]] = .accepted }
        for (key, reason) in resolution.open { fates[batch.places[key.place]] = .unknown(reason: reason) }
        let lost = resolution.lost.map { batch.places[$0.place] }.sorted()
        for index in lost { fates[index] = .notSent }
        if let failure = resolution.failure { stop.stop(.failed(failure)) }
        guard !lost.isEmpty, stop.reason == nil else { return }
        if error.code != .outcomeUnknown {
            // It is known now that the account took none of these.
            refuse(lost, error, isLocated: lost.count == batch.places.count)
        } else if batch.attempt < options.attempts {
            events(.sendingAgain(conversions: lost.count, attempt: batch.attempt + 1))
            waiting.append(Batch(places: lost, attempt: batch.attempt + 1))
        } else {
            stop.stop(.failed(error))
        }
    }

    /// Finds out which conversions of a refused batch are meant: the messages may say so; else both halves are sent.
    private mutating func refuse(_ places: [Int], _ error: APIError, isLocated: Bool = true) {
        let reason = error.messages.joined(separator: "; ")
        if isLocated, let named = RefusedPlaces(error.messages, count: places.count) {
            for (place, reason) in named.reasons { fates[places[place]] = .rejected(reason: reason) }
            events(.rejected(conversions: named.reasons.count, reason: named.reasons.values.min() ?? reason))
            let rest = places.indices.filter { named.reasons[$0] == nil }.map { places[$0] }
            if !rest.isEmpty { waiting.append(Batch(places: rest)) }
        } else if places.count == 1 {
            fates[places[0]] = .rejected(reason: reason)
            events(.rejected(conversions: 1, reason: reason))
        } else if refusalsLeft > 0 {
            refusalsLeft -= 1
            let half = places.count / 2
            waiting.append(Batch(places: Array(places[half...])))
            waiting.append(Batch(places: Array(places[..<half])))
        } else {
            stop.stop(.failed(error))
        }
    }

    private mutating func settle(_ batch: Batch, _ fate: UploadFate) {
        for index in batch.places { fates[index] = fate }
    }

    private mutating func record(_ result: UploadRecord.Outcome.Result, _ error: APIError?) async {
        _ = await record(
            .outcome(.init(batch: batchNumber, result: result, message: error?.summary, at: clock())))
    }

    /// Makes a record durable; `false`, and the end of the upload, when that is not sure.
    private mutating func record(_ record: UploadRecord) async -> Bool {
        do throws(JournalError) {
            try await journal.append(record)
            ledger.add(record, of: journal.run.rawValue)
            return true
        } catch {
            stop.stop(.journal(error))
            return false
        }
    }
}

extension UploadStop {
    /// Whether something went wrong, other than that nobody wanted to go on.
    var hasFailed: Bool {
        if case .interrupted? = reason { return false }
        return reason != nil
    }
}
