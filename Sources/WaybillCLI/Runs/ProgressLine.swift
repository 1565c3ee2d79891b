import Planning

/// One line that tells how far a run is, as wide as the terminal is now.
struct ProgressLine: Sendable, Hashable {
    /// What the run is doing.
    enum Stage: Sendable, Hashable {
        /// Changes are made.
        case applying
        /// What was touched is read back.
        case verifying(checked: Int, of: Int)
    }

    var stage = Stage.applying
    var total = 0
    var done = 0
    var failed = 0
    var blocked = 0
    var inFlight = 0
    /// Requests that were sent again.
    var retries = 0
    /// Requests a second, smoothed; `nil` while nobody knows.
    var rate: Double?
    /// The time that is left; `nil` while nobody knows.
    var remaining: Duration?
    /// How long the account has asked to be left alone.
    var pause: Duration = .zero
    /// The objects that are under way, the oldest first.
    var current: [String] = []
    /// Whether the run was stopped.
    var isStopping = false

    /// The line for a terminal of so many columns; never longer than that.
    func text(columns: Int) -> String {
        // The last column stays free: some terminals wrap as soon as it is written.
        let room = max(columns - 1, 10)
        let (part, whole) = position
        var text = room >= 60 ? Self.bar(part, whole, width: room >= 100 ? 30 : 20) + " " : ""
        for item in items {
            let next = text.isEmpty || text.hasSuffix(" ") ? text + item : text + "  " + item
            if DisplayWidth.of(next) > room { break }
            text = next
        }
        guard case .applying = stage, pause == .zero else { return DisplayWidth.prefix(of: text, room) }
        return DisplayWidth.prefix(of: text + objects(room - DisplayWidth.of(text)), room)
    }

    /// The same for a log: without a bar and without the objects.
    var plainText: String {
        if case .verifying(let checked, let whole) = stage { return "read back \(checked) of \(whole)" }
        let percent = Self.percent(done, total)
        var parts = ["\(done) of \(total) done (\(percent) %)"]
        if pause > .zero {
            parts.append(pauseText)
        } else {
            if let rate { parts.append("\(Self.number(rate)) requests a second") }
            if let remaining { parts.append("\(Self.time(remaining)) left") }
        }
        parts.append("\(inFlight) under way")
        if failed > 0 { parts.append("\(failed) failed") }
        if blocked > 0 { parts.append("\(blocked) blocked") }
        return parts.joined(separator: ", ")
    }

    private var position: (Int, Int) {
        if case .verifying(let checked, let whole) = stage { (checked, whole) } else { (done, total) }
    }

    /// What is said, the most important first.
    private var items: [String] {
        if case .verifying(let checked, let whole) = stage { return ["reading back \(checked)/\(whole)"] }
        var items = ["\(done)/\(total)", "\(Self.percent(done, total)) %"]
        if failed > 0 { items.append("\(failed) failed") }
        if blocked > 0 { items.append("\(blocked) blocked") }
        if isStopping { items.append("stopping") }
        if pause > .zero {
            items.append(pauseText)
        } else {
            if let rate { items.append("\(Self.number(rate))/s") }
            if let remaining { items.append("\(Self.time(remaining)) left") }
        }
        items.append("\(inFlight) under way")
        if retries > 0 { items.append("\(retries) sent again") }
        return items
    }

    private var pauseText: String { "paused \(Self.time(pause)): the account asked for it" }

    /// As many objects as there is room for.
    private func objects(_ room: Int) -> String {
        var text = ""
        for (index, name) in current.enumerated() {
            let next = text + (index == 0 ? "  " : ", ") + TerminalText.safe(name)
            let isLast = index == current.count - 1
            if DisplayWidth.of(next) + (isLast ? 0 : 3) > room {
                return text.isEmpty ? "" : text + ", \u{2026}"
            }
            text = next
        }
        return text
    }

    private static func bar(_ part: Int, _ whole: Int, width: Int) -> String {
        let filled = whole > 0 ? min(max(part, 0) * width / whole, width) : 0
        let head = filled > 0 && filled < width ? ">" : ""
        return "[" + String(repeating: "=", count: filled - head.count) + head
            + String(repeating: " ", count: width - filled) + "]"
    }

    /// Whole percent; 100 only when all is done.
    private static func percent(_ part: Int, _ whole: Int) -> Int { whole > 0 ? part * 100 / whole : 100 }

    /// A rate with a decimal place while that says something.
    private static func number(_ rate: Double) -> String {
        let tenths = Int((max(min(rate, 1e9), 0) * 10).rounded())
        return tenths < 100 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10)" : "\((tenths + 5) / 10)"
    }

    /// `34 s`, `2 min 5 s`, `3 h 20 min`; what is begun counts as a whole second.
    static func time(_ duration: Duration) -> String {
        let (whole, fraction) = max(duration, .zero).components
        let seconds = Int(whole) + (fraction > 0 ? 1 : 0)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min" + (seconds % 60 > 0 ? " \(seconds % 60) s" : "") }
        return "\(seconds / 3_600) h \(seconds / 60 % 60) min"
    }
}
