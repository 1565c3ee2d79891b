/// The host of a link.
package enum LinkHost {
    /// The host, in lower case, without user and port; `nil` when the link names none.
    package static func host(of link: Span<UInt8>) -> String? {
        var start = 0
        while start < link.count, isScheme(link[start]) { start += 1 }
        if start > 0 {
            guard start < link.count, link[start] == UInt8(ascii: ":") else { return nil }
            start += 1
        }
        guard start + 1 < link.count, link[start] == UInt8(ascii: "/"), link[start + 1] == UInt8(ascii: "/")
        else {
            return nil
        }
        start += 2
        var end = start
        var hostStart = start
        while end < link.count, link[end] != UInt8(ascii: "/"), link[end] != UInt8(ascii: "?"),
            link[end] != UInt8(ascii: "#")
        {
            if link[end] == UInt8(ascii: "@") { hostStart = end + 1 }
            end += 1
        }
        // A port follows the last colon, but for those in the brackets of an address.
        var port = end
        while port > hostStart, link[port - 1].isASCIIDigit { port -= 1 }
        if port > hostStart, link[port - 1] == UInt8(ascii: ":") { end = port - 1 }
        guard end > hostStart else { return nil }
        var bytes: [UInt8] = []
        for index in hostStart..<end { bytes.append(link[index].asciiLowercased) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Letters, digits, `+`, `-` and `.` (RFC 3986, 3.1).
    private static func isScheme(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }
}
