internal import Diagnostics
internal import Feeds
internal import RedTrack

/// The edits of one file on their way into its bytes.
struct EditSession {
    let file: String
    let bytes: [UInt8]
    let objects: [ManifestObject]
    /// What the edited file has to say.
    private(set) var check = EditCheck()
    private(set) var refusals: [Diagnostic] = []
    private(set) var refused: [String] = []
    private var offsets: SourceOffsets

    init(file: String, bytes: [UInt8], objects: [ManifestObject]) {
        self.file = file
        self.bytes = bytes
        self.objects = objects
        offsets = SourceOffsets(bytes)
    }

    /// The finding for a refusal.
    mutating func diagnostic(_ refusal: EditRefusal) -> Diagnostic {
        Diagnostic(
            .error, "edit." + refusal.problem, refusal.message,
            at: SourcePlace(file: file, position: offsets.position(of: refusal.offset)), help: refusal.help)
    }

    /// Notes that edits are not made.
    mutating func refuse(_ edits: [ManifestEdit], _ refusal: EditRefusal) {
        refused += edits.map(\.address)
        refusals.append(diagnostic(refusal))
    }

    /// The edited bytes, not yet checked.
    mutating func make(_ edits: [ManifestEdit], _ format: ManifestFormat) throws(EditRefusal) -> [UInt8] {
        let splices: [Splice]
        switch format {
        case .yaml: splices = try make(edits, YAMLSyntax(bytes))
        case .json: splices = try make(edits, JSONSyntax(bytes))
        case .xml: splices = try make(edits, XMLSyntax(bytes))
        case .csv: splices = try makeRows(edits)
        }
        guard let result = splices.applied(to: bytes) else {
            throw EditRefusal(
                problem: "unsafe", message: "the edits of the file touch one another", offset: 0,
                help: "make them by hand")
        }
        return result
    }

    /// The edits by the object that they are about, in the order of the file; those of unknown objects are refused.
    mutating func grouped(_ edits: [ManifestEdit]) -> [Int: [ManifestEdit]] {
        var places: [Kind: [[UInt8]: Int]] = [:]
        for (index, object) in objects.enumerated() {
            places[object.kind, default: [:]][Array(object.key.utf8)] = index
        }
        var groups: [Int: [ManifestEdit]] = [:]
        for edit in edits {
            if case .add = edit.change { continue }
            if let index = places[edit.kind]?[Array(edit.key.utf8)] {
                groups[index, default: []].append(edit)
            } else {
                refuse(
                    [edit],
                    EditRefusal(
                        problem: "object",
                        message: "there is no \(edit.kind.rawValue) \"\(edit.key)\" in the file",
                        offset: 0, help: "name an object of the file"))
            }
        }
        return groups
    }

    /// The objects that are to be added.
    static func added(_ edits: [ManifestEdit]) -> [(edit: ManifestEdit, object: ManifestObject)] {
        edits.compactMap { edit in if case .add(let object) = edit.change { (edit, object) } else { nil } }
    }

    /// Takes an object over as it is.
    mutating func keep(_ object: ManifestObject) { check.expect(object, edited: []) }

    /// Expects an object in the edited file.
    mutating func expect(_ object: ManifestObject, edited names: Set<String>?) {
        check.expect(object, edited: names)
    }

    // MARK: Formats that nest

    private mutating func make(_ edits: [ManifestEdit], _ syntax: (some TreeSyntax)?) throws(EditRefusal)
        -> [Splice]
    {
        guard let syntax else {
            throw EditRefusal(
                problem: "syntax", message: "the file is written in a way that is not edited", offset: 0,
                help: "declare UTF-8, no entities, and plain keys")
        }
        let places = syntax.sections.indices.flatMap { section in
            syntax.sections[section].item.node.items.indices.map { (section, $0) }
        }
        guard places.count == objects.count else {
            throw EditRefusal(
                problem: "syntax", message: "the objects of the file stand in more than one place", offset: 0,
                help: "write each of them out once")
        }
        var merge = TreeMerge(syntax)
        let groups = grouped(edits)
        var removed: [Int: Set<Int>] = [:]
        for (index, place) in places.enumerated() {
            guard let group = groups[index] else {
                keep(objects[index])
                continue
            }
            let section = syntax.sections[place.0]
            let item = section.item.node.items[place.1]
            do throws(EditRefusal) {
                if let repeated = section.repeatedAt {
                    throw EditRefusal(
                        problem: "anchor",
                        message:
                            "\(section.kind.plural) are repeated at line \(syntax.lineNumber(of: repeated))",
                        offset: section.item.range.lowerBound, help: "write them out there")
                }
                try syntax.checkOwned(item.node, objects[index].key)
                let isRemoved = try edit(index, group, item, &merge)
                if isRemoved { removed[place.0, default: []].insert(place.1) }
            } catch {
                keep(objects[index])
                refuse(group, error)
            }
        }
        reshape(Self.added(edits), removed, &merge)
        return merge.splices
    }

