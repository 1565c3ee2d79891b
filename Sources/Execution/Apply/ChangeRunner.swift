import Feeds
import Planning
import RedTrack

/// Makes one change whose intent is in the journal: sends the request, and finds out what became of it.
struct ChangeRunner: Sendable {
    private(set) var client: RedTrackClient
    let options: ExecutorOptions
    let time: TimeSource
    let clock: @Sendable () -> Moment
    let owned: OwnedObjects
    let stop: StopSignal
    let events: EventSink
    let gate: WireGate
    /// What requests of this run without an answer have left as it should be; see ``RunStart/found``.
    var found: [Int: Value] = [:]
    /// What takes the calls of the change through the gate, while it runs.
    private var pass: ChangePass?

    init(
        client: RedTrackClient, options: ExecutorOptions, time: TimeSource,
        clock: @escaping @Sendable () -> Moment, owned: OwnedObjects, stop: StopSignal, events: EventSink,
        gate: WireGate, found: [Int: Value] = [:]
    ) {
        self.client = client
        self.options = options
        self.time = time
        self.clock = clock
        self.owned = owned
        self.stop = stop
        self.events = events
        self.gate = gate
        self.found = found
    }

    /// Makes a change whose references all have ids, and which was announced at the gate.
    func run(_ index: Int, _ change: Change, body: Value, _ rank: Schedule.Ready) async -> ChangeResult {
        let pass = ChangePass(gate, rank) { [events] in
            events.tell(.started(change)) { $0.inFlight += 1 }
        }
        var runner = self
        runner.pass = pass
        runner.client = client.passing(pass)
        let result = await runner.run(index, change, body: body)
        pass.end(isTold: result.wasStarted)
        return result
    }

    private func run(_ index: Int, _ change: Change, body: Value) async -> ChangeResult {
        let start = time.now()
        var result =
            if let object = found[index] {
                await taken(change, body, object, change.address.kind.model)
            } else {
                await sent(change, body, change.address.kind.model)
            }
        result.body = body
        if result.wasStarted { result.duration = time.now() - start }
        return result.settled(change.address.kind)
    }

    private func sent<Model: AccountObject>(
        _ change: Change, _ body: Value, _ type: Model.Type
    ) async -> ChangeResult {
        let model: Model
        do {
            model = try Model(wire: Node(body))
        } catch {
            return ChangeResult(
                outcome: .failed(
                    message: "its values cannot be sent: \(error). Correct the file and plan again."))
        }
        do {
            switch (change.action, change.id) {
            case (.create, _): return try await created(change, model, body)
            case (.update, let id?): return try await updated(change, ObjectID(id), model, body)
            case (.archive, let id?): return try await archived(change, ObjectID(id), model, body)
            case (.delete, let id?): return try await deleted(ObjectID<Model>(id))
            case (.update, nil), (.archive, nil), (.delete, nil):
                return ChangeResult(outcome: .failed(message: "the plan does not know its id. Plan again."))
            }
        } catch {
            return failure(error, change)
        }
    }

    /// What an error of the account means for the change, and for the run.
    func failure(_ error: APIError, _ change: Change) -> ChangeResult {
        switch error.code {
        case .keyRefused: stop.stop(.keyRefused(error))
        case .unreachable, .rateLimited: stop.stop(.unreachable(error))
        case .waitingForDNS where change.action == .create:
            return ChangeResult(outcome: .waiting(message: error.description))
        // Its wait for its turn was ended: nobody waits when a run is stopped.
        case .cancelled where stop.reason != nil:
            // Who was still at the gate has sent nothing.
            guard pass?.wasUsed != false else { return .notStarted }
            events.tell(.withdrawn(change)) { $0.inFlight -= 1 }
            var result = ChangeResult.notStarted
            result.isUnknown = change.action != .create
            return result
        default: break
        }
        var result = ChangeResult(outcome: .failed(message: error.description))
        switch error.code {
        case .outcomeUnknown: result.isUnknown = true
        // Of a creation these say that it did not arrive; anything else may have been carried out before the
        // answer.
        case .unreachable, .server, .unexpectedAnswer, .cancelled, .incompleteList:
            result.isUnknown = change.action != .create
        default: break
        }
        return result
    }
}
