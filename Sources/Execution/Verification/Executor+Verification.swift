import Planning

extension Executor {
    /// Reads back what a run has touched; `nil` when that was not asked for, or the run did not come to its end.
    func verified(
        _ plan: Plan, _ outcomes: [ChangeOutcome], _ state: RunState, _ journal: Journal, _ stop: StopSignal,
        _ events: EventSink
    ) async -> Verification? {
        guard options.verifies, stop.reason == nil, !Task.isCancelled else { return nil }
        let results = state.results
        let verifier = Verifier(
            client: client, journal: journal, expectations: Expectations(plan, outcomes),
            revision: { results.revision($0) }, stop: stop, events: events,
            time: time, clock: clock,
            delay: options.searchDelay)
        return await verifier.run()
    }
}
