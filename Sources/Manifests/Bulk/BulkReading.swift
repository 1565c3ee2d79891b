internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads the objects of a side that are not left out, as they would be read with all others.
struct BulkReading: Sendable {
    private let side: BulkSide
    private let isLeftOut: [Bool]

    init(_ chosen: BulkSelection.Side) {
        side = chosen.files
        isLeftOut = chosen.isLeftOut
    }

    /// The objects; `nil` when anything is wrong with them, which is for somebody to say who sees all of them.
    func manifest() -> Manifest? {
        var manifest = Manifest()
        for file in side.files {
            manifest.files.append(file.path)
            guard file.chunks.contains(where: { !isLeftOut[$0] }), read(file, into: &manifest) else {
                if file.chunks.allSatisfy({ isLeftOut[$0] }) { continue }
                return nil
            }
        }
        guard DuplicateCheck.diagnostics(for: manifest.objects).isEmpty else { return nil }
        manifest.warnings.sort()
        return manifest
    }

    private func read(_ file: BulkSide.File, into manifest: inout Manifest) -> Bool {
        // Rows that are sound are made objects of as they are; the reader gets the others.
        var made: [(index: Int, object: ManifestObject)] = []
        var isDone = isLeftOut
        if file.format == .csv, let maker = BulkCSVObjects(file) {
            var maker = maker
            for index in file.chunks where !isLeftOut[index] {
                let origin = file.origins?[index - file.chunks.lowerBound]
                guard let object = maker.object(side.chunks[index], origin: origin) else { continue }
                made.append((index, object))
                isDone[index] = true
            }
        }
        let open = file.chunks.filter { !isDone[$0] }
        guard !open.isEmpty else {
            manifest.objects += made.map(\.object)
            return true
        }
        var places = BulkPlaces(file: file.path)
        let text =
            file.origins.map { rows(open, of: file, at: $0, &places) }
            ?? text(of: file, isDone, &places)
        let (objects, diagnostics, hasAll) = ManifestReader.readWithoutDuplicates(
            text, file: file.path, format: file.format)
        guard hasAll, objects.count == open.count,
            !diagnostics.contains(where: { $0.severity == .error })
        else { return false }
        manifest.warnings += diagnostics.map(places.original)
        let read = zip(open, objects).map { (index: $0, object: places.original($1)) }
        let all = made.isEmpty ? read : (made + read).sorted { $0.index < $1.index }
        manifest.objects += all.map(\.object)
        return true
    }

    /// The text of some rows of a table of which only a part is in memory.
    private func rows(
        _ indices: [Int], of file: BulkSide.File, at origins: [Int], _ places: inout BulkPlaces
    ) -> [UInt8] {
        var text = file.header + [0x0A]
        places.add(0, from: 0, line: 1)
        places.pass(1)
        for index in indices {
            let chunk = side.chunks[index]
            places.add(text.count, from: origins[index - file.chunks.lowerBound], line: Int(chunk.line))
            text += file.bytes[chunk.lines]
            places.pass(Self.lines(file.bytes, chunk.lines))
        }
        return text
    }

    /// The text of a file without the lines of what is left out.
    private func text(
        of file: BulkSide.File, _ isLeftOut: [Bool], _ places: inout BulkPlaces
    ) -> [UInt8] {
        var text: [UInt8] = []
        let bytes = file.bytes
        var cursor = 0
        var line = 1
        func copy(to end: Int) {
            guard end > cursor else { return }
            places.add(text.count, from: cursor, line: line)
            text += bytes[cursor..<end]
            let lines = Self.lines(bytes, cursor..<end)
            places.pass(lines)
            line += lines
            cursor = end
        }
        for section in file.sections {
            copy(to: section.head.lowerBound)
            guard let last = section.chunks.last(where: { !isLeftOut[$0] }) else {
                // Without its objects, a section of YAML would say nothing, which is another thing.
                if file.format != .yaml { copy(to: section.head.upperBound) }
                if let chunk = section.chunks.last.map({ side.chunks[$0] }) {
                    cursor = Int(chunk.end)
                    line = Int(chunk.line) + Self.lines(bytes, chunk.lines)
                } else {
                    copy(to: section.head.upperBound)
                }
                continue
            }
            for index in section.chunks where isLeftOut[index] {
                let chunk = side.chunks[index]
                copy(to: Int(chunk.start))
                cursor = Int(chunk.end)
                line = Int(chunk.line) + Self.lines(bytes, chunk.lines)
            }
            guard file.format == .json, last != section.chunks.upperBound - 1 else { continue }
            copy(to: max(cursor, Int(side.chunks[last].end)))
            // What was in the middle is the last now.
            if let comma = text.lastIndex(of: UInt8(ascii: ",")) { text[comma] = UInt8(ascii: " ") }
        }
        copy(to: bytes.count)
        return text
    }

    /// The lines that end in a range: at LF, at CR LF, and at CR alone.
    static func lines(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var lines = 0
        for index in range {
            switch bytes[index] {
            case 0x0A: lines += 1
            case 0x0D where index + 1 >= bytes.count || bytes[index + 1] != 0x0A: lines += 1
            default: continue
            }
        }
        return lines
    }
}

/// Where the lines of a text stand in the file of which it is a part.
struct BulkPlaces {
    private let file: String
    private var pieces: [(offset: Int, skipped: Int, skippedLines: Int)] = []
    private var line = 1

    init(file: String) {
        self.file = file
    }

    /// Begins a piece of the text, at an offset, which stands at another one and in a line of the file.
    mutating func add(_ offset: Int, from original: Int, line number: Int) {
        pieces.append((offset, original - offset, number - line))
    }

    /// Goes on by lines.
    mutating func pass(_ lines: Int) { line += lines }

    /// The position in the file.
    func original(_ position: SourcePosition) -> SourcePosition {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].offset <= position.offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return position }
        let piece = pieces[low - 1]
        return SourcePosition(
            line: position.line + piece.skippedLines, column: position.column,
            offset: position.offset + piece.skipped)
    }

    private func original(_ place: SourcePlace) -> SourcePlace {
        SourcePlace(file: place.file, position: place.position.map { original($0) })
    }

    private func original(_ node: Node) -> Node {
        let value: Value =
            switch node.value {
            case .list(let nodes): .list(nodes.map { original($0) })
            case .map(let members): .map(members.map { original($0) })
            default: node.value
            }
        return Node(value, at: original(node.position))
    }

    private func original(_ member: Member) -> Member {
        Member(member.name, original(member.node), at: original(member.namePosition))
    }

    private func original(_ text: Placed<String>) -> Placed<String> {
        Placed(text.value, at: original(text.place))
    }

    /// The object with the places that it has in the file.
    func original(_ object: ManifestObject) -> ManifestObject {
        var object = object
        object.place = original(object.place)
        object.id = object.id.map { original($0) }
        object.preset = object.preset.map { original($0) }
        object.fields = object.fields.map { field in
            ManifestField(field.description, original(field.node), at: original(field.place))
        }
        object.extra = object.extra.map { original($0) }
        return object
    }

    /// The finding with the place that it has in the file.
    func original(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        diagnostic.place = diagnostic.place.map { original($0) }
        return diagnostic
    }
}
