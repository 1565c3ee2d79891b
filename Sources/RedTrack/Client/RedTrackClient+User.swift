import Feeds

extension RedTrackClient {
    /// The user whom the account belongs to, in more detail than ``account()`` tells.
    /// - Throws: ``APIError``, with the code `keyRefused` for a wrong key.
    public func user() async throws(APIError) -> User {
        let call = Call(request: TransportRequest(.get, Endpoint.account), answersSecrets: true)
        return try await user(perform(call), of: call)
    }

    /// Logs in by e-mail address and password; the user that comes back holds the key of the account.
    ///
    /// The one call that carries no key: a transport without one will do.
    /// - Throws: ``APIError``, with the code `keyRefused` for wrong credentials.
    public func logIn(with credentials: Credentials) async throws(APIError) -> User {
        let fields = [("login", credentials.login), ("password", credentials.password.text)]
        let form = fields.map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        // Logging in twice is the same as once, although it is a POST.
        let call = Call(
            request: TransportRequest(
                .post, Endpoint.account, body: Array(form.utf8), bodyType: .form, carriesKey: false),
            mayRepeat: true, secrets: [credentials.password.text], answersSecrets: true)
        return try await user(perform(call), of: call)
    }

    /// Changes what is set in `changes`: names, Skype, password.
    /// - Returns: the user afterwards.
    /// - Throws: ``APIError``.
    public func updateUser(with changes: UserChanges) async throws(APIError) -> User {
        let call = Call(
            request: TransportRequest(.put, Endpoint.user, body: changes.requestBody.jsonBytes()),
            secrets: [changes.password?.text].compactMap { $0 }, answersSecrets: true)
        return try await user(perform(call), of: call)
    }

    /// Replaces the key of the account. The key of this client's transport is dead afterwards: make a new client with
    /// the new one, and give it to whatever else uses the account.
    /// - Returns: the new key.
    /// - Throws: ``APIError``; `outcomeUnknown` when the old key may be dead and the new one is not known.
    public func resetKey() async throws(APIError) -> APIKey {
        // Each call makes another key, and kills the one that a repetition would be sent with.
        let call = Call(
            request: TransportRequest(.put, Endpoint.key), mayRepeat: false,
            doubtStep: "The key may have been replaced: log in with e-mail and password to learn the new one",
            answersSecrets: true)
        let answer = try await perform(call)
        var reason = "the answer holds no usable key"
        do {
            if let key = try user(answer, of: call).key { return key }
        } catch {
            // A refusal inside an answer of success leaves the old key alive; anything else leaves doubt.
            guard error.code == .unexpectedAnswer else { throw error }
            reason = error.messages.first ?? reason
        }
        throw classifier.outcomeUnknown(call, [reason], status: answer.status)
    }

    private func user(_ answer: TransportResponse, of call: Call) throws(APIError) -> User {
        let user = try model(User.self, try value(answer, of: call), at: "", in: answer, of: call)
        guard let id = user.id, !id.isEmpty else {
            throw unexpected(call, answer, "the answer names no user")
        }
        return user
    }
}
