import RedTrack

import struct FoundationEssentials.Decimal

/// Asks an account which of the conversions in doubt it has.
///
/// What the account shows has arrived. What it does not show counts as lost only after two looks, the second one when the
/// request can no longer be under way.
struct DoubtResolver: Sendable {
    /// What came out.
    struct Resolution: Sendable {
        /// Those that the account has.
        var arrived: [UploadLedger.Key] = []
        /// Those that it does not have.
        var lost: [UploadLedger.Key] = []
        /// Why the others are still in doubt.
        var open: [UploadLedger.Key: String] = [:]
        /// Why the account could not be asked about some of them.
        var failure: APIError?
    }

    let client: RedTrackClient
    let options: UploadOptions
    let clock: @Sendable () -> Moment
    /// Waits; `false` when there is a reason to stop.
    let wait: @Sendable (Duration) async -> Bool
    let events: @Sendable (UploadEvent) -> Void

    /// Resolves the doubts of some conversions.
    /// - Parameters:
    ///   - doubts: the conversions, each once, and which of them are in doubt.
    ///   - ledger: what is known of all conversions.
    /// - Returns: what the account says.
    func resolve(_ doubts: [ConversionUpload: [UploadLedger.Key]], _ ledger: UploadLedger) async -> Resolution
    {
        var result = Resolution()
        let first = await look(doubts, ledger, &result)
        var rest: [ConversionUpload: [UploadLedger.Key]] = [:]
        for (conversion, keys) in doubts {
            guard let evidence = first[conversion] else { continue }
            result.arrived += evidence.shown.map { keys[$0] }
            let left = keys.indices.filter { !evidence.shown.contains($0) }.map { keys[$0] }
            if !left.isEmpty { rest[conversion] = left }
        }
        guard result.failure == nil, !rest.isEmpty else {
            return leaveOpen(doubts, &result, "the account could not be asked for it")
        }
        // The ones that have arrived are known now: the second look is for the rest alone.
        var known = ledger
        for key in result.arrived {
            known.add(
                .settled(.init(run: key.run, batch: key.batch, arrived: [key.place], lost: [], at: clock())),
                of: key.run)
        }
        let pause = pause(after: rest.values.joined().map { ledger.time($0) }.max())
        events(.waiting(pause))
        guard await wait(pause) else {
            return leaveOpen(doubts, &result, "interrupted before it was sure that it is not under way")
        }
        let second = await look(rest, known, &result)
        if result.failure == nil, second.values.allSatisfy(\.isLogEmpty) {
            do throws(APIError) {
                try await checkEmptyLog(since: rest.values.joined().map { ledger.time($0) }.min())
            } catch {
                result.failure = error
                return leaveOpen(doubts, &result, "")
            }
        }
        for (conversion, keys) in rest {
            guard let before = first[conversion], let evidence = second[conversion] else { continue }
            result.arrived += evidence.shown.map { keys[$0] }
            let left = keys.indices.filter { !evidence.shown.contains($0) }.map { keys[$0] }
            // A look that does not show it is no proof: both have to agree.
            let possible = max(before.possible - before.shown.count, evidence.possible) - evidence.shown.count
            result.lost += left.dropFirst(max(possible, 0))
        }
        return leaveOpen(
            doubts, &result,
            "its click has a conversion in the account that may be it, or may have come from elsewhere")
    }

    /// Whether the account shows at least one of some conversions in doubt that are the same; `nil` when it cannot be asked.
    func shows(
        _ conversion: ConversionUpload, _ keys: [UploadLedger.Key], _ ledger: UploadLedger
    ) async -> Bool? {
        var result = Resolution()
        return await look([conversion: keys], ledger, &result)[conversion].map { !$0.shown.isEmpty }
    }

    /// Gives a reason to all that are neither here nor there.
    private func leaveOpen(
        _ doubts: [ConversionUpload: [UploadLedger.Key]], _ result: inout Resolution, _ reason: String
    ) -> Resolution {
        let known = Set(result.arrived).union(result.lost)
        let reason = result.failure.map { "the account could not be asked for it: \($0.summary)" } ?? reason
        for key in doubts.values.joined() where !known.contains(key) { result.open[key] = reason }
        events(
            .settled(arrived: result.arrived.count, lost: result.lost.count, open: result.open.count))
        return result
    }

    /// The wait until a request can no longer be under way.
    private func pause(after sent: Moment?) -> Duration {
        let age = sent.map { Duration.milliseconds(max(clock().milliseconds - $0.milliseconds, 0)) } ?? .zero
        return max(options.patience - age, options.searchDelay)
    }

    /// Reads the log of each click. Stops at the first failure: the next call would hardly fare better.
    private func look(
        _ doubts: [ConversionUpload: [UploadLedger.Key]], _ ledger: UploadLedger, _ result: inout Resolution
    ) async -> [ConversionUpload: ConversionEvidence] {
        var evidence: [ConversionUpload: ConversionEvidence] = [:]
        let clicks = Dictionary(grouping: doubts, by: \.key.clickID).sorted { $0.key < $1.key }
        for (index, (click, doubts)) in clicks.enumerated() {
            if clicks.count > 1 { events(.looking(done: index, of: clicks.count)) }
            let sent = doubts.flatMap(\.value).map { ledger.time($0) }.min() ?? clock()
            do throws(APIError) {
                let log = try await conversions(of: click, sent: sent)
                for (conversion, keys) in doubts {
                    evidence[conversion] = ConversionEvidence(
                        log: log, payout: conversion.payout, doubts: keys.map { ledger.time($0) },
                        accepted: ledger.accepted(conversion).filter { $0 >= Self.firstDay(sent) },
                        others: Set(ledger.others(than: conversion).map(\.payout)))
                }
            } catch {
                result.failure = error
                break
            }
        }
        return evidence
    }

    /// All conversions of a click around the time when one was sent.
    private func conversions(of click: String, sent: Moment) async throws(APIError) -> [Conversion] {
        var filter = ConversionFilter()
        filter.clickID = click
        filter.dates = days(since: sent)
        var found: [Conversion] = []
        var pages = client.conversions(filter).makeAsyncIterator()
        while let page = try await pages.next() {
            guard page.records.allSatisfy({ $0.clickID ?? click == click }) else {
                throw APIError(
                    .unexpectedAnswer, .get, "/conversions",
                    messages: ["the account shows conversions of other clicks than was asked for"],
                    nextStep: "Look with `waybill log conversions` which ones the account has")
            }
            found += page.records
        }
        return found
    }
}
