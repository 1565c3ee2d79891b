public import Diagnostics

/// One record of a feed: a row, an element of a list, an XML element. It stands for itself: its texts are its own.
///
/// A record is a tape of ``RecordNode`` entries over one buffer of bytes, so that reading one allocates nothing when
/// the same variable is filled again, and a value costs something only when somebody asks for it. Walk it by index:
/// entry 0 is the record itself, `nodes[i].end` is the entry behind entry `i`. Text is valid UTF-8.
public struct Record: Sendable {
    /// The texts: the record's source text from ``sourceStart`` on, and around it names and unescaped texts.
    public package(set) var bytes: [UInt8]
    /// The tape; empty before the first record was read.
    public package(set) var nodes: [RecordNode]
    /// Where the record starts in its input.
    public package(set) var position: SourcePosition
    /// The number of the record in its feed, counted from 1.
    public package(set) var number: Int
    /// Where the name starts in ``bytes`` under which an object map holds this record, and its length.
    package var keyRange: Range<Int>?
    /// Where the source text starts in ``bytes``.
    package var sourceStart: Int
    /// How long the source text is.
    package var sourceCount: Int
    /// A number that only records have whose entries have the same names, kinds and nesting; 0 when that is not known.
    package var layout: UInt64

    /// An empty record, to be filled by a reader.
    public init() {
        bytes = []
        nodes = []
        position = .start
        number = 0
        keyRange = nil
        sourceStart = 0
        sourceCount = 0
        layout = 0
    }

    /// The name under which an object map holds this record; `nil` for every other record.
    public var key: String? {
        keyRange.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// Empties the record and keeps nothing but the bytes of a text that could not be read.
    mutating func hold(unread source: [UInt8]) {
        removeAll()
        bytes = source
        sourceCount = source.count
    }

    /// Empties the record and keeps its memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        nodes.removeAll(keepingCapacity: true)
        keyRange = nil
        sourceStart = 0
        sourceCount = 0
        layout = 0
    }
}

// MARK: Walking

extension Record {
    /// The text of a string, the literal of a number, as bytes; empty for every other value.
    @inlinable
    @inline(__always)
    public func textRange(of index: Int) -> Range<Int> {
        let node = nodes[index]
        guard node.kind == .string || node.kind == .number else { return 0..<0 }
        return Int(node.textStart)..<(Int(node.textStart) &+ Int(node.count))
    }

    /// The text of a string or the literal of a number; empty for every other value.
    @inlinable
    public func text(of index: Int) -> String {
        Self.string(bytes.span.extracting(textRange(of: index)))
    }

    /// A part of ``bytes`` as text: a range that starts and ends between characters of a text, a name or the source.
    ///
    /// A range that cuts a character is repaired.
    @inlinable
    public func text(in range: Range<Int>) -> String {
        let span = bytes.span
        let text = span.extracting(range)
        // Valid text is valid between any two bytes that continue no character.
        if range.lowerBound < span.count,
            span[range.lowerBound] & 0xC0 == 0x80
                || range.upperBound < span.count && span[range.upperBound] & 0xC0 == 0x80
        {
            return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        return Self.string(text)
    }

    /// The string of bytes that are known to be UTF-8: all texts of a record are. Not validating them again is the
    /// larger half of what a string costs; saying that it is ASCII, if it is, makes it cheap to hash and compare.
    @inlinable
    static func string(_ text: Span<UInt8>) -> String {
        // So short a text is stored in the string itself, which looks by itself.
        guard text.count > 15 else { return String(copying: UTF8Span(unchecked: text, isKnownASCII: false)) }
        let raw = text.bytes
        let last = text.count &- 8
        // In bounds: eight bytes stand before the end. The last ones may be looked at twice.
        var high = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: UInt64.self)
        var index = 0
        while index < last {
            high |= raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        let isASCII = high & 0x8080_8080_8080_8080 == 0
        return String(copying: UTF8Span(unchecked: text, isKnownASCII: isASCII))
    }

    /// Where the name of a map's entry stands in ``bytes``; empty for an entry of a list.
    @inlinable
    public func nameRange(of index: Int) -> Range<Int> {
        let node = nodes[index]
        return Int(node.nameStart)..<Int(node.nameStart) + Int(node.nameCount)
    }

    /// The name of a map's entry; empty for an entry of a list.
    @inlinable
    public func name(of index: Int) -> String {
        Self.string(bytes.span.extracting(nameRange(of: index)))
    }

    /// The entry of a map with a name, compared byte by byte; `nil` when there is none or the value is no map.
    ///
    /// `guess` is the entry that the same question gave for the record before: feeds repeat themselves, so it is tried
    /// first. Linear in the values of the map otherwise.
    @inlinable
    @inline(__always)
    public func child(of index: Int, named name: Span<UInt8>, guess: Int = 0) -> Int? {
        let span = nodes.span
        let parent = span[index]
        let end = Int(parent.end)
        // Where nothing is nested, as in CSV, every entry is a child.
        if guess > index, guess < end, parent.kind == .map, isNamed(span[guess], name),
            end &- index &- 1 == Int(parent.count) || isChild(guess, of: index)
        {
            return guess
        }
        return firstChild(of: index, named: name)
    }

    @inlinable
    func firstChild(of index: Int, named name: Span<UInt8>) -> Int? {
        let span = nodes.span
        guard span[index].kind == .map else { return nil }
        var child = index + 1
        while child < Int(span[index].end) {
            if isNamed(span[child], name) { return child }
            child = Int(span[child].end)
        }
        return nil
    }

    /// The entry of a map with a name; `nil` when there is none or the value is no map.
    public func child(of index: Int, named name: String) -> Int? {
        let bytes = Array(name.utf8)
        return child(of: index, named: bytes.span)
    }

    @inlinable
    @inline(__always)
    func isNamed(_ node: RecordNode, _ name: Span<UInt8>) -> Bool {
        guard Int(node.nameCount) == name.count else { return false }
        let start = Int(node.nameStart)
        let found = bytes.span.extracting(start..<(start &+ name.count)).bytes
        return Self.areEqual(found, name.bytes)
    }

    /// Whether two texts of one length are equal: by words, of which the last may take bytes again.
    @inlinable
    @inline(__always)
    static func areEqual(_ left: RawSpan, _ right: RawSpan) -> Bool {
        func isSame<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word.Type, _ offset: Int) -> Bool {
            left.unsafeLoadUnaligned(fromByteOffset: offset, as: word)
                == right.unsafeLoadUnaligned(fromByteOffset: offset, as: word)
        }
        let count = right.byteCount
        if count >= 8 {
            var offset = 0
            while offset < count &- 8 {
                guard isSame(UInt64.self, offset) else { return false }
                offset &+= 8
            }
            return isSame(UInt64.self, count &- 8)
        }
        if count >= 4 { return isSame(UInt32.self, 0) && isSame(UInt32.self, count &- 4) }
        if count >= 2 { return isSame(UInt16.self, 0) && isSame(UInt16.self, count &- 2) }
        return count == 0 || isSame(UInt8.self, 0)
    }

