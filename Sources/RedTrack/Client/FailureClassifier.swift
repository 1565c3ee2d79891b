/// What to do about a call that failed.
struct Failure: Sendable {
    /// When to send it again.
    enum Retry: Sendable {
        /// Never.
        case never
        /// After a wait that grows, and at least the given one.
        case backingOff(atLeast: Duration?)
        /// After a pause of all calls: the given one, or one that grows.
        case throttled(Duration?)
    }

    /// What is thrown when it is not sent again.
    var error: APIError
    /// When to send it again.
    var retry: Retry
    /// Whether the server may have carried it out.
    var mayHaveRun: Bool
}

/// Decides what a failure means: from the status, the body and the method, never from the time or the attempt.
struct FailureClassifier: Sendable {
    let redacting: @Sendable (String) -> String

    /// What the lack of an answer means.
    func failure(_ error: TransportError, of call: Call) -> Failure {
        let message = redacting(error.message)
        if error.code == .notSent {
            return Failure(
                error: call.error(
                    .unreachable, [message], nextStep: "Check the address of the account and the network"),
                retry: .backingOff(atLeast: nil), mayHaveRun: false)
        }
        if !call.isRepeatable {
            return Failure(
                error: outcomeUnknown(call, [message]), retry: .never, mayHaveRun: true)
        }
        if error.code == .unusable {
            return Failure(
                error: call.error(
                    .unexpectedAnswer, [message], nextStep: "Check the base URL of the account"),
                retry: .never, mayHaveRun: true)
        }
        if error.code == .cancelled {
            return Failure(error: .cancelled(call), retry: .never, mayHaveRun: true)
        }
        return Failure(
            error: call.error(
                .unreachable, [message],
                nextStep: "Try again when the account answers"),
            retry: .backingOff(atLeast: nil), mayHaveRun: true)
    }

    /// What an answer with a status other than 2xx means.
    func failure(_ response: TransportResponse, of call: Call) -> Failure {
        var text = AnswerText(response.body) { call.redacting(redacting($0)) }
        if call.answersSecrets, !text.isErrorShape, !text.isWebPage { text.messages = [] }
        let pause = RetryAfter.duration(response.headers)
        switch response.status {
        case 429:
            let error = call.error(
                .rateLimited, text.messages.isEmpty ? ["too many requests"] : text.messages, status: 429,
                retryAfter: pause, nextStep: "Wait, or choose a lower rate")
            return Failure(error: error, retry: .throttled(pause), mayHaveRun: false)
        case 408, 500...599:
            return serverFailure(response.status, text, pause, call)
        default:
            var retry = Failure.Retry.never
            let error = refusal(response.status, text, call)
            if error.code == .waitingForDNS || (error.code == .notFound && call.mayNotBeVisibleYet) {
                retry = .backingOff(atLeast: pause)
            }
            return Failure(error: error, retry: retry, mayHaveRun: false)
        }
    }

    /// A call that must not be repeated, whose outcome nobody knows.
    func outcomeUnknown(_ call: Call, _ messages: [String], status: Int? = nil) -> APIError {
        call.error(.outcomeUnknown, messages, status: status, nextStep: call.doubtStep)
    }

    private func serverFailure(_ status: Int, _ text: AnswerText, _ pause: Duration?, _ call: Call) -> Failure
    {
        let messages = text.messages.isEmpty ? ["the server failed"] : text.messages
        guard call.isRepeatable else {
            return Failure(
                error: outcomeUnknown(call, messages, status: status), retry: .never, mayHaveRun: true)
        }
        let error = call.error(
            .server, messages, status: status, retryAfter: pause,
            nextStep: "Try again later; when it stays, tell the account's support")
        // 501 and 505 say that the server cannot do this at all (RFC 9110, 15.6).
        let retry: Failure.Retry = [501, 505].contains(status) ? .never : .backingOff(atLeast: pause)
        return Failure(error: error, retry: retry, mayHaveRun: true)
    }

    private func refusal(_ status: Int, _ text: AnswerText, _ call: Call) -> APIError {
        let isWrite = call.request.method != .get
        func make(_ code: APIError.Code, _ fallback: String, _ nextStep: String) -> APIError {
            call.error(
                code, text.messages.isEmpty ? [fallback] : text.messages, status: status, nextStep: nextStep)
        }
        switch status {
        case 300..<400:
            return call.error(
                .unexpectedAnswer, ["the server redirects to another address"], status: status,
                nextStep: "Give the final address as the account's base URL")
        case 401 where !call.request.carriesKey:
            return make(.keyRefused, "login or password is not accepted", "Check login and password")
        case 401:
            return make(.keyRefused, "the key is not accepted", "Check the key of the account")
        case 403:
            if speaksOfKey(text) || (!isWrite && !speaksOfObject(text)) {
                return make(.keyRefused, "the key is not accepted", "Check the key of the account")
            }
            return make(
                .forbidden, "the object may not be changed with this key",
                "It belongs to another user: leave it out, or change it there")
        case 404:
            let step =
                text.isWebPage || call.object == nil
                ? "Check the base URL of the account" : "It has gone from the account: plan again"
            return make(.notFound, "there is no such object", step)
        case 405:
            return make(
                .unexpectedAnswer, "the server does not know this call", "Check the base URL of the account")
        default:
            return validation(status, text, call)
        }
    }

    private func validation(_ status: Int, _ text: AnswerText, _ call: Call) -> APIError {
        let messages = text.messages.isEmpty ? ["the server refused the request"] : text.messages
        if text.isWebPage {
            return call.error(
                .unexpectedAnswer, messages, status: status, nextStep: "Check the base URL of the account")
        }
        if call.kind == .domain, messages.contains(where: { $0.uppercased().contains("CNAME") }) {
            return call.error(
                .waitingForDNS, messages, status: status,
                nextStep: "Create the DNS record, wait until it has spread, and apply again")
        }
        var nextStep = "Correct the fields in the file and plan again"
        if call.kind == .campaign, messages.contains(where: { $0.hasPrefix("URL ") }) {
            // A campaign has no URL of its own; the message stands in its list of errors all the same.
            nextStep =
                "A campaign has no URL of its own: look at the `url` of its postbacks, correct it and plan again"
        }
        return call.error(.validation, messages, status: status, nextStep: nextStep)
    }

    private func speaksOfKey(_ text: AnswerText) -> Bool {
        text.messages.contains { message in
            let message = message.lowercased()
            return message.contains("api key") || message.contains("api_key") || message.contains("token")
        }
    }

    private func speaksOfObject(_ text: AnswerText) -> Bool {
        text.messages.contains { message in
            let message = message.lowercased()
            return message.contains("unauthorized to manage") || message.contains("not allowed")
        }
    }
}

extension APIError {
    static func cancelled(_ call: Call) -> APIError {
        call.error(.cancelled, ["cancelled"], nextStep: "Start it again")
    }
}
