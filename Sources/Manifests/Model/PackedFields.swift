internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Where an object starts, and the fields that it sets, in one piece of memory; fields are taken out of it when somebody
/// asks.
struct PackedFields: Sendable {
    /// The object's position, then each field: its place in the document, how long it is, where its name stands, its value.
    private let bytes: [UInt8]

    private enum Mark {
        static let hasPosition: UInt8 = 1
        /// The field stands in another file than the object.
        static let hasFile: UInt8 = 2
    }

    /// Packs fields; `nil` when one of them is not what the document says of the kind.
    init?(_ fields: [ManifestField], of kind: Kind, at place: SourcePlace) {
        let known = kind.fields
        let start = place.position ?? .start
        var writer = PackWriter(at: .start)
        writer.place(start, mark: place.position == nil ? 0 : Mark.hasPosition)
        for field in fields {
            guard let index = Self.index(of: field.description.name, in: known),
                known[index] == field.description
            else { return nil }
            writer.byte(UInt8(index))
            writer.part(from: start) { part in
                var mark = field.place.position == nil ? 0 : Mark.hasPosition
                // Byte by byte: a path is what the system takes it for.
                let isElsewhere = !field.place.file.utf8.elementsEqual(place.file.utf8)
                if isElsewhere { mark |= Mark.hasFile }
                part.place(field.place.position ?? start, mark: mark)
                if isElsewhere { part.text(field.place.file) }
                part.node(field.node)
            }
        }
        bytes = writer.packed
    }

    private static func index(of name: String, in fields: [FieldDescription]) -> Int? {
        // By index: a description is much to copy.
        for index in fields.indices.prefix(255) where fields[index].name == name { return index }
        return nil
    }

    /// Where the object starts; `nil` when it is the file as a whole.
    var position: SourcePosition? {
        var reader = PackReader(bytes, from: 0, at: .start)
        let (mark, position) = reader.place()
        return mark & Mark.hasPosition == 0 ? nil : position
    }

    /// All fields, in the order in which they were packed.
    func fields(of kind: Kind, file: String) -> [ManifestField] {
        let known = kind.fields
        var (reader, start) = opened()
        var fields: [ManifestField] = []
        fields.reserveCapacity(8)
        while !reader.isAtEnd {
            let index = Int(reader.byte())
            let count = reader.number()
            let end = reader.offset + count
            if index < known.count {
                fields.append(field(known[index], from: reader.offset, start, file))
            }
            reader.skip(end - reader.offset)
        }
        return fields
    }

    /// The field with this name on the wire.
    func field(_ name: String, of kind: Kind, file: String) -> ManifestField? {
        let known = kind.fields
        guard let wanted = Self.index(of: name, in: known) else { return nil }
        var (reader, start) = opened()
        while !reader.isAtEnd {
            let index = Int(reader.byte())
            let count = reader.number()
            if index == wanted { return field(known[index], from: reader.offset, start, file) }
            reader.skip(count)
        }
        return nil
    }

    private func opened() -> (reader: PackReader, start: SourcePosition) {
        var reader = PackReader(bytes, from: 0, at: .start)
        let start = reader.place().position
        return (reader, start)
    }

    private func field(
        _ description: FieldDescription, from offset: Int, _ start: SourcePosition, _ file: String
    ) -> ManifestField {
        var reader = PackReader(bytes, from: offset, at: start)
        let (mark, position) = reader.place()
        let place = SourcePlace(
            file: mark & Mark.hasFile == 0 ? file : reader.text(),
            position: mark & Mark.hasPosition == 0 ? nil : position)
        return ManifestField(description, reader.node(), at: place)
    }
}
