/// What changes in a file, line by line, as `diff -u` and git show it.
struct UnifiedDiff {
    private let old: [ArraySlice<UInt8>]
    private let new: [ArraySlice<UInt8>]
    /// How many lines around a change are shown.
    private static let context = 3

    private enum Line {
        case same(ArraySlice<UInt8>)
        case removed(ArraySlice<UInt8>)
        case added(ArraySlice<UInt8>)
    }

    private init(_ old: [UInt8], _ new: [UInt8]) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
    }

    /// The difference between two versions of a file; `nil` for a version that there is not.
    static func text(_ old: [UInt8]?, _ new: [UInt8], path: String) -> String {
        let diff = UnifiedDiff(old ?? [], new)
        let hunks = diff.hunks()
        guard !hunks.isEmpty else { return "" }
        return "--- \(old == nil ? "/dev/null" : path)\n+++ \(path)\n" + hunks
    }

    /// The lines with their ends.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private func script() -> [Line] {
        // What is the same at both ends is not looked at: most of a file is.
        var head = 0
        while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
        var tail = 0
        while tail < old.count - head, tail < new.count - head,
            old[old.count - 1 - tail] == new[new.count - 1 - tail]
        {
            tail += 1
        }
        let before = old[head..<old.count - tail]
        let after = new[head..<new.count - tail]
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in Array(after).difference(from: Array(before)) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var script = old[..<head].map(Line.same)
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if left < before.count, removed.contains(left) {
                script.append(.removed(before[head + left]))
                left += 1
            } else if right < after.count, inserted.contains(right) {
                script.append(.added(after[head + right]))
                right += 1
            } else {
                script.append(.same(before[head + left]))
                left += 1
                right += 1
            }
        }
        return script + old[(old.count - tail)...].map(Line.same)
    }

    private func hunks() -> String {
        let script = script()
        let changed = script.indices.filter { if case .same = script[$0] { false } else { true } }
        var text = ""
        var next = 0
        // Positions in both files at the start of each line of the script.
        var places: [(old: Int, new: Int)] = [(0, 0)]
        for line in script {
            let place = places[places.count - 1]
            switch line {
            case .same: places.append((place.old + 1, place.new + 1))
            case .removed: places.append((place.old + 1, place.new))
            case .added: places.append((place.old, place.new + 1))
            }
        }
        while next < changed.count {
            let first = max(0, changed[next] - Self.context)
            var last = changed[next]
            while next < changed.count, changed[next] <= last + 2 * Self.context + 1 {
                last = changed[next]
                next += 1
            }
            let end = min(script.count, last + Self.context + 1)
            let (from, to) = (places[first], places[end])
            text += "@@ -\(Self.range(from.old, to.old)) +\(Self.range(from.new, to.new)) @@\n"
            for line in script[first..<end] {
                switch line {
                case .same(let bytes): text += Self.line(" ", bytes)
                case .removed(let bytes): text += Self.line("-", bytes)
                case .added(let bytes): text += Self.line("+", bytes)
                }
            }
        }
        return text
    }

    private static func range(_ start: Int, _ end: Int) -> String {
        let count = end - start
        return count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
    }

    private static func line(_ mark: String, _ bytes: ArraySlice<UInt8>) -> String {
        let isWhole = bytes.last == 0x0A
        let text = String(decoding: isWhole ? bytes.dropLast() : bytes, as: UTF8.self)
        return mark + text + "\n" + (isWhole ? "" : "\\ No newline at end of file\n")
    }
}
