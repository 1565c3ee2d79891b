import Feeds

extension RedTrackClient {
    /// How many conversions one call carries at most.
    package static var conversionsPerCall: Int { Endpoint.conversionsPerRequest }

    /// Reports conversions to the account, a few hundred in a call, one call after the other. This cannot be undone.
    /// - Parameters:
    ///   - conversions: what happened; the account must know the clicks.
    ///   - progress: told how many the account has taken, after each call.
    /// - Throws: ``ConversionUploadError``, which says how many were taken before.
    public func upload(
        _ conversions: [ConversionUpload], progress: (@Sendable (Int) -> Void)? = nil
    ) async throws(ConversionUploadError) {
        var rest = conversions[...]
        var accepted = 0
        while !rest.isEmpty {
            let batch = rest.prefix(Endpoint.conversionsPerRequest)
            rest = rest.dropFirst(batch.count)
            do {
                try await upload(batch: batch)
            } catch {
                let isInDoubt = error.code == .outcomeUnknown
                throw ConversionUploadError(
                    accepted: accepted, inDoubt: isInDoubt ? batch.count : 0, cause: error)
            }
            accepted += batch.count
            progress?(accepted)
        }
    }

    private func upload(batch: ArraySlice<ConversionUpload>) async throws(APIError) {
        let call = Call(
            request: TransportRequest(
                .post, Endpoint.conversions, body: Value.array(batch.map(\.wireValue)).jsonBytes()),
            doubtStep:
                "They may be counted now: look for them in the log of conversions before sending them again")
        let answer = try await perform(call)
        do {
            // The documented answer is empty; what else is in it does not matter, unless it is a refusal.
            _ = try body(answer, of: call)
        } catch {
            guard error.code == .unexpectedAnswer else { throw error }
            throw classifier.outcomeUnknown(call, error.messages, status: answer.status)
        }
    }
}
