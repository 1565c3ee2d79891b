/// Turns the text of one JSON value into a tape, as fast as it can: it only knows whether the text is JSON.
///
/// What is wrong with a text that is not, and where, is ``JSONChecker``'s business. Nothing is carried from one scan
/// to the next but what helps to be fast: scanning again after a refill is right.
struct JSONTapeScanner {
    /// How a scan ended.
    enum Outcome: Equatable {
        /// The value ends before this index.
        case complete(Int)
        /// The text so far could be the start of a value.
        case more
        /// No value starts like this, or it exceeds a limit.
        case invalid
        /// The tape has no room: try again with a larger one.
        case full
    }

    /// A list or map that is not closed yet.
    private struct Frame {
        /// A map's slot in the shape; a list's for the maps in it.
        var slot: Int32 = -1
        /// The name expected next.
        var next: Int32 = -1
        /// The last name's place in the order of its slot.
        var ordinal: Int32 = -1
        /// The last name, or -1.
        var name: Int32 = -1
        /// Whether the names came in the learned order, so that none of them stands twice.
        var isOrdered = true
    }

    private let textBytes: Int
    private let nameBytes: Int
    private let numberBytes: Int
    private var shape: JSONShape
    private var frames: [Frame]

    /// The entries whose text has escapes, or whose name has (``nameFlag``).
    private(set) var escaped: [UInt32] = []
    /// The maps in which a name may stand twice.
    private(set) var unordered: [UInt32] = []

    /// Marks an entry of ``escaped`` as one whose name has escapes. Entries are fewer than 2^30: each takes a byte.
    static let nameFlag: UInt32 = 1 << 31

    /// A scanner that learns the form of records, when several of the same form are to be expected.
    init(limits: ReaderLimits, learns: Bool) {
        self.textBytes = limits.textBytes
        self.nameBytes = limits.nameBytes
        self.numberBytes = limits.numberBytes
        self.shape = JSONShape(learns: learns)
        self.frames = []
    }

    /// Scans the value that starts at the first byte of a text of at most 2^30 bytes.
    ///
    /// Nothing follows the text when it `isAtEnd`; values nest at most `depth` deep; with `breaks`, a line break between
    /// tokens ends the text. The texts and places of the entries are relative to the text.
    mutating func scan(
        _ text: Span<UInt8>, isAtEnd: Bool, depth: Int, breaks: Bool, into tape: inout OutputSpan<RecordNode>
    ) -> Outcome {
        escaped.removeAll(keepingCapacity: true)
        unordered.removeAll(keepingCapacity: true)
        let count = text.count
        let ended: Outcome = isAtEnd ? .invalid : .more
        guard count > 0 else { return ended }
        var index = 0
        // The entry of the innermost open list or map; while one is open, its `end` is the entry of its own parent.
        var parent: UInt32 = Self.none
        var level = 0
        var isMap = false
        var nameStart: UInt32 = 0
        var nameCount: UInt32 = 0
        var namePlace: UInt32 = 0

        // Every turn reads a value, in a map with its name; `index` is in bounds and at no white space.
        while true {
            if isMap {
                namePlace = UInt32(truncatingIfNeeded: index)
                nameStart = namePlace &+ 1
                let found = name(text, &index, at: level &- 1, entry: tape.count)
                guard found == .closed else { return found == .open ? ended : .invalid }
                nameCount = UInt32(truncatingIfNeeded: index &- 1) &- nameStart
                guard Self.skip(text, &index, breaks) else { return index < count ? .invalid : ended }
                guard text[unchecked: index] == UInt8(ascii: ":") else { return .invalid }
                index &+= 1
                guard Self.skip(text, &index, breaks) else { return index < count ? .invalid : ended }
            }
            guard !tape.isFull else { return .full }
            let entry = UInt32(truncatingIfNeeded: tape.count)
            let place = UInt32(truncatingIfNeeded: index)
            var node = RecordNode(.null, end: entry &+ 1, place: place)
            if isMap {
                node.nameStart = nameStart
                node.nameCount = nameCount
                node.namePlace = namePlace
            }
            if parent != Self.none { tape[unchecked: Int(parent)].count &+= 1 }
            switch text[unchecked: index] {
            case UInt8(ascii: "\""):
                let start = index &+ 1
                var hasEscapes = false
                let found = Self.string(text, &index, limit: textBytes, &hasEscapes)
                guard found == .closed else { return found == .open ? ended : .invalid }
                if hasEscapes { escaped.append(entry) }
                node.kind = .string
                node.textStart = UInt32(truncatingIfNeeded: start)
                node.count = UInt32(truncatingIfNeeded: index &- 1 &- start)
                tape.append(node)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let start = index
                let found = Self.number(text, &index)
                guard found != .wrong, index &- start <= numberBytes else { return .invalid }
                // A number may go on where the text ends.
                if index == count, found == .open || !isAtEnd { return ended }
                node.kind = .number
                node.textStart = place
                node.count = UInt32(truncatingIfNeeded: index &- start)
                tape.append(node)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard level < depth else { return .invalid }
                let opensMap = text[unchecked: index] == UInt8(ascii: "{")
                let close = opensMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
                node.kind = opensMap ? .map : .list
                index &+= 1
                guard Self.skip(text, &index, breaks) else { return index < count ? .invalid : ended }
                if text[unchecked: index] == close {
                    index &+= 1
                    tape.append(node)
                    break
                }
                open(level, isMap: opensMap)
                node.end = parent
                tape.append(node)
                parent = entry
                level &+= 1
                isMap = opensMap
                continue
            case UInt8(ascii: "t"):
                guard index &+ 4 <= count else { return ended }
                guard Self.word(text, index) == 0x6575_7274 else { return .invalid }
                node.kind = .true
                index &+= 4
                tape.append(node)
            case UInt8(ascii: "n"):
                guard index &+ 4 <= count else { return ended }
                guard Self.word(text, index) == 0x6C6C_756E else { return .invalid }
                index &+= 4
                tape.append(node)
            case UInt8(ascii: "f"):
                guard index &+ 5 <= count else { return ended }
                guard Self.word(text, index &+ 1) == 0x6573_6C61 else { return .invalid }
                node.kind = .false
                index &+= 5
                tape.append(node)
            default: return .invalid
            }
            // A value that ends may end what it stands in.
            while true {
                guard level > 0 else { return .complete(index) }
                guard Self.skip(text, &index, breaks) else { return index < count ? .invalid : ended }
                let byte = text[unchecked: index]
                index &+= 1
                if byte == UInt8(ascii: ",") { break }
                guard byte == (isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return .invalid }
                level &-= 1
                if isMap, !frames[level].isOrdered { unordered.append(parent) }
                let outer = tape[unchecked: Int(parent)].end
                tape[unchecked: Int(parent)].end = UInt32(truncatingIfNeeded: tape.count)
                parent = outer
                isMap = level > 0 && tape[unchecked: Int(parent)].kind == .map
            }
            guard Self.skip(text, &index, breaks) else { return index < count ? .invalid : ended }
        }
    }

