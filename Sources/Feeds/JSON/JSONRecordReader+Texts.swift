internal import Diagnostics

// Texts: how they start, end and follow each other.
extension JSONRecordReader {
    /// A record separator at the very start tells what the input is.
    mutating func detectSequence() {
        state = .top
        guard isDetecting, peek() == Self.recordSeparator else { return }
        layout = .sequence
        isDetecting = false
    }

    static let recordSeparator: UInt8 = 0x1E

    /// Goes to the first byte of the next text, if there is one.
    mutating func startText() throws(FeedError) {
        switch layout {
        case .single: _ = peek()
        case .spanned: guard peek() != nil else { return try finish() }
        case .lines:
            while let byte = peek(), byte == 0x0A || byte == 0x0D { ahead += 1 }
            guard peek() != nil else { return try finish() }
        case .sequence:
            guard let byte = peek() else { return try finish() }
            guard byte == Self.recordSeparator else {
                throw unexpected("expected the start of a record (U+001E)")
            }
            // Several in a row start nothing.
            while peek() == Self.recordSeparator { ahead += 1 }
            guard peek() != nil else { return try finish() }
        }
        texts += 1
        if isDetecting || layout == .spanned {
            skipRead()
            textLine = window.position.line
            textByte = peek() ?? 0
        }
        if !paths.isEmpty { spine.start(paths: paths.count) }
        state = .value
    }

    /// Looks at what follows a text.
    mutating func endText() throws(FeedError) {
        switch layout {
        case .single where !isDetecting:
            guard peek() == nil else {
                throw unexpected(
                    "the document has ended, yet", "follows", help: "one document holds one value")
            }
            try finish()
        case .single, .spanned:
            skipRead()
            let line = window.position.line
            guard peek() != nil else { return try finish() }
            skipRead()
            guard window.position.line > line else {
                throw unexpected(
                    "the document has ended, yet", "follows", help: "one document holds one value")
            }
            if isDetecting { layout = line == textLine ? .lines : .spanned }
            isDetecting = false
            state = .top
        case .lines:
            guard let byte = peek(), byte != 0x0A, byte != 0x0D else {
                state = .top
                return
            }
            throw unexpected(
                "the value of this line has ended, yet", "follows", help: "one line holds one value")
        case .sequence:
            guard let byte = peek(), byte != Self.recordSeparator else {
                state = .top
                return
            }
            throw unexpected(
                "the value of this record has ended, yet", "follows", help: "one record holds one value")
        }
    }

    /// The input has ended between texts.
    private mutating func finish() throws(FeedError) {
        do throws(FeedError) {
            try window.throwSourceFault()
        } catch {
            throw final(error)
        }
        if texts > 0, let error = absence.error() { throw final(error) }
        state = .done
    }

    /// Goes to where the next text may start, behind a bad one.
    mutating func resynchronise() {
        spine.removeAll()
        while true {
            let layout = layout
            ahead = window.distance(from: ahead) { byte in
                layout == .sequence ? byte == Self.recordSeparator : byte == 0x0A || byte == 0x0D
            }
            let isFound = window.start &+ ahead < window.end
            skipRead()
            if isFound || !window.refill() { break }
        }
        state = .top
    }

    /// Whether the first text, in which a fault was found on its first line, is the first of several lines: its line
    /// ends like a whole value, and the next one starts like it.
    mutating func isFirstOfLines(behind offset: Int) -> Bool {
        guard textByte == UInt8(ascii: "{") || textByte == UInt8(ascii: "[") else { return false }
        let close = textByte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
        var distance = 0
        var last: UInt8 = 0
        var isBehindLine = false
        while true {
            while window.start &+ distance < window.end {
                let byte = window.bytes[window.start &+ distance]
                distance &+= 1
                guard window.position.offset &+ distance &- offset <= mostBytes else { return false }
                if byte == 0x0A || byte == 0x0D {
                    guard last == close else { return false }
                    isBehindLine = true
                } else if byte != 0x20, byte != 0x09 {
                    if isBehindLine { return byte == textByte }
                    last = byte
                }
            }
            guard window.refill() else { return false }
        }
    }
}
