internal import Diagnostics
internal import Feeds
internal import RedTrack

/// A record of the sample as an example of the template: its text, and the objects that it becomes.
struct DraftExample {
    /// Longer texts are no examples that anybody reads.
    private static let mostBytes = 6_000

    /// The text of a feed with this record alone.
    let input: String
    /// The objects, with `kind`, `key` and the fields, in which names have dots.
    let objects: [[(name: String, value: Value)]]
    /// What the user gives.
    let parameters: [String: String]

    /// The first record that something is made of and whose text can be cut out; `nil` when there is none.
    init?(_ template: Template, _ records: [Record], _ parameters: [String: String], _ dialect: CSVDialect?) {
        for record in records.prefix(50) where record.sourceCount <= Self.mostBytes {
            guard let made = Self.objects(template, [record], parameters), !made.isEmpty,
                let bytes = Self.feed(template, record, dialect), bytes.count <= Self.mostBytes + 2_000,
                let read = Self.records(template.format, bytes), read.count == 1,
                let again = Self.objects(template, read, parameters), Self.values(again) == Self.values(made),
                Self.isWritable(bytes, made)
            else { continue }
            input = String(decoding: bytes, as: UTF8.self)
            objects = made.map(Self.members)
            self.parameters = parameters.filter { $0.key != "network" }
            return
        }
        return nil
    }

    /// Whether all texts come back from YAML: its reader takes a byte order mark at the start of a text away.
    private static func isWritable(_ bytes: [UInt8], _ objects: [MappedObject]) -> Bool {
        let mark = [UInt8]("\u{FEFF}".utf8)
        let texts = objects.flatMap { members($0) }.flatMap { member in
            ([member.value] + (member.value.list?.map(\.value) ?? [])).compactMap(\.string)
        }
        return !bytes.starts(with: mark) && !texts.contains { $0.utf8.starts(with: mark) }
    }

    private static func objects(
        _ template: Template, _ records: [Record], _ parameters: [String: String]
    ) -> [MappedObject]? {
        guard var mapper = try? Mapper(template, parameters: parameters) else { return nil }
        var objects: [MappedObject] = []
        for record in records {
            if case .rejected = mapper.map(record, into: &objects) { return nil }
        }
        mapper.finish(into: &objects)
        return objects
    }

    private static func records(_ format: FeedFormat, _ bytes: [UInt8]) -> [Record]? {
        var reader: any RecordReader =
            switch format {
            case .csv(let options): CSVRecordReader(bytes, options: options)
            case .json(let options): JSONRecordReader(bytes, options: options)
            case .xml(let options): XMLRecordReader(bytes, options: options)
            }
        var records: [Record] = []
        var record = Record()
        do throws(FeedError) {
            while try reader.next(&record) { records.append(record) }
        } catch {
            return nil
        }
        return records
    }

    private static func values(_ objects: [MappedObject]) -> [Value] { objects.map { $0.node().value } }

    private static func members(_ object: MappedObject) -> [(name: String, value: Value)] {
        var result: [(name: String, value: Value)] = [("kind", .string(object.kind.rawValue))]
        func add(_ members: [Member], _ prefix: String) {
            for member in members {
                if case .map(let inner) = member.node.value {
                    add(inner, prefix + member.name + ".")
                } else {
                    result.append((prefix + member.name, member.node.value))
                }
            }
        }
        add(object.node().value.members ?? [], "")
        return result
    }

    // MARK: Cutting the record out

    /// A feed with one record: as rejects are given back, without what says why.
    private static func feed(_ template: Template, _ record: Record, _ dialect: CSVDialect?) -> [UInt8]? {
        let hasNames = dialect.map { !$0.columns.isEmpty } ?? false
        var writer = RejectWriter(template, dialect: hasNames ? dialect : nil)
        let problem = MappingProblem(
            message: "", help: nil, word: "example", position: .start,
            template: SourcePlace(file: "", position: .start))
        let bytes = writer.add(record, [problem], file: "") + writer.finish()
        switch template.format {
        case .csv(let options): return options.hasHeader ? unmarkedRows(bytes, template.format) : bytes
        case .json: return unmarkedMap(bytes)
        case .xml: return unmarkedElement(bytes)
        }
    }

    /// Takes the last two columns away.
    private static func unmarkedRows(_ bytes: [UInt8], _ format: FeedFormat) -> [UInt8]? {
        guard case .csv(let options) = format, let delimiter = options.delimiter?.byte else { return nil }
        let header = [delimiter] + Array(RejectMark.reason.utf8) + [delimiter] + Array(RejectMark.place.utf8)
        guard let marks = bytes.firstRange(of: header + [0x0A]) else { return nil }
        var rest = Array(bytes[(marks.lowerBound + header.count)...])
        for _ in 0..<2 {
            guard let last = rest.lastIndex(of: delimiter) else { return nil }
            rest.removeSubrange(last...)
        }
        return Array(bytes[..<marks.lowerBound]) + rest + [0x0A]
    }

    /// Takes the member away that says why.
    private static func unmarkedMap(_ bytes: [UInt8]) -> [UInt8] {
        guard let start = bytes.firstRange(of: Array("\"\(RejectMark.member)\":{".utf8)),
            var end = bytes[start.upperBound...].firstIndex(of: UInt8(ascii: "}"))
        else { return bytes }
        end += 1
        if end < bytes.count, bytes[end] == UInt8(ascii: ",") { end += 1 }
        return Array(bytes[..<start.lowerBound]) + Array(bytes[end...])
    }

    /// Takes the comment away that says why.
    private static func unmarkedElement(_ bytes: [UInt8]) -> [UInt8]? {
        guard let start = bytes.firstRange(of: Array("<!-- ".utf8)),
            let end = bytes[start.upperBound...].firstIndex(of: 0x0A)
        else { return nil }
        return Array(bytes[..<start.lowerBound]) + Array(bytes[(end + 1)...])
    }
}
