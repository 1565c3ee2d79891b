internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Makes an object of what a file writes: its words, its fields, its name.
struct ObjectReader {
    private let written: WrittenObject
    private var reader: FieldReader
    private var words: [ObjectWord: WrittenMember] = [:]
    private var fields: [Int: ManifestField] = [:]

    /// Reads one object.
    /// - Returns: the object without the fields at fault; `nil` when it has no name.
    static func read(
        _ written: WrittenObject, format: ManifestFormat, findings: inout Findings
    ) -> ManifestObject? {
        // Taken out while it is added to, so that it is never copied.
        var taken = Findings(file: findings.file)
        swap(&taken, &findings)
        var reader = ObjectReader(
            written: written, reader: FieldReader(kind: written.kind, format: format, findings: taken))
        taken = findings
        let object = reader.object()
        findings = reader.reader.findings
        return object
    }

    private init(written: WrittenObject, reader: FieldReader) {
        self.written = written
        self.reader = reader
    }

    private mutating func object() -> ManifestObject? {
        let kind = written.kind
        let descriptions = kind.fields
        let errorsBefore = reader.findings.errorCount
        let allowed = ObjectWord.words(of: kind)
        for member in written.members {
            if let word = ObjectWord(rawValue: member.name), allowed.contains(word) {
                words[word] = member
            } else {
                read(member, descriptions)
            }
        }
        let key = readKey()
        var object = ManifestObject(
            kind: kind, key: key ?? "", hasExplicitKey: key != nil,
            place: reader.findings.place(written.position),
            id: readText(.id), preset: readText(.preset), state: readState(), isProtected: readProtect(),
            fields: ordered(descriptions.count), extra: readExtra(descriptions))
        if key != nil { return object }
        let name =
            object.title ?? (kind == .domain ? object.field("url")?.node.value.string : nil)
            ?? object.id?.value
        if let name {
            object.key = name
            return object
        }
        if reader.findings.errorCount == errorsBefore {
            reader.findings.error(
                "nameless", "\(kind.article) \(kind.rawValue) has neither key nor title nor id",
                at: written.position,
                help: "write a `title`, or a `key` to know it by")
        }
        return nil
    }

    /// The fields in the order of the document, in no more memory than they need.
    private func ordered(_ count: Int) -> [ManifestField] {
        var result: [ManifestField] = []
        result.reserveCapacity(fields.count)
        for index in 0..<count {
            if let field = fields[index] { result.append(field) }
        }
        return result
    }

    private mutating func read(_ member: WrittenMember, _ descriptions: [FieldDescription]) {
        let length = member.name.unicodeScalars.count
        guard let index = descriptions.firstIndex(where: { $0.manifestName == member.name }),
            descriptions[index].access != .readOnly
        else {
            if member.name == ObjectWord.preset.rawValue {
                reader.findings.error(
                    "unknown-field", "only networks and sources are made from presets", at: member.position,
                    length: length, help: "remove it")
                return
            }
            reader.unknown(
                member, in: descriptions, of: "\(written.kind.article) \(written.kind.rawValue)",
                words: ObjectWord.words(of: written.kind).map(\.rawValue))
            return
        }
        let description = descriptions[index]
        if description.access == .ignored {
            reader.findings.warning(
                "ignored",
                "RedTrack does not store `\(member.name)` of a \(written.kind.rawValue): it is left out",
                at: member.position, length: length, help: "remove it")
            return
        }
        if let node = reader.value(member.node, of: description, FieldPath(member.name)) {
            fields[index] = ManifestField(description, node, at: reader.findings.place(member.position))
        }
    }

    // MARK: Words

    private mutating func readKey() -> String? {
        if let outer = written.outerKey {
            if let inner = words[.key] {
                reader.findings.error(
                    "key", "the object has a key already: \"\(outer.text)\", the name that it stands under",
                    at: inner.position, length: 3, help: "remove one of them")
            }
            if isBlank(outer.text, "key", at: outer.position) { return nil }
            return outer.text
        }
        return readText(.key)?.value
    }

    /// A word whose value is a text that is not blank.
    private mutating func readText(_ word: ObjectWord) -> Placed<String>? {
        guard let member = words[word] else { return nil }
        let field = FieldDescription(word.rawValue, .text)
        guard let node = reader.value(member.node, of: field, FieldPath(word.rawValue)),
            let text = node.value.string, !isBlank(text, word.rawValue, at: node.position)
        else { return nil }
        return Placed(text, at: reader.findings.place(node.position))
    }

    private mutating func isBlank(_ text: String, _ name: String, at position: SourcePosition) -> Bool {
        guard text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return false }
        reader.findings.error(
            "blank", "`\(name)` is blank", at: position, help: "remove it, or say what it is")
        return true
    }

    private mutating func readState() -> ManifestObject.State {
        guard let text = readText(.state) else { return .present }
        if let state = ManifestObject.State(rawValue: text.value.lowercased()) { return state }
        let names = ManifestObject.State.allCases.map(\.rawValue)
        reader.findings.add(
            Diagnostic(
                .error, "manifest.state", "`state` cannot be \"\(text.value)\"", at: text.place,
                length: text.value.unicodeScalars.count,
                help: Suggestion.help(for: text.value, in: names) ?? "write present or absent"))
        return .present
    }

    private mutating func readProtect() -> Bool {
        guard let member = words[.protect] else { return false }
        let field = FieldDescription(ObjectWord.protect.rawValue, .boolean)
        return reader.value(member.node, of: field, FieldPath(ObjectWord.protect.rawValue))?.value.bool
            ?? false
    }

    private mutating func readExtra(_ descriptions: [FieldDescription]) -> [Member] {
        guard let member = words[.extra] else { return [] }
        return ExtraReader.read(member.node, format: reader.format, known: descriptions, &reader.findings)
    }
}