    /// Edits one object; whether it is to go.
    private mutating func edit<Syntax>(
        _ index: Int, _ edits: [ManifestEdit], _ item: SyntaxItem, _ merge: inout TreeMerge<Syntax>
    ) throws(EditRefusal) -> Bool {
        let object = objects[index]
        let (syntax, order) = (merge.syntax, self.order(object))
        let made = sound(edits, object) { (single) throws(EditRefusal) in
            var trial = TreeMerge(syntax)
            try trial.apply(single.changes(of: object), to: item, order: order, "")
        }
        let all = try ObjectEdits(made, of: object)
        if all.isRemoved {
            try syntax.checkUnreferenced(item.node, object.key)
            return true
        }
        let before = merge.splices.count
        do throws(EditRefusal) {
            try merge.apply(all.changes(of: object), to: item, order: order, "")
        } catch {
            merge.splices.removeSubrange(before...)
            throw error
        }
        expect(all.applied(to: object), edited: all.names)
        return false
    }

    /// Those of an object's edits that can be made: one that cannot does not keep the others from being made.
    mutating func sound(
        _ edits: [ManifestEdit], _ object: ManifestObject,
        trying: (ObjectEdits) throws(EditRefusal) -> Void
    ) -> [ManifestEdit] {
        do throws(EditRefusal) {
            try trying(ObjectEdits(edits, of: object))
            return edits
        } catch {
            guard edits.count > 1 else {
                refuse(edits, error)
                return []
            }
        }
        return edits.filter { edit in
            do throws(EditRefusal) {
                try trying(ObjectEdits([edit], of: object))
                return true
            } catch {
                refuse([edit], error)
                return false
            }
        }
    }

    /// The order in which an object is written.
    private func order(_ object: ManifestObject) -> [String] {
        let words = ObjectWord.words(of: object.kind).map(\.rawValue).filter {
            $0 != ObjectWord.extra.rawValue
        }
        return words + object.kind.fields.map(\.manifestName) + [ObjectWord.extra.rawValue]
    }

    /// Takes objects out of their sections, and puts new ones in.
    private mutating func reshape<Syntax>(
        _ added: [(edit: ManifestEdit, object: ManifestObject)], _ removed: [Int: Set<Int>],
        _ merge: inout TreeMerge<Syntax>
    ) {
        let syntax = merge.syntax
        var homeless: [Kind: [(edit: ManifestEdit, object: ManifestObject)]] = [:]
        var additions: [Int: [(edit: ManifestEdit, object: ManifestObject)]] = [:]
        for entry in added {
            let home = syntax.sections.lastIndex { $0.kind == entry.object.kind && $0.repeatedAt == nil }
            if let home {
                additions[home, default: []].append(entry)
            } else {
                homeless[entry.object.kind, default: []].append(entry)
            }
        }
        for (index, section) in syntax.sections.enumerated() {
            let gone = removed[index] ?? []
            let new = additions[index] ?? []
            guard !gone.isEmpty || !new.isEmpty else { continue }
            var slots = section.item.node.items.indices.filter { !gone.contains($0) }.map(SyntaxSlot.kept)
            slots += new.map { syntax.slot(for: $0.object, in: section) }
            let before = merge.splices.count
            do throws(EditRefusal) {
                try merge.reshape(section.item, slots, section.kind.plural, spacing: true)
                for entry in new { expect(entry.object, edited: nil) }
            } catch {
                merge.splices.removeSubrange(before...)
                refuse(new.map(\.edit), error)
                if new.isEmpty { refusals.append(diagnostic(error)) }
            }
        }
        for kind in Kind.allCases {
            guard let entries = homeless[kind] else { continue }
            do throws(EditRefusal) {
                merge.splices += try syntax.addSection(kind, entries.map(\.object))
                for entry in entries { expect(entry.object, edited: nil) }
            } catch {
                refuse(entries.map(\.edit), error)
            }
        }
    }
}

extension TreeSyntax {
    /// Refuses to take out what other places repeat.
    func checkUnreferenced(_ node: SyntaxNode, _ name: String) throws(EditRefusal) {
        if case .alias = node.content { return }
        if let place = repetitions(of: node).first(where: { !node.range.contains($0) }) {
            throw EditRefusal(
                problem: "anchor",
                message: "a part of `\(name)` is repeated at line \(lineNumber(of: place))",
                offset: node.range.lowerBound, help: "write the value out there first")
        }
        for item in node.items { try checkUnreferenced(item.node, name) }
    }
}
