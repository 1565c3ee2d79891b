/// The query of a request, decoded; of a repeated name the first value counts.
struct QueryParameters: Sendable {
    private let values: [String: String]

    init(_ query: Substring?) {
        var values: [String: String] = [:]
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0])
            if values[name] == nil { values[name] = parts.count > 1 ? Self.decoded(parts[1]) : "" }
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }

    /// All names with their values.
    var all: [String: String] { values }

    /// The query as it was written, without the pairs named `api_key`.
    static func withoutKey(_ query: Substring?) -> String {
        (query ?? "").split(separator: "&")
            .filter { decoded($0.prefix { $0 != "=" }) != "api_key" }
            .joined(separator: "&")
    }

    /// Percent signs and plus signs decoded; a percent sign that starts no code stands for itself, and bytes that
    /// are not UTF-8 become replacement characters.
    private static func decoded(_ text: Substring) -> String {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "%"), index + 2 < source.count,
                let high = digit(source[index + 1]), let low = digit(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
