/// Lets the calls of some work onto the wire, and hears when one has left it.
///
/// A call is ready when it asks: what it says has been put together, so that a place on the wire is never held by work
/// that could be done without it.
package protocol CallGate: Sendable {
    /// Waits until a call may leave.
    /// - Returns: `false` when it must not; then there is no place to give back.
    func enter() async -> Bool

    /// Gives the place of a call back: it was carried out.
    func leave()

    /// Keeps the place of a call that failed, for the next call of the same work or until the work ends: what the failure
    /// means for all others has to be known before one of them leaves.
    func keep()
}

extension RedTrackClient {
    /// The same account for work whose calls pass a gate.
    package func passing(_ gate: any CallGate) -> RedTrackClient {
        var client = self
        client.gate = gate
        return client
    }
}
