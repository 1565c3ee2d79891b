/// A parameter of a link's query, to be set, added, removed or read; every other byte of the link stays as it is.
///
/// The name is made ready once. A parameter of a link has it when its name is the same as written, or once decoded.
package struct LinkParameter: Sendable {
    private let name: [UInt8]
    /// The name as a new parameter writes it.
    private let encodedName: [UInt8]

    /// A parameter by its name, not encoded.
    ///
    /// Throws ``ValueError`` for an empty name.
    package init(_ name: String) throws(ValueError) {
        guard !name.isEmpty else {
            throw ValueError(.malformed, "a parameter has no name", help: "write its name, such as 'sub1'")
        }
        self.name = Array(name.utf8)
        encodedName = PercentText.encode(name.utf8.span, keepingMacros: true)
    }

    /// The link with this value as the parameter's only one: in the place of its first, or at the end of the query.
    ///
    /// Throws ``ValueError`` for an empty link.
    package func set(_ value: LinkValue, in link: Span<UInt8>) throws(ValueError) -> String {
        try Self.check(link)
        var bytes: [UInt8] = []
        write(value, in: link, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the link with this value as the parameter's only one behind other bytes.
    func write(_ value: LinkValue, in link: Span<UInt8>, to bytes: inout [UInt8]) {
        let parts = LinkParts(link)
        guard let query = parts.query, segment(in: link, query) != nil else {
            return writeAtEnd(value, of: link, parts, to: &bytes)
        }
        rewrite(link, query, parts.fragment, value, to: &bytes)
    }

    /// The link with the parameter added at the end of its query, whether or not it has one of that name.
    ///
    /// Throws ``ValueError`` for an empty link.
    package func append(_ value: LinkValue, to link: Span<UInt8>) throws(ValueError) -> String {
        try Self.check(link)
        var bytes: [UInt8] = []
        writeAtEnd(value, of: link, LinkParts(link), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The link without the parameter, however often it has it; without the `?` when no other is left.
    package func remove(from link: Span<UInt8>) -> String {
        let parts = LinkParts(link)
        guard let query = parts.query, segment(in: link, query) != nil else { return link.text }
        var bytes: [UInt8] = []
        rewrite(link, query, parts.fragment, nil, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value of the first parameter of that name, decoded; `nil` when the link has none.
    ///
    /// Throws ``ValueError`` when the value decodes to bytes that are no UTF-8.
    package func value(in link: Span<UInt8>) throws(ValueError) -> String? {
        guard let query = LinkParts(link).query, let segment = segment(in: link, query) else { return nil }
        let start = min(Self.nameEnd(link, segment) + 1, segment.upperBound)
        return try PercentText.decode(link.extracting(start..<segment.upperBound), plusIsBlank: true)
    }

    // MARK: Parts

    private static func check(_ link: Span<UInt8>) throws(ValueError) {
        guard link.trimmed(0..<link.count).isEmpty else { return }
        throw ValueError(.malformed, "there is no link", help: "skip such records, or build the link")
    }

    /// Writes the link with the parameter at the end of its query behind other bytes.
    func writeAtEnd(
        _ value: LinkValue, of link: Span<UInt8>, _ parts: LinkParts, to bytes: inout [UInt8]
    ) {
        bytes.append(link, in: 0..<parts.fragment)
        if let query = parts.query {
            // A "?" or "&" at the end waits for what comes.
            if !query.isEmpty, link[query.upperBound - 1] != UInt8(ascii: "&") {
                bytes.append(UInt8(ascii: "&"))
            }
        } else {
            bytes.append(UInt8(ascii: "?"))
        }
        bytes += encodedName
        bytes.append(UInt8(ascii: "="))
        bytes += value.bytes
        bytes.append(link, in: parts.fragment..<link.count)
    }

    /// The first segment of a query that is this parameter.
    private func segment(in link: Span<UInt8>, _ query: Range<Int>) -> Range<Int>? {
        var start = query.lowerBound
        for index in query.lowerBound...query.upperBound
        where index == query.upperBound || link[index] == UInt8(ascii: "&") {
            if matches(link, start..<index) { return start..<index }
            start = index + 1
        }
        return nil
    }

    /// Writes the link with the first segment that is this parameter set to a value, or left out, and all others left
    /// out.
    private func rewrite(
        _ link: Span<UInt8>, _ query: Range<Int>, _ fragment: Int, _ value: LinkValue?,
        to bytes: inout [UInt8]
    ) {
        let base = bytes.count
        bytes.append(link, in: 0..<query.lowerBound)
        var pending = value
        var isFirst = true
        var start = query.lowerBound
        for index in query.lowerBound...query.upperBound
        where index == query.upperBound || link[index] == UInt8(ascii: "&") {
            let segment = start..<index
            start = index + 1
            let isOurs = matches(link, segment)
            if isOurs, pending == nil { continue }
            if !isFirst { bytes.append(UInt8(ascii: "&")) }
            isFirst = false
            guard isOurs, let value = pending else {
                bytes.append(link, in: segment)
                continue
            }
            pending = nil
            // The name stays as the link spells it.
            bytes.append(link, in: segment.lowerBound..<Self.nameEnd(link, segment))
            bytes.append(UInt8(ascii: "="))
            bytes += value.bytes
        }
        if value == nil, bytes.count - base == query.lowerBound { bytes.removeLast() }
        bytes.append(link, in: fragment..<link.count)
    }

    private static func nameEnd(_ link: Span<UInt8>, _ segment: Range<Int>) -> Int {
        for index in segment where link[index] == UInt8(ascii: "=") { return index }
        return segment.upperBound
    }

    /// Whether a segment has this name, as written or decoded.
    private func matches(_ link: Span<UInt8>, _ segment: Range<Int>) -> Bool {
        // Most parameters are another one at their first byte, if that is not encoded.
        if let first = segment.first, link[first] != name[0], link[first] != UInt8(ascii: "%"),
            link[first] != UInt8(ascii: "+")
        {
            return false
        }
        let written = link.extracting(segment.lowerBound..<Self.nameEnd(link, segment))
        guard written.count >= name.count else { return false }
        if written.count == name.count {
            for index in 0..<name.count where written[index] != name[index] {
                return isDecoded(written)
            }
            return true
        }
        return isDecoded(written)
    }

    private func isDecoded(_ written: Span<UInt8>) -> Bool {
        var index = 0
        var place = 0
        while index < written.count {
            guard place < name.count else { return false }
            let (byte, length) = PercentText.byte(written, at: index)
            let plain = written[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte
            guard plain == name[place] else { return false }
            index += length
            place += 1
        }
        return place == name.count
    }
}
