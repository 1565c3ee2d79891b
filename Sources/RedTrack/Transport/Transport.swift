/// Carries single calls to the account and brings back their answers: sockets, TLS and the key are its business;
/// retries, paging and the meaning of an answer are the client's.
///
/// An implementation adds the key to each call, follows no redirect, bounds the size of an answer, ends promptly
/// when its task is cancelled, and never lets the key into an error.
public protocol Transport: Sendable {
    /// Sends one call, once.
    /// - Returns: the answer, whatever its status.
    /// - Throws: ``TransportError`` when there is no whole answer.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse

    /// `text` without the key, in whatever encoding it stands there. Applied to all that an answer adds to an
    /// error, since an answer may echo the call.
    func redacting(_ text: String) -> String
}

extension Transport {
    /// A transport without a key has nothing to hide.
    public func redacting(_ text: String) -> String { text }
}
