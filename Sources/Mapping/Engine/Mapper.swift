package import Diagnostics
package import Feeds
internal import JMESPath
internal import RedTrack

/// Makes objects of the records of one feed, all or nothing for each record.
///
/// ```swift
/// var mapper = try Mapper(template, parameters: ["network": "MaxNet"])
/// while try reader.next(&record) { let outcome = mapper.map(record, into: &objects) }
/// mapper.finish(into: &objects)
/// ```
package struct Mapper {
    /// What the mapper was made of.
    package let template: Template
    let compiled: CompiledTemplate
    var states: [EvaluationState]
    /// The steps of quick paths, with where their names were found last.
    var trail: [QuickStep]
    /// What is used again for every object and record.
    var builder = ObjectBuilder()
    var open: [(index: Int, count: Int)] = []
    var countries = CountryCollector()
    private var spare = RecordDraft()
    private var isPreviewing = false
    private var previewed: [MappedObject] = []
    private let context: MappingContext
    private var keys = KeyRegister()
    private var losses: LossTree
    /// One for each join, in the order of the template.
    private var joinLosses: [LossTree]
    private var counts = MappingSummary()
    /// Objects that a later record may replace, and where each key stands among them.
    private var held: [MappedObject] = []
    private var heldPlaces: [KeyRegister.Entry: Int] = [:]

    /// Prepares a template for one feed.
    /// - Parameters:
    ///   - template: the template.
    ///   - parameters: what the user gives, by the name of the parameter.
    ///   - joins: the joins, by their names; see ``JoinBuilder``.
    /// - Throws: `template.parameter` and `template.join` for everything that the user gives wrongly, or does not give.
    package init(
        _ template: Template, parameters: [String: String], joins: [String: JoinData] = [:]
    ) throws(DiagnosticsError) {
        try self.init(template, parameters: parameters, joins: joins, isQuick: true)
    }

    /// The same; when it is not quick, every expression is evaluated.
    init(
        _ template: Template, parameters: [String: String], joins: [String: JoinData], isQuick: Bool
    ) throws(DiagnosticsError) {
        self.template = template
        compiled = try TemplateCompiler.compile(
            template, parameters: parameters, joins: joins, isQuick: isQuick)
        let context = MappingContext(JoinUse(template.joins.map { joins[$0.name] }))
        self.context = context
        states = Array(repeating: EvaluationState(context: context), count: compiled.stateCount)
        trail = compiled.book.steps
        let reads = TemplateReads(of: template)
        losses = LossTree(reads.record, template.ignored.filter { $0.join == nil })
        joinLosses = template.joins.map { join in
            LossTree(
                reads.joined[join.name] ?? ReadTree(), template.ignored.filter { $0.join == join.name },
                join: join.name)
        }
    }

    /// What the record that was mapped last did not become: of trackers alone.
    package private(set) var leftOut: [LeftOutObject] = []

    /// Makes objects of a record and adds them to `objects`; when one of them is wrong, none is added.
    package mutating func map(_ record: Record, into objects: inout [MappedObject]) -> MappingOutcome {
        var draft = RecordDraft()
        swap(&draft, &spare)
        defer {
            draft.removeAll()
            swap(&draft, &spare)
        }
        for index in compiled.makes.indices {
            make(index, record, &draft)
            if draft.isSkipped { break }
        }
        if template.dialect == .tracker { leftOut = draft.leftOut }
        let outcome = settle(&draft, record, &objects)
        if !joinLosses.isEmpty {
            var isMapped = false
            if case .made(let count) = outcome { isMapped = count > 0 }
            for (join, record) in context.joins.settle(isMapped: isMapped) { joinLosses[join].add(record) }
        }
        return outcome
    }

    /// Does what ``map(_:into:)`` does, and gives what the record alone became: also the objects that wait for the end
    /// of the feed because a later record may change them.
    package mutating func preview(_ record: Record, into objects: inout [MappedObject]) -> MappingPreview {
        isPreviewing = true
        defer {
            isPreviewing = false
            previewed.removeAll()
        }
        let outcome = map(record, into: &objects)
        return MappingPreview(outcome: outcome, objects: previewed)
    }

    /// What rejected records would have become, as far as it is known.
    package private(set) var rejected = RejectedKeys()

    /// Gives the objects that wait for the end of the feed.
    package mutating func finish(into objects: inout [MappedObject]) {
        for object in held { counts.objects[object.kind, default: 0] += 1 }
        objects += held
        held = []
        heldPlaces = [:]
    }

    /// What became of the records so far.
    package var summary: MappingSummary {
        var summary = counts
        summary.notes = context.notes.all + context.joins.notes
        (summary.lost, summary.ignored) = losses.fields
        for tree in joinLosses {
            summary.lost += tree.fields.lost
            summary.ignored += tree.fields.ignored
        }
        return summary
    }

    // MARK: Settling

    private mutating func settle(
        _ draft: inout RecordDraft, _ record: Record, _ objects: inout [MappedObject]
    ) -> MappingOutcome {
        counts.records += 1
        if !draft.problems.isEmpty {
            counts.rejected += 1
            rejected.add(draft, compiled.makes)
            return .rejected(draft.problems)
        }
        if draft.isSkipped || draft.objects.isEmpty {
            guard let reason = draft.skips.first else {
                counts.withoutObjects += 1
                return .made(0)
            }
            counts.skipped[reason, default: 0] += 1
            return .skipped(reason)
        }
        for reason in draft.skips { counts.skippedObjects[reason, default: 0] += 1 }
        for (object, entry, duplicates) in draft.objects {
            keys.insert(entry, KeyRegister.Origin(record: record.number, line: record.position.line))
            if duplicates.isHeld {
                if let place = heldPlaces[entry] {
                    held[place] = duplicates == .last ? object : ObjectMerger.merge(held[place], object)
                } else {
                    heldPlaces[entry] = held.count
                    held.append(object)
                }
            } else {
                counts.objects[object.kind, default: 0] += 1
                objects.append(object)
            }
        }
        if isPreviewing { previewed = draft.objects.map(\.object) }
        // Macros of another tracker are not left over: a migration translates them.
        for leftover in draft.leftovers where template.dialect == .feed {
            context.notes.add(leftover.note, at: record.position)
        }
        counts.mapped += 1
        losses.add(record)
        return .made(draft.objects.count)
    }

    /// Whether a key may be used, by the policy of its make.
    mutating func accepts(
        _ entry: KeyRegister.Entry, _ make: CompiledMake, _ record: Record, _ draft: inout RecordDraft,
        key keyRange: Range<Int>
    ) -> Bool {
        let earlier = keys.origin(of: entry)
        let isTwice = draft.objects.contains { $0.entry == entry }
        guard earlier != nil || isTwice else { return true }
        switch make.make.duplicates {
        case .last where !isTwice: return true
        case .merge: return true
        case .first:
            draft.skips.append("duplicate key")
            return false
        case .error, .last:
            let shown = ValueError.quoted(builder.bytes.span.extracting(keyRange))
            let place = earlier.map { "record \($0.record) (line \($0.line))" } ?? "this record itself"
            draft.problems.append(
                MappingProblem(
                    message: "\(make.make.kind.rawValue): the key \(shown) was used by \(place)",
                    help: "correct the feed, or choose duplicates: first, last or merge", word: "duplicate",
                    position: record.position,
                    template: SourcePlace(file: template.file, position: make.key.source.position)))
            return false
        }
    }
}

/// What a record is about to become.
struct RecordDraft {
    var objects: [(object: MappedObject, entry: KeyRegister.Entry, duplicates: Template.Duplicates)] = []
    var problems: [MappingProblem] = []
    /// The reasons of what was left out, in order.
    var skips: [String] = []
    /// What the links of the objects still hold.
    var leftovers: [LinkLeftover] = []
    /// The key of the last object that is wrong.
    var rejectedKey: String?
    /// What nothing is made of, when somebody asks.
    var leftOut: [LeftOutObject] = []
    /// Whether the record as a whole is left out.
    var isSkipped = false

    mutating func removeAll() {
        objects.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        skips.removeAll(keepingCapacity: true)
        leftovers.removeAll(keepingCapacity: true)
        rejectedKey = nil
        leftOut.removeAll()
        isSkipped = false
    }
}

extension LinkLeftover {
    /// What the user should know of it.
    fileprivate var note: String {
        switch kind {
        case .placeholder: "\(text) in a link is no macro of RedTrack and stays as it is"
        case .encodedMacro: "\(text) in a link has encoded braces, so that RedTrack does not fill it"
        case .escapedAmpersand: "\(text) in a link stands for &: decode the link with unescape(...)"
        }
    }
}
