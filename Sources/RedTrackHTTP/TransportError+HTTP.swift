import AsyncHTTPClient
import NIOCore
import RedTrack

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension TransportError {
    /// What an error of the HTTP library means for the call.
    ///
    /// No text of the library's errors is taken over: some hold the URL.
    /// - Parameters:
    ///   - error: the error of the library.
    ///   - host: the host, for messages.
    ///   - wasBodyAsked: whether the request's body was asked for; `nil` when it has none.
    init(_ error: any Error, host: String, wasBodyAsked: Bool?) {
        let finding = Self.finding(error, host)
        guard let wasBodyAsked else {
            self = finding
            return
        }
        // The body tells more precisely than any error how far the call got.
        if !wasBodyAsked {
            self.init(.notSent, finding.message)
        } else if finding.code == .notSent {
            self.init(.interrupted, finding.message)
        } else {
            self = finding
        }
    }

    private static func finding(_ error: any Error, _ host: String) -> TransportError {
        switch error {
        case is CancellationError: return TransportError(.cancelled, "cancelled")
        case let error as HTTPClientError: return finding(error, host)
        case is NIOTooManyBytesError:
            return TransportError(.unusable, "the answer of \(host) is too large")
        case ChannelError.connectTimeout:
            return TransportError(.notSent, "\(host) does not answer")
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return TransportError(.notSent, "nobody listens at \(host)")
        case let error as IOError where [EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            return TransportError(.notSent, "no connection to \(host)")
        case let error as IOError:
            return TransportError(.interrupted, "the connection to \(host) broke (errno \(error.errnoCode))")
        default: break
        }
        // The types of the layers below are not ours to import; their names tell the phase.
        let type = String(reflecting: Swift.type(of: error))
        let text = String(describing: error)
        if type.hasPrefix("NIOPosix.NIOConnectionError") {
            return TransportError(.notSent, connectionMessage(text, host))
        }
        if type.hasPrefix("NIOSSL.") {
            let isBefore = text.hasPrefix("handshakeFailed") || text.contains("ailedToValidateHostname")
            return TransportError(
                isBefore ? .notSent : .interrupted,
                isBefore
                    ? "no secure connection to \(host): \(handshakeMessage(text))"
                    : "the secure connection to \(host) broke")
        }
        return TransportError(.interrupted, "the connection to \(host) broke")
    }

    private static func finding(_ error: HTTPClientError, _ host: String) -> TransportError {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout, .socksHandshakeTimeout,
            .httpProxyHandshakeTimeout:
            TransportError(.notSent, "\(host) does not answer")
        case .tlsHandshakeTimeout: TransportError(.notSent, "no secure connection to \(host) in time")
        case .alreadyShutdown: TransportError(.notSent, "the connections are closed")
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            TransportError(.timeout, "no answer from \(host) in time")
        case .cancelled, .requestStreamCancelled: TransportError(.cancelled, "cancelled")
        case .remoteConnectionClosed:
            TransportError(.interrupted, "\(host) closed the connection before its answer was complete")
        default: TransportError(.interrupted, "the exchange with \(host) failed (\(error.shortDescription))")
        }
    }

    private static func connectionMessage(_ text: String, _ host: String) -> String {
        // A name that was not found leaves no address to connect to.
        if text.contains("connectionErrors: []") { return "there is no host \(host)" }
        if text.contains("Connection refused") { return "nobody listens at \(host)" }
        return "no connection to \(host)"
    }

    private static func handshakeMessage(_ text: String) -> String {
        if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("ailedToValidateHostname") {
            return "its certificate is not trusted"
        }
        return "the handshake failed"
    }
}
