internal import RedTrack

/// What was seen of an object while its lines were looked at.
struct BulkLook {
    var isSound = true
    var hasWords = false
    var key: (range: Range<Int>, isEscaped: Bool)?
    var title: (range: Range<Int>, isEscaped: Bool)?
    /// The hashes of the names that it refers to.
    var references: [UInt64] = []

    mutating func reset() {
        isSound = true
        hasWords = false
        key = nil
        title = nil
        references.removeAll(keepingCapacity: true)
    }
}

extension BulkLook {
    /// Takes a scalar of an object down, and judges it; false when a name in it cannot be told.
    mutating func note(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ style: BulkScalar.Style, isEscaped: Bool, _ node: Int,
        _ schema: BulkSchema, _ names: BulkNames, _ format: ManifestFormat
    ) -> Bool {
        if !BulkScalar.accepts(bytes, range, style, node, schema) { isSound = false }
        switch schema.nodes[node].value {
        case .key: key = (range, isEscaped)
        case .title: title = (range, isEscaped)
        case .close: hasWords = true
        case .reference:
            if range.isEmpty { return true }
            let kind = BulkNames.number(schema.nodes[node].kind)
            guard let name = names.name(bytes, range, isEscaped: isEscaped, format, kind) else {
                return false
            }
            references.append(name)
        default: break
        }
        return true
    }

    /// Whether a name stands twice among the last ones.
    static func hasRepeated(_ references: [UInt64], from first: Int) -> Bool {
        var index = first
        while index < references.count {
            var other = index + 1
            while other < references.count {
                if references[index] == references[other] { return true }
                other += 1
            }
            index += 1
        }
        return false
    }
}
