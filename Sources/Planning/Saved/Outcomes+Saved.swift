import Feeds
import Manifests
import RedTrack

// How what a plan says beside its changes stands in a saved one.

extension Orphan {
    var saved: Value {
        .saved([
            ("object", .string(address.description)), ("id", .string(id)), ("title", .string(title)),
            ("protect", isProtected ? .bool(true) : nil), ("kept_because", keptBecause.map(Value.string)),
        ])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        address = try reader.member("object").address()
        id = try reader.member("id").text()
        title = try reader.member("title").text()
        isProtected = try reader["protect"]?.flag() ?? false
        keptBecause = try reader["kept_because"]?.text()
    }
}

extension Refusal {
    var saved: Value {
        .saved([("object", address.map { .string($0.description) }), ("reason", .string(reason))])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        address = try reader["object"]?.address()
        reason = try reader.member("reason").text()
    }
}

extension KeptField {
    var saved: Value {
        .saved([("object", .string(address.description)), ("field", .string(field))])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        address = try reader.member("object").address()
        field = try reader.member("field").text()
    }
}

extension MovedObject {
    var saved: Value {
        .saved([
            ("from", .string(from.description)), ("to", .string(to.description)), ("id", .string(id)),
        ])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        from = try reader.member("from").address()
        to = try reader.member("to").address()
        id = try reader.member("id").text()
    }
}

extension LockFile.Entry {
    var saved: Value {
        .saved([
            ("object", .string(ObjectAddress(kind, key).description)), ("id", .string(id)),
            ("protect", isProtected ? .bool(true) : nil), ("fingerprints", .table(fingerprints)),
        ])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        let address = try reader.member("object").address()
        self.init(
            kind: address.kind, key: address.key, id: try reader.member("id").text(),
            isProtected: try reader["protect"]?.flag() ?? false,
            fingerprints: try reader["fingerprints"]?.fingerprints() ?? [:])
    }
}

extension PlanNames {
    var saved: Value? {
        let kinds = Kind.allCases.compactMap { kind in
            Value.table(table[kind] ?? [:]).map { (kind.plural, $0) }
        }
        return kinds.isEmpty ? nil : .object(kinds)
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        self.init(try reader.byKind { reader throws(SavedFault) in try reader.table() })
    }
}

extension Plan {
    /// Counts by kind; `nil` for none.
    static func saved(_ counts: [Kind: Int]) -> Value? {
        let kinds = Kind.allCases.compactMap { kind in
            counts[kind].map { (kind.plural, Value.number("\($0)")) }
        }
        return kinds.isEmpty ? nil : .object(kinds)
    }
}
