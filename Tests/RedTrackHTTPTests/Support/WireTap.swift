#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server that hears one call byte by byte: what the library really puts on the wire.
final class WireTap: Sendable {
    private let descriptor: Int32
    /// The address to call.
    let baseURL: String

    /// Listens on a free port; `nil` when the machine has none.
    init?() {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 4) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        baseURL = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        guard isBound, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// Waits for a call, answers it with `{"id":"u"}`, and returns it as text: head and body.
    func hear() async -> String {
        var connection: Int32 = -1
        while connection < 0, !Task.isCancelled {
            connection = accept(descriptor, nil, nil)
            await Task.yield()
        }
        defer { close(connection) }
        _ = fcntl(connection, F_SETFL, O_NONBLOCK)
        var heard: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !Self.isWhole(heard), !Task.isCancelled {
            let count = recv(connection, &buffer, buffer.count, 0)
            if count == 0 { break }
            if count > 0 { heard += buffer.prefix(count) }
            await Task.yield()
        }
        let answer = Array(
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{\"id\":\"u\"}".utf8)
        _ = send(connection, answer, answer.count, 0)
        return String(decoding: heard, as: UTF8.self)
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
        let lines = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
        let length = lines.compactMap { line in
            line.hasPrefix("content-length:") ? Int(line.dropFirst(15).drop { $0 == " " }) : nil
        }
        return text[end.upperBound...].utf8.count >= length.first ?? 0
    }
}
