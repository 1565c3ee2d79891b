internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Reads lock files line by line and says what is wrong with each line.
struct LockParser {
    private let file: String
    private var diagnostics: [Diagnostic] = []
    private var lock = LockFile()
    private var lines: [String: Int] = [:]
    private var accountLine: Int?
    /// Every line that could be read, those that a further one contradicts included.
    private var entries: [LockFile.Entry] = []
    private var accounts: [String] = []
    /// Whether all lines are wanted that can be read, though the file as a whole cannot be used.
    private var isSalvaging = false

    init(file: String) {
        self.file = file
    }

    mutating func parse(_ text: String) throws(DiagnosticsError) -> LockFile {
        scan(text)
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        return lock
    }

    /// All that can be read of a text, and what is wrong with the rest.
    mutating func reading(_ text: String) -> LockReading {
        isSalvaging = true
        scan(text)
        return LockReading(accounts: accounts, entries: entries, diagnostics: diagnostics)
    }

    private mutating func scan(_ text: String) {
        var offset = 0
        var number = 0
        var isFirst = true
        for part in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            var line = Substring(part)
            if line.utf8.last == 0x0D { line = Substring(line.utf8.dropLast()) }
            let start = SourcePosition(line: number, column: 1, offset: offset)
            offset += part.count + 1
            if isFirst {
                isFirst = false
                guard readHeader(line, at: start) || isSalvaging else { break }
            } else if !line.isEmpty {
                read(line, at: start)
            }
        }
    }

    private mutating func readHeader(_ line: Substring, at start: SourcePosition) -> Bool {
        if line == LockFile.header { return true }
        let words = line.split(separator: " ")
        if words.first == "waybill-lock", let version = words.dropFirst().first {
            report(
                "version", "the lock file is of version \(version), which this Waybill does not know",
                at: start,
                length: line.unicodeScalars.count, help: "use the Waybill that wrote it, or a newer one")
        } else if isConflict(line) {
            reportConflict(line, at: start)
        } else {
            report(
                "header", "a lock file starts with \"\(LockFile.header)\"", at: start,
                length: line.unicodeScalars.count,
                help: "take it from the last commit; without it, objects are found again by their titles")
        }
        return false
    }

    private mutating func read(_ line: Substring, at start: SourcePosition) {
        if isConflict(line) { return reportConflict(line, at: start) }
        // A conflict at the very start puts the head of a file between the marks.
        if isSalvaging, line == LockFile.header { return }
        if line.hasPrefix("account ") { return readAccount(line, at: start) }
        let word = line.prefix { $0 != " " }
        guard let kind = Kind(rawValue: String(word)) else {
            report(
                "line", "the line starts with no kind of object", at: start,
                length: word.unicodeScalars.count,
                help: Suggestion.help(for: String(word), in: Kind.allCases.map(\.rawValue)) ?? Self.repairHelp
            )
            return
        }
        var rest = line.dropFirst(word.count)
        guard let key = takeWord(&rest, quotedOnly: true), let id = takeWord(&rest, quotedOnly: false),
            !id.isEmpty
        else {
            report(
                "line", "the line is not of the form KIND \"KEY\" ID",
                at: place(of: rest, in: line, from: start),
                help: Self.repairHelp)
            return
        }
        var entry = LockFile.Entry(kind: kind, key: key, id: id)
        if rest == " protect" || rest.hasPrefix(" protect ") {
            entry.isProtected = true
            rest = rest.dropFirst(" protect".count)
        }
        if !rest.isEmpty {
            guard let fingerprints = Self.fingerprints(rest.dropFirst()), rest.hasPrefix(" ") else {
                report(
                    "line", "the line ends in something other than fingerprints",
                    at: place(of: rest, in: line, from: start), length: max(1, rest.unicodeScalars.count),
                    help: Self.repairHelp)
                return
            }
            entry.fingerprints = fingerprints
        }
        entries.append(entry)
        if lock[kind, key] != nil {
            let first = lines[Self.name(kind, key)].map(String.init) ?? "?"
            report(
                "duplicate", "there are two lines for the \(kind.rawValue) \"\(key)\"", at: start,
                length: line.unicodeScalars.count,
                help:
                    "the first one is line \(first): run `waybill lock rebuild`, or keep the line whose id the"
                    + " account has")
            return
        }
        lines[Self.name(kind, key)] = start.line
        lock.set(entry)
    }

    private static let repairHelp =
        "take the line from the last commit, or remove it: the object is then found by title"

    private static func name(_ kind: Kind, _ key: String) -> String {
        kind.rawValue + " " + key.utf8.map { String($0, radix: 16) }.joined(separator: " ")
    }

    private mutating func readAccount(_ line: Substring, at start: SourcePosition) {
        var rest = line.dropFirst("account".count)
        guard let account = takeWord(&rest, quotedOnly: false), !account.isEmpty, rest.isEmpty else {
            report("line", "the line names no account", at: start, help: Self.repairHelp)
            return
        }
        accounts.append(account)
        if let accountLine {
            report(
                "duplicate", "there are two lines for the account", at: start,
                length: line.unicodeScalars.count,
                help: "the first one is line \(accountLine): the ids of one file belong to one account")
            return
        }
        accountLine = start.line
        lock.account = account
    }

    /// Takes a blank and a word, in quotes or not.
    private func takeWord(_ rest: inout Substring, quotedOnly: Bool) -> String? {
        var scan = rest.utf8
        guard scan.popFirst() == UInt8(ascii: " "), let first = scan.first else { return nil }
        let start = Substring(scan)
        if first != UInt8(ascii: "\"") {
            guard !quotedOnly else { return nil }
            let word = start.prefix { $0 != " " }
            rest = start.dropFirst(word.count)
            return String(word)
        }
        var length = 1
        var isEscaped = false
        for byte in scan.dropFirst() {
            length += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                guard let node = try? JSONDocument.parse(Array(scan.prefix(length))),
                    let text = node.value.string
                else {
                    return nil
                }
                rest = Substring(scan.dropFirst(length))
                return text
            }
        }
        return nil
    }

    private static func fingerprints(_ text: Substring) -> [String: String]? {
        var fingerprints: [String: String] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "=", omittingEmptySubsequences: false)
            guard halves.count == 2, let name = LockToken.unescaped(halves[0]),
                LockToken.isFingerprint(halves[1]),
                fingerprints.updateValue(String(halves[1]), forKey: name) == nil
            else { return nil }
        }
        return fingerprints
    }

    // MARK: Findings

    private func isConflict(_ line: Substring) -> Bool {
        ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains { line.hasPrefix($0) }
    }

    private mutating func reportConflict(_ line: Substring, at start: SourcePosition) {
        report(
            "conflict", "the lock file has a merge conflict", at: start, length: line.unicodeScalars.count,
            help:
                "run `waybill lock rebuild`, or keep the lines of both sides without the marks; of two lines for one"
                + " object keep the one whose id the account has")
    }

    private func place(of rest: Substring, in line: Substring, from start: SourcePosition) -> SourcePosition {
        let before = line[..<rest.startIndex]
        return SourcePosition(
            line: start.line, column: start.column + before.unicodeScalars.count,
            offset: start.offset + before.utf8.count)
    }

    private mutating func report(
        _ problem: String, _ message: String, at position: SourcePosition, length: Int = 1, help: String
    ) {
        diagnostics.append(
            Diagnostic(
                .error, "lock." + problem, message, at: SourcePlace(file: file, position: position),
                length: length,
                help: help))
    }
}
