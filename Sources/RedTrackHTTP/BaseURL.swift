/// The address of an account's API: where the connection goes, and what stands before each path.
struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    /// `https://HOST`, perhaps with a port and a path, without a slash at the end.
    let text: String
    /// The host as it was written, in lower case; an IPv6 address in its brackets.
    let host: String
    /// Whether calls go over TLS.
    let isSecure: Bool

    /// Reads an address.
    /// - Throws: ``HTTPTransportError`` with the code `address` when it is none, `insecure` when it would send the key in
    ///   the clear to another machine.
    init(_ address: String, allowInsecure: Bool) throws(HTTPTransportError) {
        guard let separator = address.firstRange(of: "://") else {
            throw .address("it does not start with https://")
        }
        switch address[..<separator.lowerBound].lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: throw .address("it does not start with https://")
        }
        let rest = address[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if authority.contains("@") { throw .address("it holds a user name or password") }
        let path = rest[authority.endIndex...]
        if path.contains("?") || path.contains("#") { throw .address("it has a query or a fragment") }
        guard path.utf8.allSatisfy(Self.isPathByte) else {
            throw .address("its path holds a character that must be percent-encoded")
        }
        let (host, port) = try Self.parts(authority)
        self.host = host
        let scheme = isSecure ? "https" : "http"
        let trimmed = path.reversed().drop { $0 == "/" }.reversed()
        text = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(String(trimmed))"
        guard isSecure || allowInsecure || isLoopback else { throw .insecure(host) }
    }

    var description: String { text }

    /// Whether the host is this machine, so that nothing leaves it (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3).
    var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.first == 127 && numbers.allSatisfy { $0 != nil }
    }

    private static func parts(_ authority: Substring) throws(HTTPTransportError) -> (String, UInt16?) {
        var host = authority
        var port: UInt16?
        let end = authority.lastIndex(of: "]") ?? authority.startIndex
        if let colon = authority[end...].lastIndex(of: ":") {
            guard let number = UInt16(authority[authority.index(after: colon)...]), number > 0 else {
                throw .address("its port is no number from 1 to 65535")
            }
            port = number
            host = authority[..<colon]
        }
        let isIPv6 = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isIPv6 ? host.dropFirst().dropLast() : host
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                true
            case UInt8(ascii: ":"): isIPv6
            default: false
            }
        }
        guard allowed, !name.isEmpty else { throw .address("it names no host") }
        return (host.lowercased(), port)
    }

    /// RFC 3986, 3.3.
    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/-._~%!$&'()*+,;=:@".utf8.contains(byte)
        }
    }
}
