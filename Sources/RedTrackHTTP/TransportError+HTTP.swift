import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
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
        case let error as NIOConnectionError:
            return TransportError(.notSent, message(error, host))
        case NIOSSLError.handshakeFailed(let reason):
            return TransportError(
                .notSent, "no secure connection to \(host): \(message(reason))")
        case NIOSSLError.noCertificateToValidate, NIOSSLError.unableToValidateCertificate,
            NIOSSLError.cannotMatchULabel, is NIOSSLExtraError:
            // All of these are about the certificate, and come before anything is sent.
            return TransportError(
                .notSent, "no secure connection to \(host): its certificate is not trusted")
        case is NIOSSLError, is BoringSSLError:
            return TransportError(.interrupted, "the secure connection to \(host) broke")
        default:
            return TransportError(.interrupted, "the connection to \(host) broke")
        }
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

    private static func message(_ error: NIOConnectionError, _ host: String) -> String {
        // A name that was not found leaves no address to connect to.
        if error.connectionErrors.isEmpty { return "there is no host \(host)" }
        let isRefused = error.connectionErrors.allSatisfy { failure in
            (failure.error as? IOError)?.errnoCode == ECONNREFUSED
        }
        return isRefused ? "nobody listens at \(host)" : "no connection to \(host)"
    }

    private static func message(_ error: BoringSSLError) -> String {
        // Reasons have no type of their own, only the name that OpenSSL gave them.
        if case .sslError(let stack) = error,
            stack.contains(where: { "\($0)".contains("CERTIFICATE_VERIFY_FAILED") })
        {
            return "its certificate is not trusted"
        }
        return "the handshake failed"
    }
}
