package import Diagnostics
package import Feeds
internal import JMESPath

/// Takes in the records of a join.
///
/// ```swift
/// var builder = try JoinBuilder(template, "campaign", file: path)
/// while !builder.isFull, try reader.next(&record) { builder.add(record) }
/// let data = try builder.finish()
/// ```
package struct JoinBuilder {
    /// The join that is built.
    package let join: TemplateJoin
    /// What the records come from, for messages; to be changed between pages.
    package var file: String
    /// Whether no more records can be held: what follows need not be read.
    package private(set) var isFull = false

    private let expression: Expression
    private var state: EvaluationState
    private var bytes: [UInt8] = []
    private var nodes: [RecordNode] = []
    private var entries: [JoinData.Entry] = []
    private var index = JoinIndex()
    /// The later records of a key, by its first one.
    private var followers: [Int: [Int]] = [:]
    /// What the records come from, and for each which of them.
    private var files: [String] = []
    private var fileOfEntry: [Int32] = []
    private let keepsPlaces: Bool
    /// Whether a record that nothing can find is left out and said, instead of ending all: what needs it is refused then.
    ///
    /// So it is for trackers, unless all records with a key count: one without a key may be any of them.
    package let leavesOutFaulty: Bool
    private var names: [[UInt8]: UInt32] = [:]
    private var findings: [Diagnostic] = []
    private var faults = 0
    /// What ended the join.
    private var failure: Diagnostic?
    /// How many records were given.
    private var count = 0
    private let templateFile: String

    /// How many faults are named one by one.
    private static let mostFindings = 100

    /// Starts a join.
    /// - Parameters:
    ///   - template: the template.
    ///   - name: the name of the join in it.
    ///   - parameters: what the user gives, by the name of the parameter.
    ///   - file: what the records come from, for messages.
    /// - Throws: `template.join` when the template has no such join, `template.expression` when its key needs a
    ///   parameter that is not given rightly.
    package init(
        _ template: Template, _ name: String, parameters: [String: String] = [:], file: String
    ) throws(DiagnosticsError) {
        guard let join = template.joins.first(where: { $0.name == name }) else {
            throw DiagnosticsError([JoinFindings.unknown(name, in: template)])
        }
        self.join = join
        self.file = file
        templateFile = template.file
        keepsPlaces = template.dialect == .tracker
        leavesOutFaulty =
            template.dialect == .tracker && !TemplateReads.lists(name, in: template)
        expression = try TemplateCompiler.key(of: join, in: template, parameters: parameters)
        state = EvaluationState()
    }

    /// Holds a record. What is wrong with it is said at the end.
    package mutating func add(_ record: Record) {
        guard !isFull, !record.nodes.isEmpty else { return }
        count += 1
        guard let key = key(of: record) else { return }
        let earlier = index.find(key.span, entries, bytes)
        if let earlier {
            switch leavesOutFaulty ? .error : join.duplicates {
            case .error:
                let first = entries[earlier]
                return fault(
                    "duplicate",
                    "join \(join.name): the key \(ValueError.quoted(key.span)) was used by record \(first.number) "
                        + "(line \(first.position.line))", at: record.position,
                    help: "correct the file, or let the template say duplicates: first or last")
            case .first: return
            case .last, .all: break
            }
        }
        if let limit = exceededLimit(record, key) {
            isFull = true
            return fail(
                "limit", "join \(join.name) has more than \(limit)", at: record.position,
                help: "a join is held in memory: give a smaller file, or make the join the feed")
        }
        hold(record, key)
        if let earlier, join.duplicates == .all {
            followers[earlier, default: []].append(entries.count - 1)
        } else {
            index.insertLast(of: entries, bytes)
        }
        guard keepsPlaces else { return }
        if files.last != file { files.append(file) }
        fileOfEntry.append(Int32(clamping: files.count - 1))
    }

    /// What was held.
    /// - Throws: `mapping.*` for everything that was wrong with the records.
    package func finish() throws(DiagnosticsError) -> JoinData {
        var all = findings
        if faults > findings.count, let last = findings.last {
            all.append(
                Diagnostic(
                    .error, last.id, "join \(join.name) has \(faults - findings.count) more faults",
                    at: last.place))
        }
        if let failure { throw DiagnosticsError(all + [failure]) }
        if !leavesOutFaulty, !all.isEmpty { throw DiagnosticsError(all) }
        return JoinData(
            name: join.name, bytes: bytes, nodes: nodes, entries: entries, index: index, followers: followers,
            places: keepsPlaces ? JoinData.Places(files: files, fileOfEntry: fileOfEntry) : nil, findings: all
        )
    }

    // MARK: Keys

    private mutating func key(of record: Record) -> [UInt8]? {
        do throws(ExpressionError) {
            let value = try expression.evaluate(record, state: &state)
            switch value.kind(in: record) {
            case .string, .number:
                if let text = value.text(in: record), !text.isEmpty { return Array(text.utf8) }
                fault(
                    "empty", "join \(join.name): the key is empty", at: record.position,
                    help: "every record needs a key")
            case .null:
                fault(
                    "empty", "join \(join.name): the record has no key", at: record.position,
                    help: "every record needs a key")
            default:
                fault(
                    "value", "join \(join.name): the key must be a text or a number", at: record.position,
                    help: "change the key of the join")
            }
        } catch {
            let entry = error.entry.flatMap { record.nodes.indices.contains($0) ? $0 : nil }
            fault(
                "value", "join \(join.name): the key: \(error.message)",
                at: entry.map { record.position(of: $0) } ?? record.position, help: error.help)
        }
        return nil
    }

    private mutating func fault(_ word: String, _ message: String, at position: SourcePosition, help: String?)
    {
        faults += 1
        guard findings.count < Self.mostFindings else { return }
        findings.append(diagnostic(word, message, at: position, help: help))
    }

    /// Ends the join, whatever it leaves out.
    private mutating func fail(_ word: String, _ message: String, at position: SourcePosition, help: String) {
        failure = diagnostic(word, message, at: position, help: help)
    }

    private func diagnostic(
        _ word: String, _ message: String, at position: SourcePosition, help: String?
    ) -> Diagnostic {
        let rule = "see \(SourcePlace(file: templateFile, position: join.position))"
        let outcome = leavesOutFaulty ? "it is left out, and what needs it is refused; " : ""
        return Diagnostic(
            .error, "mapping.\(word)", message, at: SourcePlace(file: file, position: position),
            help: outcome + (help.map { "\($0); \(rule)" } ?? rule))
    }

    // MARK: Memory

    /// What the record would exceed, in words.
    private func exceededLimit(_ record: Record, _ key: [UInt8]) -> String? {
        if entries.count >= join.limit { return "\(join.limit) records" }
        let perNode = MemoryLayout<RecordNode>.stride
        let held = bytes.count + nodes.count * perNode
        // The texts of a record are no longer than its bytes.
        let more = record.bytes.count + key.count + record.nodes.count * perNode
        return held + more > TemplateJoin.mostBytes ? "\(TemplateJoin.mostBytes >> 20) MiB of records" : nil
    }

    private mutating func hold(_ record: Record, _ key: [UInt8]) {
        let keyStart = UInt32(clamping: bytes.count)
        bytes += key
        let keyEnd = UInt32(clamping: bytes.count)
        let start = UInt32(clamping: nodes.count)
        for index in record.nodes.indices {
            var node = record.nodes[index]
            if node.kind == .string || node.kind == .number {
                let text = record.textRange(of: index)
                node.textStart = UInt32(clamping: bytes.count)
                bytes.append(record.bytes.span, in: text)
            }
            if node.nameCount > 0 {
                node.nameStart = place(ofName: Array(record.bytes[record.nameRange(of: index)]))
            }
            node.place = 0
            node.namePlace = 0
            nodes.append(node)
        }
        entries.append(
            JoinData.Entry(
                node: start, nodeCount: UInt32(clamping: record.nodes.count), key: keyStart..<keyEnd,
                position: record.position, number: count))
    }

    /// Where a name stands; every name is kept once, unless there are very many.
    private mutating func place(ofName name: [UInt8]) -> UInt32 {
        if let place = names[name] { return place }
        let place = UInt32(clamping: bytes.count)
        bytes += name
        if names.count < 10_000 { names[name] = place }
        return place
    }
}
