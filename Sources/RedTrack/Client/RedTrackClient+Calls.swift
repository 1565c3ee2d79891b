extension RedTrackClient {
    var classifier: FailureClassifier {
        FailureClassifier(redacting: { [transport] in transport.redacting($0) })
    }

    /// Sends a call until it is carried out, fails for good, or has had its attempts.
    /// - Returns: an answer with a status of 2xx, whose body has not been looked at.
    func perform(_ call: Call) async throws(APIError) -> TransportResponse {
        var mayHaveRun = false
        return try await perform(call, mayHaveRun: &mayHaveRun)
    }

    /// The same, and tells whether an attempt that failed may have been carried out all the same.
    func perform(_ call: Call, mayHaveRun: inout Bool) async throws(APIError) -> TransportResponse {
        var failures = 0
        var throttles = 0
        while true {
            do {
                try await budget.acquire()
            } catch {
                throw .cancelled(call)
            }
            let failure: Failure
            switch await send(call.request) {
            case .success(let response) where (200..<300).contains(response.status):
                return response
            case .success(let response): failure = classifier.failure(response, of: call)
            case .failure(let error): failure = classifier.failure(error, of: call)
            }
            mayHaveRun = mayHaveRun || failure.mayHaveRun
            switch failure.retry {
            case .never: throw failure.error
            case .backingOff(let least):
                failures += 1
                guard failures < retry.attempts, least ?? .zero <= retry.longestPause else {
                    throw failure.error
                }
                let delay = max(retry.delay(afterFailure: failures, random: time.random()), least ?? .zero)
                tell(call, failure.error, delay, isThrottled: false)
                do {
                    try await time.sleep(delay)
                } catch {
                    throw .cancelled(call)
                }
            case .throttled(let asked):
                throttles += 1
                guard throttles <= retry.throttles, asked ?? .zero <= retry.longestPause else {
                    throw failure.error
                }
                let delay = asked ?? retry.delay(afterFailure: throttles, random: time.random())
                tell(call, failure.error, delay, isThrottled: true)
                budget.pause(for: delay)
            }
        }
    }

    private func send(_ request: TransportRequest) async -> Result<TransportResponse, TransportError> {
        do {
            return .success(try await transport.send(request))
        } catch {
            return .failure(error)
        }
    }

    private func tell(_ call: Call, _ error: APIError, _ delay: Duration, isThrottled: Bool) {
        notice?(
            RetryNotice(
                method: call.request.method, path: call.request.path, error: error, delay: delay,
                isThrottled: isThrottled))
    }
}
