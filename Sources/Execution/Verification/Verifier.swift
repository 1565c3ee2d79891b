import Feeds
import Planning
import RedTrack

/// Reads back what a run has touched, compares it with what was wanted, and sends once more what the account did not take.
///
/// A reading that fails says nothing of the run: what was answered as done stays done.
struct Verifier: Sendable {
    let client: RedTrackClient
    let journal: Journal
    let expectations: Expectations
    /// The revision in the answer to a change.
    let revision: @Sendable (Int) -> Revision?
    let stop: StopSignal
    let events: EventSink
    let time: TimeSource
    let clock: @Sendable () -> Moment
    /// The wait before an object that is not there is looked for again.
    let delay: Duration

    /// Looks at all objects whose changes are done, kind by kind at the same time.
    func run() async -> Verification {
        var indexes: [Kind: [Int]] = [:]
        for (index, outcome) in expectations.outcomes.enumerated() where outcome.isDone {
            indexes[expectations.plan.changes[index].address.kind, default: []].append(index)
        }
        let progress = VerificationProgress(total: indexes.values.reduce(0) { $0 + $1.count }, events)
        progress.add(0)
        var result = Verification()
        await withTaskGroup(of: Verification.self) { group in
            for (kind, indexes) in indexes {
                group.addTask { await verified(kind.model, indexes, progress) }
            }
            for await part in group { result.add(part) }
        }
        result.findings.sort { ($0.change, $0.path ?? "") < ($1.change, $1.path ?? "") }
        for finding in result.findings { events.tell(.found(finding)) }
        return result
    }

    private func verified<Model: AccountObject>(
        _ type: Model.Type, _ indexes: [Int], _ progress: VerificationProgress
    ) async -> Verification {
        var seen = ReadBack(expectations, Model.kind, indexes)
        var result = Verification()
        do {
            try await read(type, into: &seen, progress)
            seen.close()
            if try await repair(type, seen.repairs) {
                var later = ReadBack(expectations, Model.kind, seen.repairs.map(\.change))
                try await lookUp(type, later.missing, into: &later, progress)
                seen.note(later)
            }
        } catch let error as APIError where error.code == .cancelled {
            result.unread.append("\(Model.kind.plural) were not read back: the run was stopped")
        } catch {
            let reason = (error as? APIError)?.summary ?? "\(error)"
            result.unread.append("\(Model.kind.plural) could not be read back: \(reason)")
        }
        result.checked = seen.checked
        result.findings = seen.findings.values.flatMap(\.self)
        result.links = seen.links
        return result
    }

    /// Reads what there is to see: by ids or by the list, whichever takes fewer calls.
    private func read<Model: AccountObject>(
        _ type: Model.Type, into seen: inout ReadBack, _ progress: VerificationProgress
    ) async throws(APIError) {
        let way = ReadBackWay(
            Model.kind, count: seen.openCount, createsAny: seen.looksForDuplicates, of: expectations.plan)
        if way.isByList {
            try await readList(type, into: &seen, progress)
            try await lookUp(type, seen.missing, into: &seen, progress)
        } else {
            try await lookUp(type, seen.unseen, into: &seen, progress)
        }
        // A new object may not be seen at once.
        if !seen.missing.isEmpty {
            try? await time.sleep(delay)
            try await lookUp(type, seen.missing, into: &seen, progress)
        }
    }

    /// One reading of the list, page by page, as far as it is needed.
    private func readList<Model: AccountObject>(
        _ type: Model.Type, into seen: inout ReadBack, _ progress: VerificationProgress
    ) async throws(APIError) {
        var pages = client.pages(type).makeAsyncIterator()
        var last: Set<String> = []
        while seen.looksForDuplicates || seen.openCount > 0, let page = try await pages.next() {
            let objects = page.objects.compactMap { Snapshot.Object($0) }
            let ids = Set(objects.map(\.id))
            // A server that does not look at the number of the page has no second one.
            if ids.isSubset(of: last) { return }
            last = ids
            let before = seen.checked
            for object in objects { seen.take(object, revision: revision) }
            progress.add(seen.checked - before)
        }
    }

    /// Asks for some objects by their ids, or where the API cannot for the whole list.
    private func lookUp<Model: AccountObject>(
        _ type: Model.Type, _ ids: [String], into seen: inout ReadBack, _ progress: VerificationProgress
    ) async throws(APIError) {
        var rest = ids[...]
        while !rest.isEmpty {
            // Few enough to hold; but a list that is read as a whole is read once.
            let isByID = RedTrackClient.callsToLook(at: Model.kind, ids: 1, listed: 1).byID != nil
            let part = isByID ? rest.prefix(RedTrackClient.idsPerCall * 20) : rest
            rest = rest.dropFirst(part.count)
            let before = seen.checked
            for object in try await client.objects(type, ids: part.map { ObjectID<Model>($0) }).objects {
                if let object = Snapshot.Object(object) { seen.take(object, revision: revision) }
            }
            progress.add(seen.checked - before)
        }
    }

    /// Sends once more what was not taken, each object once.
    /// - Returns: whether anything was sent.
    private func repair<Model: AccountObject>(
        _ type: Model.Type, _ repairs: [(change: Int, object: Snapshot.Object, fields: Value)]
    ) async throws -> Bool {
        for (index, object, fields) in repairs {
            guard stop.reason == nil, !Task.isCancelled else { return false }
            let change = expectations.plan.changes[index]
            let model = try Model(wire: Node(fields))
            try await journal.append(
                .repair(
                    JournalRecord.Intent(
                        change: index, address: change.address, action: .update, id: object.id,
                        title: change.title, isProtected: change.isProtected, body: fields,
                        before: object.record,
                        at: clock())))
            events.tell(.repairing(change, fields: (fields.members ?? []).map(\.name)))
            // What has left is waited for, whoever loses patience.
            let answer: Result<Model, any Error> = await Task { [client] in
                try await client.update(ObjectID(object.id), with: model, createdRecently: true)
            }.result
            var outcome = JournalRecord.Outcome(
                change: index, result: .done, id: object.id, message: nil, at: clock())
            if case .failure(let error) = answer {
                outcome.result = .unknown
                outcome.message = "\(error)"
            }
            try await journal.append(.repairOutcome(outcome))
        }
        return !repairs.isEmpty
    }
}
