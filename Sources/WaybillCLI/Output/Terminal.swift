import Execution
import Feeds
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The two outputs of the process. Results go to the standard output, all talk to the error output.
struct Terminal: Sendable {
    /// Whether results may be coloured.
    let colorsOutput: Bool
    /// Whether talk may be coloured.
    let colorsErrors: Bool
    /// Whether a line of talk may be redrawn in place.
    let showsProgress: Bool
    /// Whether a person can be asked.
    let isInteractive: Bool
    /// Whether all talk is events for programs, a JSON object a line.
    let tellsEvents: Bool

    private let state = SharedState()

    /// Lines of talk must not run into a progress line that another task draws.
    private final class SharedState: Sendable {
        let progress = Mutex("")
        let isAsking = Mutex(false)
        let hiding = Mutex<(@Sendable (String) -> String)?>(nil)
    }

    /// Takes something out of all that is written from now on: the key of an account may stand in a value of a file.
    func hide(_ redacting: @escaping @Sendable (String) -> String) {
        state.hiding.withLock { $0 = redacting }
    }

    /// What may be shown of a text.
    private func shown(_ text: String) -> String { state.hiding.withLock { $0 }?(text) ?? text }

    private func shown(_ bytes: [UInt8]) -> [UInt8] {
        guard let redacting = state.hiding.withLock({ $0 }) else { return bytes }
        let text = String(decoding: bytes, as: UTF8.self)
        let shown = redacting(text)
        return shown == text ? bytes : Array(shown.utf8)
    }

    /// Whether somebody is being asked.
    var isAsking: Bool { state.isAsking.withLock { $0 } }

    /// Looks at what the process is connected to. `NO_COLOR` and `TERM=dumb` are honoured.
    init(environment: [String: String], tellsEvents: Bool = false) {
        self.tellsEvents = tellsEvents
        let plain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
        colorsOutput = isatty(STDOUT_FILENO) == 1 && !plain
        colorsErrors = isatty(STDERR_FILENO) == 1 && !plain && !tellsEvents
        showsProgress = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb" && !tellsEvents
        isInteractive = isatty(STDIN_FILENO) == 1
    }

    /// How many columns results may have: those of the terminal, else what `COLUMNS` says, else 120.
    func columns(_ environment: [String: String]) -> Int {
        resultColumns ?? environment["COLUMNS"].flatMap { Int($0) } ?? 120
    }

    /// How many columns results have on a terminal; `nil` when a file or a program takes them.
    var resultColumns: Int? { Self.columns(of: STDOUT_FILENO) }

    /// How many columns talk has: those of the terminal as it is now, else 80.
    var talkColumns: Int { Self.columns(of: STDERR_FILENO) ?? 80 }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Prints a result.
    func printResult(_ text: String) {
        clearProgress()
        Self.write(shown(text.hasSuffix("\n") ? text : text + "\n"), to: STDOUT_FILENO)
    }

    /// Prints a result in pieces, the last of which ends with a line end.
    func printResult(pieces: ((String) -> Void) -> Void) {
        clearProgress()
        pieces { Self.write(shown($0), to: STDOUT_FILENO) }
    }

    /// Talks in pieces, the last of which ends with a line end.
    func say(pieces: ((String) -> Void) -> Void) {
        clearProgress()
        pieces { Self.write(shown($0), to: STDERR_FILENO) }
    }

    /// Prints results that end with a line end already.
    func printResult(bytes: [UInt8]) {
        clearProgress()
        Self.write(shown(bytes)[...], to: STDOUT_FILENO)
    }

    /// How much a line of talk matters, for programs.
    enum Level: String, Sendable {
        case note, error
    }

    /// Prints a line of talk.
    func say(_ text: String, _ level: Level = .note) {
        if tellsEvents {
            return tell("message", [("level", .string(level.rawValue)), ("text", .string(text))])
        }
        state.progress.withLock { line in
            let clear = line.isEmpty ? "" : "\r\u{1B}[K"
            Self.write(clear + shown(text.hasSuffix("\n") ? text : text + "\n") + line, to: STDERR_FILENO)
        }
    }

    /// Tells an event to programs: a line with a JSON object, its name and its time first.
    func tell(_ event: String, _ members: [(String, Value)]) {
        let value = Value.object(
            [("event", .string(event)), ("at", .string(Moment.now.description))] + members)
        let line = shown(value.jsonBytes())
        state.progress.withLock { _ in Self.write(line[...] + [0x0A], to: STDERR_FILENO) }
    }

    /// Draws, or redraws, the line that tells how far the work is; nothing when the error output is no terminal.
    func progress(_ text: String) {
        guard showsProgress else { return }
        let text = shown(text)
        state.progress.withLock { line in
            line = text
            Self.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
        }
    }

    /// Takes the progress line away.
    func clearProgress() {
        state.progress.withLock { line in
            guard !line.isEmpty else { return }
            line = ""
            Self.write("\r\u{1B}[K", to: STDERR_FILENO)
        }
    }

    /// Asks a question and waits for a line; `nil` at the end of the input.
    func ask(_ question: String) -> String? {
        clearProgress()
        if tellsEvents {
            tell("question", [("text", .string(question))])
        } else {
            Self.write(shown(question), to: STDERR_FILENO)
        }
        state.isAsking.withLock { $0 = true }
        defer { state.isAsking.withLock { $0 = false } }
        return readLine()
    }

    /// Says something just before the process ends, whatever else is being written.
    func lastWords(_ text: String) {
        if tellsEvents {
            let value = Value.object([
                ("event", .string("message")), ("at", .string(Moment.now.description)),
                ("level", .string(Level.error.rawValue)), ("text", .string(text)),
            ])
            return Self.write(shown(value.jsonBytes())[...] + [0x0A], to: STDERR_FILENO)
        }
        Self.write((showsProgress ? "\r\u{1B}[K" : "") + shown(text) + "\n", to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8)[...], to: descriptor)
    }

    /// Writes all bytes. A closed pipe ends quietly: whoever read has seen enough.
    private static func write(_ output: ArraySlice<UInt8>, to descriptor: Int32) {
        var bytes = output
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress else { return 0 }
                #if canImport(Glibc)
                    return Glibc.write(descriptor, base, buffer.count)
                #elseif canImport(Musl)
                    return Musl.write(descriptor, base, buffer.count)
                #else
                    return Darwin.write(descriptor, base, buffer.count)
                #endif
            }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR && errno != EAGAIN {
                return
            }
        }
    }
}
