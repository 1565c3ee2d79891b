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
        guard let gate else { return try await repeated(call, mayHaveRun: &mayHaveRun) }
        guard await gate.enter() else { throw .cancelled(call) }
        let response: TransportResponse
        do {
            response = try await repeated(call, mayHaveRun: &mayHaveRun)
        } catch {
            gate.keep()
            throw error
        }
        gate.leave()
        // The next call leaves before this one's answer is read.
        await Task.yield()
        return response
    }

    /// Sends a call that has passed the gate.
    private func repeated(_ call: Call, mayHaveRun: inout Bool) async throws(APIError) -> TransportResponse {
        var failures = 0
        while true {
            let grant: RateControl.Grant
            do {
                grant = try await budget.admit()
            } catch {
                throw .cancelled(call)
            }
            let failure: Failure
            let result = await send(call.request)
            switch result {
            case .success(let response) where (200..<300).contains(response.status):
                budget.settle(grant, response)
                return response
            case .success(let response): failure = classifier.failure(response, of: call)
            case .failure(let error): failure = classifier.failure(error, of: call)
            }
            mayHaveRun = mayHaveRun || failure.mayHaveRun
            if case .throttled(let asked) = failure.retry, case .success(let response) = result {
                try pause(grant, response, asked, failure.error, call)
                continue
            }
            switch result {
            case .success(let response): budget.settle(grant, response)
            case .failure(let error): budget.settle(grant, wasSent: error.code != .notSent)
            }
            guard case .backingOff(let least) = failure.retry else { throw failure.error }
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
        }
    }

    /// Lets all calls pause after one was turned away.
    /// - Throws: when the account asks for too long a pause, or has let nothing through for too long. A call is not given
    ///   up for being turned away often while others get through.
    private func pause(
        _ grant: RateControl.Grant, _ response: TransportResponse, _ asked: Duration?, _ error: APIError,
        _ call: Call
    ) throws(APIError) {
        if let asked, asked > retry.longestPause {
            // The others find out by themselves, and nobody waits.
            budget.settle(grant, wasSent: false)
            throw error.asking(asked)
        }
        let refusal = budget.refuse(grant, response, asked: asked, retry: retry, random: time.random())
        let isOver =
            refusal.refusals > retry.throttles || refusal.standstill + refusal.pause > retry.longestStandstill
        if isOver { throw error.standing(refusal.standstill) }
        if refusal.isNew { tell(call, error, refusal.pause, isThrottled: true) }
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

extension APIError {
    /// The account asks for a longer pause than is waited for.
    fileprivate func asking(_ pause: Duration) -> APIError {
        var error = self
        error.messages.append("the account asks for a pause of \(RateText.words(pause))")
        error.nextStep = "Run it again after that; at a lower rate it would not come to this"
        return error
    }

    /// The account lets nothing through.
    fileprivate func standing(_ time: Duration) -> APIError {
        var error = self
        if time >= .seconds(1) {
            error.messages.append("the account has let nothing through for \(RateText.words(time))")
        }
        error.nextStep =
            "Run it again later, at a lower rate; somebody else may be using up the account's limit"
        return error
    }
}
