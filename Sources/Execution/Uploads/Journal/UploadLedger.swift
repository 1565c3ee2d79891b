package import RedTrack

/// What is known of the conversions that were ever sent to an account: which it took, and which are in doubt.
///
/// Two conversions are the same when they have the same click and the same payout; of these there may be several.
package struct UploadLedger: Sendable {
    /// One conversion of one batch.
    package struct Key: Sendable, Hashable {
        /// The upload that sent it.
        package let run: String
        /// The batch's number there.
        package let batch: Int
        /// The place in the batch, counted from 0.
        package let place: Int
    }

    private enum State { case doubt, accepted, gone }

    private struct Batch: Hashable {
        let run: String
        let number: Int
    }

    /// The clicks that matter; `nil` for all.
    private let clicks: Set<String>?
    private var keys: [ConversionUpload: [Key]] = [:]
    private var payouts: [String: Set<ConversionUpload>] = [:]
    private var states: [Key: State] = [:]
    private var places: [Batch: [Int]] = [:]
    private var times: [Batch: Moment] = [:]

    /// Knows nothing yet.
    /// - Parameter clicks: remembers only these; `nil` for all.
    package init(clicks: Set<String>? = nil) { self.clicks = clicks }

    /// What the journals of a project tell of an account. Only one journal is in memory at a time.
    /// - Throws: ``JournalError`` when one cannot be read as a whole.
    package static func read(
        _ folder: JournalFolder, account: String, clicks: Set<String>
    ) throws(JournalError) -> UploadLedger {
        var ledger = UploadLedger(clicks: clicks)
        var settlements: [UploadRecord.Settlement] = []
        for run in try folder.runs() {
            let path = folder.path(of: run)
            let records = try UploadJournalReading.records(try JournalFile.bytes(of: path), path: path)
            guard case .started(let start)? = records.first, start.account == account else { continue }
            for record in records {
                // An upload may settle what another one sent, whose journal a wrong clock puts behind its own.
                if case .settled(let settlement) = record { settlements.append(settlement) }
                ledger.add(record, of: start.run)
            }
        }
        for settlement in settlements { ledger.settle(settlement) }
        return ledger
    }

    /// Notes a record of an upload.
    package mutating func add(_ record: UploadRecord, of run: String) {
        switch record {
        case .started, .finished: break
        case .intent(let intent): add(intent, of: run)
        case .outcome(let outcome):
            let state: State =
                switch outcome.result {
                case .accepted: .accepted
                case .refused, .unsent: .gone
                case .unknown: .doubt
                }
            for place in places[Batch(run: run, number: outcome.batch)] ?? [] {
                states[Key(run: run, batch: outcome.batch, place: place)] = state
            }
        case .settled(let settlement): settle(settlement)
        }
    }

    private mutating func add(_ intent: UploadRecord.Intent, of run: String) {
        let batch = Batch(run: run, number: intent.batch)
        times[batch] = intent.at
        for (place, conversion) in intent.conversions.enumerated() {
            if let clicks, !clicks.contains(conversion.clickID) { continue }
            let key = Key(run: run, batch: intent.batch, place: place)
            keys[conversion, default: []].append(key)
            payouts[conversion.clickID, default: []].insert(conversion)
            places[batch, default: []].append(place)
            states[key] = .doubt
        }
    }

    private mutating func settle(_ settlement: UploadRecord.Settlement) {
        for (list, state) in [(settlement.arrived, State.accepted), (settlement.lost, .gone)] {
            for place in list {
                let key = Key(run: settlement.run, batch: settlement.batch, place: place)
                if states[key] != nil { states[key] = state }
            }
        }
    }

    /// When the ones that the account took were sent.
    package func accepted(_ conversion: ConversionUpload) -> [Moment] {
        (keys[conversion] ?? []).filter { states[$0] == .accepted }.map(time)
    }

    /// The ones of which nobody knows whether they arrived, in the order in which they were sent.
    package func doubts(_ conversion: ConversionUpload) -> [Key] {
        (keys[conversion] ?? []).filter { states[$0] == .doubt }
    }

    /// When one was sent.
    package func time(_ key: Key) -> Moment {
        times[Batch(run: key.run, number: key.batch)] ?? Moment(milliseconds: 0)
    }

    /// The other conversions of the same click that the account took or may have taken.
    package func others(than conversion: ConversionUpload) -> Set<ConversionUpload> {
        (payouts[conversion.clickID] ?? []).filter { other in
            other != conversion && (keys[other] ?? []).contains { states[$0] != .gone }
        }
    }
}
