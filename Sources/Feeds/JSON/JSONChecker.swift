/// Reads JSON text (RFC 8259) piece by piece, keeps none of it, and knows what is wrong first.
///
/// It skips values that nobody wants, however large they are, and explains why ``JSONTapeScanner`` refused a text. It
/// keeps its own stack: depth costs no call frames.
struct JSONChecker {
    /// How far a piece led.
    enum Step {
        /// The value ends before this index.
        case complete(Int)
        /// Everything before this index was read; go on there with more bytes.
        case more(Int)
        /// The text is wrong.
        case fault(JSONFault)
    }

    /// What may come next.
    enum Expectation {
        case value, elementOrEnd, nameOrEnd, name, colon, separator, nothing
    }

    /// What ends a text, apart from the end of the input.
    enum Terminator {
        case none
        /// A line break: each text stands on one line.
        case line
        /// The byte before the next text of a sequence (RFC 7464).
        case recordSeparator
    }

    /// A list or map that is not closed yet, and where it starts.
    struct Opening {
        let isList: Bool
        let offset: Int
    }

    /// A piece of the input.
    struct Piece {
        let bytes: [UInt8]
        /// Where its readable bytes end.
        let end: Int
        /// The offset of the first byte in the input.
        let base: Int
        /// Whether nothing follows.
        let isAtEnd: Bool
    }

    /// What one token did.
    enum Progress {
        case to(Int)
        case more(Int)
        case fault(JSONFault)
    }

    let limits: ReaderLimits
    let terminator: Terminator
    /// Whether only the structure matters: what is wrong inside a token was told before.
    let isLenient: Bool
    private let context: Int
    private let deepest: Int

    private(set) var expectation: Expectation
    private(set) var openings: [Opening]

    /// Where the string being read starts; `nil` between strings.
    var openString: Int?
    /// How many bytes the string being read has so far, as written.
    var stringBytes = 0
    /// Whether it is a name.
    var isName = false
    /// Whether a word is being skipped, leniently.
    var isInWord = false
    /// How many values have ended.
    private var values = 0

    /// The names of the open maps, when somebody wants to know which stands twice.
    var seen: JSONSeenNames<Int>?
    /// The unescaped text of the name being read, when names are looked at.
    var nameText: [UInt8] = []

    /// A checker of one value, which may nest `depth` deep and stands in `openings`, where that matters.
    ///
    /// It passes over what is wrong inside of tokens when it `isLenient`. When it `checksNames`, it keeps the names
    /// of the open maps, and one that stands twice is a fault.
    init(
        limits: ReaderLimits, depth: Int, terminator: Terminator = .none, isLenient: Bool = false,
        expecting expectation: Expectation = .value, in openings: [Opening] = [], checksNames: Bool = false
    ) {
        self.limits = limits
        self.terminator = terminator
        self.isLenient = isLenient
        self.context = openings.count
        self.deepest = openings.count + depth
        self.expectation = expectation
        self.openings = openings
        self.seen = checksNames ? JSONSeenNames() : nil
    }

    /// Reads on from an index of a piece until the value ends.
    mutating func run(_ piece: Piece, from start: Int) -> Step {
        var index = start
        while true {
            let progress: Progress
            if openString != nil {
                progress = string(piece, index)
            } else if isInWord {
                progress = restOfWord(piece, index)
            } else {
                progress = token(piece, index)
            }
            switch progress {
            case .to(let next):
                index = next
                if case .nothing = expectation { return .complete(index) }
            case .more(let next): return .more(next)
            case .fault(let fault): return .fault(fault)
            }
        }
    }

    private mutating func token(_ piece: Piece, _ start: Int) -> Progress {
        var index = start
        while index < piece.end, Self.isSpace(piece.bytes[index]) {
            if terminator == .line, piece.bytes[index] < 0x20, piece.bytes[index] != 0x09 {
                return .fault(endedFault(at: piece.base + index, "the end of the line"))
            }
            index += 1
        }
        guard index < piece.end else {
            guard piece.isAtEnd else { return .more(index) }
            var fault = endedFault(at: piece.base + index, "the end of the input")
            fault.isInputEnd = true
            return .fault(fault)
        }
        let byte = piece.bytes[index]
        if terminator == .recordSeparator, byte == 0x1E {
            return .fault(endedFault(at: piece.base + index, "the start of the next record"))
        }
        switch (expectation, byte) {
        case (.elementOrEnd, UInt8(ascii: "]")), (.nameOrEnd, UInt8(ascii: "}")):
            close()
            return .to(index + 1)
        case (.value, _), (.elementOrEnd, _): return value(piece, index)
        case (.name, UInt8(ascii: "\"")), (.nameOrEnd, UInt8(ascii: "\"")):
            startString(at: piece.base + index, isName: true)
            return .to(index + 1)
        case (.colon, UInt8(ascii: ":")):
            expectation = .value
            return .to(index + 1)
        case (.separator, UInt8(ascii: ",")):
            expectation = isInList ? .value : .name
            return .to(index + 1)
        case (.separator, UInt8(ascii: "]")) where isInList, (.separator, UInt8(ascii: "}")) where !isInList:
            close()
            return .to(index + 1)
        default: return unexpected(piece, index)
        }
    }

    private mutating func value(_ piece: Piece, _ index: Int) -> Progress {
        let byte = piece.bytes[index]
        // Those that are open were not counted yet.
        guard isLenient || values &+ openings.count &- context < max(1, limits.values) else {
            return .fault(
                JSONFault(
                    exceeding: .values, "a record has more than \(limits.values) values",
                    at: piece.base + index, help: "a path that goes deeper makes smaller records",
                    isTokenOnly: true))
        }
        if isLenient, Self.isWordByte(byte) {
            isInWord = true
            return .to(index + 1)
        }
        switch byte {
        case UInt8(ascii: "\""):
            startString(at: piece.base + index, isName: false)
            return .to(index + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number(piece, index)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            guard openings.count < deepest else {
                return .fault(
                    JSONFault(
                        exceeding: .depth, "values nest deeper than \(limits.depth)", at: piece.base + index)
                )
            }
            let isList = byte == UInt8(ascii: "[")
            openings.append(Opening(isList: isList, offset: piece.base + index))
            seen?.push()
            expectation = isList ? .elementOrEnd : .nameOrEnd
            return .to(index + 1)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return word(piece, index)
        default: return unexpected(piece, index)
        }
    }

    private mutating func startString(at offset: Int, isName: Bool) {
        openString = offset
        stringBytes = 0
        self.isName = isName
        nameText.removeAll(keepingCapacity: true)
    }

    /// Whether the innermost open thing is a list.
    var isInList: Bool { openings.last?.isList ?? false }

    /// A name has ended; a colon comes next.
    mutating func finishName() {
        expectation = .colon
    }

    /// A value has ended; where that leads.
    mutating func finishValue() {
        values &+= 1
        expectation = openings.count > context ? .separator : .nothing
    }

    private mutating func close() {
        // What stands around the text is not closed here: this is as far as it goes.
        guard openings.count > context else {
            expectation = .nothing
            return
        }
        openings.removeLast()
        seen?.pop()
        finishValue()
    }

    /// The white space of JSON.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// What numbers and words are made of, well formed or not.
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
