import Diagnostics
import Feeds
import RedTrack

// How the parts of a plan stand in a saved one. What has nothing to say is left out.

extension Change {
    var saved: Value {
        .saved([
            ("action", .string(action.rawValue)),
            ("object", .string(address.description)),
            ("id", id.map(Value.string)),
            ("title", .string(title)),
            ("place", place?.saved),
            ("reasons", .texts(reasons)),
            ("attention", .texts(warnings)),
            ("depends_on", .texts(dependsOn.map(\.description))),
            ("protect", isProtected ? .bool(true) : nil),
            ("fields", fields.isEmpty ? nil : .array(fields.map { $0.saved(of: address.kind) })),
            ("before", before),
            ("settled", .table(settledFingerprints)),
            ("body", body.saved),
        ])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        let address = try reader.member("object").address()
        let action = try reader.member("action").word(Action.self)
        let id = try reader["id"]?.text()
        let fields = try reader.list("fields") { reader throws(SavedFault) in
            try FieldChange(saved: reader, of: address.kind)
        }
        if (id == nil) != (action == .create) {
            throw SavedFault(
                message: id == nil ? "`id` is missing" : "what is created has no `id`",
                position: reader.node.position)
        }
        self.init(
            address: address, action: action, id: id, title: try reader.member("title").text(),
            place: try reader["place"].map(SourcePlace.init(saved:)),
            reasons: try reader["reasons"]?.texts() ?? [],
            warnings: try reader["attention"]?.texts() ?? [],
            // A new object gets what is sent.
            fields: action == .create ? nil : fields,
            dependsOn: try reader.list("depends_on") { reader throws(SavedFault) in try reader.address() },
            before: reader["before"]?.node.value, isProtected: try reader["protect"]?.flag() ?? false,
            settledFingerprints: try reader["settled"]?.fingerprints() ?? [:],
            body: try Draft(saved: try reader.member("body")))
    }
}

extension FieldChange {
    func saved(of kind: Kind) -> Value {
        .saved([
            ("name", .string(description.name)),
            ("raw", kind.fields.contains(description) ? nil : .bool(true)),
            ("origin", .string(origin.rawValue)),
            ("values", .array(values.map { $0.saved(in: description) })),
        ])
    }

    init(saved reader: SavedReader, of kind: Kind) throws(SavedFault) {
        let name = try reader.member("name")
        if try reader["raw"]?.flag() ?? false {
            description = FieldDescription(try name.text(), .text)
        } else {
            let text = try name.text()
            guard let known = kind.fields.first(where: { $0.name == text }) else {
                throw SavedFault(
                    message: "this Waybill knows no field `\(text)` of \(kind.plural)",
                    position: name.node.position)
            }
            description = known
        }
        origin = try reader.member("origin").word(Origin.self)
        let field = description
        values = try reader.member("values").list { reader throws(SavedFault) in
            try ValueChange(saved: reader, in: field)
        }
    }
}

extension ValueChange {
    func saved(in field: FieldDescription) -> Value {
        .saved([
            ("path", .string(path)), ("type", type.saved(in: field)), ("before", before?.saved),
            ("after", after?.saved), ("share", share?.saved), ("moved_from", movedFrom.map(Value.string)),
            ("order", orderNote.map(Value.string)),
        ])
    }

    init(saved reader: SavedReader, in field: FieldDescription) throws(SavedFault) {
        path = try reader.member("path").text()
        type = try FieldType(saved: try reader.member("type"), in: field)
        before = try reader["before"].map(Draft.init(saved:))
        after = try reader["after"].map(Draft.init(saved:))
        share = try reader["share"].map(ShareChange.init(saved:))
        movedFrom = try reader["moved_from"]?.text()
        orderNote = try reader["order"]?.text()
    }
}

extension SourcePlace {
    var saved: Value {
        .saved([
            ("file", .string(file)), ("line", position.map { .number("\($0.line)") }),
            ("column", position.map { .number("\($0.column)") }),
            ("offset", position.map { .number("\($0.offset)") }),
        ])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        let file = try reader.member("file").text()
        guard let line = reader["line"] else {
            self.init(file: file)
            return
        }
        self.init(
            file: file,
            position: SourcePosition(
                line: try line.count(), column: try reader.member("column").count(),
                offset: try reader.member("offset").count()))
    }
}
