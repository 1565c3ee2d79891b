internal import Diagnostics

/// Reads the records of a JSON feed (RFC 8259, strictly) one after the other.
///
/// Memory grows with the largest record, not with the feed. What stands around the records is checked as strictly and
/// not kept. A fault inside a token of a record (bytes that are no UTF-8, a broken escape or number, a name that
/// stands twice, a text over its limit) costs that record alone; see ``FeedError/isRecoverable``.
public struct JSONRecordReader: RecordReader {
    /// What comes next.
    enum State {
        case start
        /// Between texts.
        case top
        /// A value, for the pending matches.
        case value
        /// The first child of the innermost frame, or its end.
        case open
        /// What follows a child of the innermost frame.
        case next
        /// What follows a text.
        case after
        /// The rest of a bad record, read from where the window starts.
        case skim(JSONChecker.Expectation)
        /// The rest of a bad text.
        case resynchronise
        case done
        case failed(FeedError)
    }

    /// How texts follow each other.
    enum Layout {
        case single, spanned, lines, sequence
    }

    let options: JSONRecordOptions
    let paths: [JSONRecordPath]
    let mostBytes: Int
    var state = State.start
    var layout: Layout
    /// Whether the layout may turn out to be another one after the first text.
    var isDetecting: Bool

    var window: RecordWindow
    /// How far behind the start of the window everything has been read.
    var ahead = 0

    var scanner: JSONTapeScanner
    /// How many values the tape has room for, at most as many as a record may have.
    var tapeRoom: Int
    var recordNames: JSONNames?
    /// How many records there were.
    var number = 0
    /// How many texts were begun.
    var texts = 0
    /// The line on which the text starts, and its first byte.
    var textLine = 0
    var textByte: UInt8 = 0

    var spine: JSONSpine
    var absence: JSONAbsence
    /// The name read last, unescaped.
    var name: [UInt8] = []
    /// Where a string started whose start is no longer in the window.
    var stringStart: SourcePosition?

    /// Reads what a source gives, in UTF-8; a byte order mark at its start is skipped.
    public init(from source: some ByteSource, options: JSONRecordOptions = .init()) {
        self.init(RecordWindow(source), options: options)
    }

    /// Reads bytes that are in memory.
    public init(_ bytes: [UInt8], options: JSONRecordOptions = .init()) {
        self.init(RecordWindow(bytes), options: options)
    }

    init(_ window: RecordWindow, options: JSONRecordOptions, learns: Bool = true) {
        self.window = window
        self.options = options
        self.paths = options.records
        // Offsets within a record have 32 bits, and unescaped texts stand behind the source.
        self.mostBytes = min(max(options.limits.recordBytes, 0), 1 << 30)
        self.scanner = JSONTapeScanner(limits: options.limits, learns: learns)
        self.tapeRoom = max(1, min(64, options.limits.values))
        self.recordNames = options.duplicates == .refused ? JSONNames() : nil
        self.spine = JSONSpine()
        self.absence = JSONAbsence(options.records, requiresEvery: options.requiresEveryPath)
        self.isDetecting = options.framing == .detected
        self.layout =
            switch options.framing {
            case .document, .detected: .single
            case .lines: .lines
            case .sequence: .sequence
            }
    }

    /// Reads the next record; see ``RecordReader``.
    ///
    /// - Throws: `syntax`, `encoding`, `limit`, `truncated`, `duplicate`, `absent`, or what the source throws.
    public mutating func next(_ record: inout Record) throws(FeedError) -> Bool {
        do throws(FeedError) {
            while true {
                switch state {
                case .next where spine.isInRecordList:
                    if try nextElement(&record) { return true }
                case .open, .next:
                    if try child(&record) { return true }
                case .value:
                    if try value(&record) { return true }
                case .after: try endText()
                case .top: try startText()
                case .start: detectSequence()
                case .skim(let expectation): try skim(expecting: expectation)
                case .resynchronise: resynchronise()
                case .done: return false
                case .failed(let error): throw error
                }
            }
        } catch {
            throw stopped(by: error)
        }
    }

    /// How many bytes of the input are held: those of the record being read, and what was read ahead.
    package var heldBytes: Int { window.bytes.count }

    /// Decides how to go on behind a fault.
    private mutating func stopped(by error: FeedError) -> FeedError {
        var error = error
        if case .failed = state { return error }
        if isDetecting, texts == 1, error.position.line == textLine,
            isFirstOfLines(behind: error.position.offset)
        {
            isDetecting = false
            layout = .lines
        }
        if layout == .lines || layout == .sequence {
            error.isRecoverable = true
            state = .resynchronise
        } else if !error.isRecoverable {
            state = .failed(error)
        }
        return error
    }

    /// Makes a fault final that would otherwise cost one record.
    mutating func final(_ error: FeedError) -> FeedError {
        state = .failed(error)
        return error
    }

    /// Skips white space; the byte behind it, at `window.start + ahead`, or `nil` at the end of the input.
    ///
    /// Where a line ends a text, line breaks are no white space.
    mutating func peek() -> UInt8? {
        while true {
            ahead = window.distance(behindSpaceFrom: ahead, breaks: layout == .lines)
            if window.start &+ ahead < window.end { return window.bytes[window.start &+ ahead] }
            // All of it is read: it need not be kept.
            skipRead()
            guard window.refill() else { return nil }
        }
    }

    /// Lets the window start at what was not read yet.
    mutating func skipRead() {
        window.consume(to: window.start &+ ahead)
        ahead = 0
    }

    /// A value has ended.
    mutating func finishValue() {
        state = spine.isEmpty ? .after : .next
    }
}