    /// Whether an entry stands directly in another, not deeper.
    @inlinable
    func isChild(_ child: Int, of index: Int) -> Bool {
        var entry = index + 1
        while entry < child { entry = Int(nodes[entry].end) }
        return entry == child
    }
}

// MARK: Places and trees

extension Record {
    /// The record as it stands in its input, decoded to UTF-8.
    public var source: ArraySlice<UInt8> { bytes[sourceStart..<(sourceStart + sourceCount)] }

    /// Where a value is written in the input. Linear in the source text before it.
    public func position(of index: Int) -> SourcePosition {
        position(atSource: Int(nodes[index].place))
    }

    /// Where the name of a value is written in the input. Linear in the source text before it.
    public func namePosition(of index: Int) -> SourcePosition {
        position(atSource: Int(nodes[index].namePlace))
    }

    /// Where a byte of the source text stands in the input. Linear in the source text before it.
    package func position(atSource place: Int) -> SourcePosition {
        let end = sourceStart + min(place, sourceCount)
        return PositionTracker(at: position).advanced(over: bytes.span, in: sourceStart..<end).position
    }

    /// A value with all that it holds and its places, as a tree.
    public func node(_ index: Int = 0) -> Node {
        var places = PlaceWalker(self)
        return tree(index, &places)
    }

    private func tree(_ index: Int, _ places: inout PlaceWalker) -> Node {
        let node = nodes[index]
        let place = places.position(at: Int(node.place))
        switch node.kind {
        case .null: return Node(.null, at: place)
        case .true: return Node(.bool(true), at: place)
        case .false: return Node(.bool(false), at: place)
        case .number: return Node(.number(text(of: index)), at: place)
        case .string: return Node(.string(text(of: index)), at: place)
        case .list:
            var list: [Node] = []
            list.reserveCapacity(Int(node.count))
            var child = index + 1
            while child < Int(node.end) {
                list.append(tree(child, &places))
                child = Int(nodes[child].end)
            }
            return Node(.list(list), at: place)
        case .map:
            var members: [Member] = []
            members.reserveCapacity(Int(node.count))
            var child = index + 1
            while child < Int(node.end) {
                let namePlace = places.position(at: Int(nodes[child].namePlace))
                members.append(Member(name(of: child), tree(child, &places), at: namePlace))
                child = Int(nodes[child].end)
            }
            return Node(.map(members), at: place)
        }
    }

    /// Turns places into positions in one pass while they come in the order of the text, as they mostly do.
    private struct PlaceWalker {
        private let record: Record
        private var tracker: PositionTracker
        private var reached = 0

        init(_ record: Record) {
            self.record = record
            self.tracker = PositionTracker(at: record.position)
        }

        mutating func position(at place: Int) -> SourcePosition {
            let place = min(place, record.sourceCount)
            if place < reached {
                tracker = PositionTracker(at: record.position)
                reached = 0
            }
            let start = record.sourceStart
            tracker = tracker.advanced(over: record.bytes.span, in: (start + reached)..<(start + place))
            reached = place
            return tracker.position
        }
    }
}
