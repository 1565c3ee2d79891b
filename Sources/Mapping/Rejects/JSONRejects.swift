internal import Feeds

/// Rejected records of JSON, inside the smallest text in which the template finds them.
struct JSONRejects: RejectForm {
    private let isLines: Bool
    private let paths: [JSONRecordPath]
    private var isMap = false
    private var isWhole = false
    private var before: [UInt8] = []
    private var after: [UInt8] = []

    init(_ options: JSONRecordOptions) {
        isLines = options.records.isEmpty && (options.framing == .lines || options.framing == .sequence)
        paths = options.records
    }

    /// Chooses the form of the feed that the records have: those of a map have keys.
    private mutating func choosePath(_ record: Record) {
        let steps = paths.map { Self.steps($0.description) }
        let path = steps.first { ($0.last == ".*") == (record.key != nil) } ?? steps.first ?? []
        isWhole = paths.first == .whole
        enclose(path)
    }

    private mutating func enclose(_ path: [String]) {
        var steps = path
        isMap = steps.last == ".*"
        if isMap || steps.last == "[*]" { steps.removeLast() }
        var before = ""
        var after = ""
        for step in steps {
            if step == ".*" {
                before += "{\"feed\":"
                after = "}" + after
            } else if step == "[*]" {
                before += "["
                after = "]" + after
            } else if step.hasPrefix("["), let index = Int(step.dropFirst().dropLast()) {
                before += "[" + String(repeating: "null,", count: min(index, 10_000))
                after = "]" + after
            } else {
                before += "{\(step.hasPrefix("\"") ? step : "\"\(step)\""):"
                after = "}" + after
            }
        }
        self.before = Array((before + (isMap ? "{\n" : "[\n")).utf8)
        self.after = Array(((isMap ? "\n}" : "\n]") + after + "\n").utf8)
    }

    /// The steps of a path as ``JSONRecordPath`` writes it.
    private static func steps(_ path: String) -> [String] {
        var steps: [String] = []
        var step = ""
        var isQuoted = false
        var isEscaped = false
        func isBracket() -> Bool { step.hasPrefix("[") }
        for character in path where path != "@" {
            if isQuoted {
                step.append(character)
                if character == "\"", !isEscaped { isQuoted = false }
                isEscaped = character == "\\" && !isEscaped
                continue
            }
            switch character {
            case "." where !isBracket() || step.hasSuffix("]"), "[":
                if !step.isEmpty { steps.append(step) }
                step = character == "[" ? "[" : ""
            case "\"":
                isQuoted = true
                step.append(character)
            default: step.append(character)
            }
        }
        if !step.isEmpty { steps.append(step) }
        return steps.map { $0 == "*" ? ".*" : ($0 == "[]" ? "[*]" : $0) }
    }

    var tail: [UInt8] { isLines || isWhole ? Array("\n".utf8) : after }

    mutating func head(_ record: Record) -> [UInt8] {
        choosePath(record)
        return isLines || isWhole ? [] : before
    }

    func add(_ record: Record, reason: String, place: String, isFirst: Bool, to bytes: inout [UInt8]) {
        if !isFirst { bytes += Array((isLines || isWhole ? "\n" : ",\n").utf8) }
        if isMap {
            let key = record.key ?? "record \(record.number)"
            RecordText.appendQuoted(Array(key.utf8)[...], to: &bytes)
            bytes.append(UInt8(ascii: ":"))
        }
        guard record.nodes.first?.kind == .map else {
            // There is no room for a reason in a value that is no map.
            return RecordText.append(of: record, to: &bytes)
        }
        bytes += Array("{\"\(RejectMark.member)\":{\"reason\":".utf8)
        RecordText.appendQuoted(Array(reason.utf8)[...], to: &bytes)
        bytes += Array(",\"place\":".utf8)
        RecordText.appendQuoted(Array(place.utf8)[...], to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        var child = 1
        while child < record.nodes.count {
            if record.name(of: child) != RejectMark.member {
                bytes.append(UInt8(ascii: ","))
                RecordText.appendQuoted(record.bytes[record.nameRange(of: child)], to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                RecordText.append(child, of: record, to: &bytes)
            }
            child = max(child + 1, Int(record.nodes[child].end))
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