    private static let none = UInt32.max

    // MARK: The shape

    /// Moves over a name, which is mostly the expected one.
    @inline(__always)
    private mutating func name(_ text: Span<UInt8>, _ index: inout Int, at level: Int, entry: Int) -> Token {
        guard text[unchecked: index] == UInt8(ascii: "\"") else { return .wrong }
        var guess = frames[level].next
        var tries = 0
        while guess >= 0, tries < 4 {
            let name = shape.names[Int(guess)]
            if shape.matches(name, text, at: index &+ 1) {
                index &+= Int(name.count) &+ 2
                frames[level].next = name.next
                frames[level].ordinal = name.ordinal
                frames[level].name = guess
                return .closed
            }
            guess = name.next
            tries &+= 1
        }
        let start = index &+ 1
        var hasEscapes = false
        let found = Self.string(text, &index, limit: min(nameBytes, textBytes), &hasEscapes)
        guard found == .closed else { return found }
        if hasEscapes {
            escaped.append(UInt32(truncatingIfNeeded: entry) | Self.nameFlag)
            frames[level].isOrdered = false
            frames[level].name = -1
        } else {
            note(start..<(index &- 1), of: text, at: level)
        }
        return .closed
    }

    /// A list or map opens at a level.
    @inline(__always)
    private mutating func open(_ level: Int, isMap: Bool) {
        var slot = shape.root
        if level > 0 {
            let outer = frames[level &- 1]
            // A list hands its slot on, in a map the name decides. A list has no names.
            if outer.name >= 0 {
                slot = shape.child(of: outer.name)
            } else {
                slot = outer.ordinal == Self.listMark ? outer.slot : -1
            }
        }
        var frame = Frame()
        frame.slot = slot
        if isMap {
            frame.next = shape.first(of: slot)
        } else {
            frame.ordinal = Self.listMark
        }
        if level < frames.count { frames[level] = frame } else { frames.append(frame) }
    }

    /// What the ordinal of a list's frame says.
    private static let listMark: Int32 = -2

    /// A name was scanned that was not the one expected.
    private mutating func note(_ range: Range<Int>, of text: Span<UInt8>, at level: Int) {
        let found = shape.find(range, of: text, in: frames[level].slot)
        frames[level].name = found
        guard found >= 0 else {
            frames[level].isOrdered = false
            return
        }
        let name = shape.names[Int(found)]
        if name.ordinal <= frames[level].ordinal { frames[level].isOrdered = false }
        frames[level].ordinal = name.ordinal
        frames[level].next = name.next
    }
}
