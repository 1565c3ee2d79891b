internal import Diagnostics
internal import Feeds
internal import Manifests
internal import Mapping
internal import RedTrack

/// Everything that an export holds, as far as the template reads it.
struct TrackerObjects: Sendable {
    /// The objects of the lists, in their order.
    private(set) var order: [TrackerReference] = []
    private var objects: [TrackerReference: TrackerObject] = [:]
    /// What is left out on purpose, with the reason.
    private(set) var skipped: [(reference: TrackerReference, title: String, reason: String)] = []
    private var skipReasons: [TrackerReference: String] = [:]
    /// What cannot be read, with the first reason.
    private var rejected: [TrackerReference: Diagnostic] = [:]
    /// Campaigns that cannot be read.
    private(set) var rejectedCampaigns: [(id: String, title: String, findings: [Diagnostic])] = []
    /// What is wrong with records: of very many the first, and how many there are beyond them.
    var findings: [Diagnostic] {
        guard omitted > 0 else { return kept }
        return kept + [
            Diagnostic(
                .error, "migration.more", "\(omitted) more findings about records are not listed", at: nil,
                help:
                    "correct what is listed and migrate again; so many of one kind speak against the template"
            )
        ]
    }
    private var kept: [Diagnostic] = []
    private var omitted = 0
    /// The fields that are lost and those that are left out, by list.
    private(set) var lost: [String: [Migration.FieldCount]] = [:]
    private(set) var ignored: [String: [Migration.FieldCount]] = [:]
    /// The lists without objects of their own of which it was said which records are left out.
    private var told: Set<String> = []

    /// So many findings of records are kept: a template that does not fit has one for each.
    private static let mostFindings = 1_000

    /// Reads all lists.
    /// - Throws: what is wrong with the template, or with a list as a whole.
    init(
        _ export: TrackerExport, _ template: TrackerTemplate, _ parameters: [String: String]
    ) throws(DiagnosticsError) {
        // The fields of a list that makes objects itself are accounted for there.
        let accounted = Set(template.inputs.filter(\.makesObjects).map(\.joinName))
        for input in template.inputs {
            guard let files = export.files[input.name],
                let made = try template.template(for: input, of: export)
            else { continue }
            var source = FeedSource(
                name: template.name, input: FeedInput(paths: files), template: made,
                parameters: parameters)
            source.isNamedByFile = export.folders.contains(input.name)
            for other in template.inputs where input.joins.contains(other.name) {
                guard let files = export.files[other.name] else { continue }
                source.joins[other.joinName] = FeedInput(paths: files)
                if export.folders.contains(other.name) { source.joinsNamedByFile.insert(other.joinName) }
            }
            try read(source, input.name, accounted)
        }
    }

    /// An object, if there is one.
    subscript(_ reference: TrackerReference) -> TrackerObject? { objects[reference] }

    /// Why an object is left out on purpose; `nil` when it is not.
    func skipReason(_ reference: TrackerReference) -> String? {
        objects[reference] == nil ? skipReasons[reference] : nil
    }

    /// Why an object cannot be read; `nil` when it is none of the export, or can.
    func fault(_ reference: TrackerReference) -> Diagnostic? { rejected[reference] }

    /// Adds an object that the export does not have.
    mutating func add(_ object: TrackerObject) {
        let reference = TrackerReference(object.kind, object.id)
        if objects.updateValue(object, forKey: reference) == nil { order.append(reference) }
    }

    // MARK: Reading

    private mutating func read(
        _ source: FeedSource, _ list: String, _ accounted: Set<String>
    ) throws(DiagnosticsError) {
        var feed = try FeedImport(source)
        // What is wrong with a list that makes objects is said where it makes them.
        for (name, faults) in feed.joinFindings.sorted(by: { $0.key < $1.key })
        where !accounted.contains(name) && told.insert(name).inserted { add(faults) }
        var record = Record()
        var made: [MappedObject] = []
        while let step = feed.next(&record, into: &made) {
            switch step {
            case .made, .skipped: take(&made, of: record, feed)
            case .rejected(let problems): reject(problems, feed)
            case .broken(let fault):
                guard fault.error.isRecoverable else { throw DiagnosticsError([fault.diagnostic]) }
                add([fault.diagnostic])
            }
        }
        feed.finish(into: &made)
        take(&made, of: nil, feed)
        let summary = feed.summary
        for note in summary.notes where note.join == nil {
            let times = note.count == 1 ? "" : ", \(note.count) times"
            add([
                Diagnostic(
                    .warning, "migration.note", "\(list): \(note.message)\(times)",
                    at: SourcePlace(file: source.input.paths.first ?? list, position: note.first))
            ])
        }
        let isOwn = { (use: FieldUse) in !(use.join.map(accounted.contains) ?? false) }
        let lost = summary.lost.filter(isOwn)
        let ignored = summary.ignored.filter(isOwn)
        if !lost.isEmpty { self.lost[list] = lost.map(Migration.FieldCount.init) }
        if !ignored.isEmpty { self.ignored[list] = ignored.map(Migration.FieldCount.init) }
    }

    private mutating func take(_ made: inout [MappedObject], of record: Record?, _ feed: FeedImport) {
        for object in made {
            let node = object.node(of: record)
            let members = (node.value.members ?? []).filter { $0.name != "key" }
            let title = members.first { $0.name == "title" }?.node.value.string
            add(
                TrackerObject(
                    kind: object.kind, id: object.key, title: title ?? object.key,
                    place: SourcePlace(file: feed.file, position: object.fields.position), members: members,
                    remarks: object.remarks))
        }
        made.removeAll(keepingCapacity: true)
        // What waited for the end of the list is of no record.
        guard record != nil else { return }
        for object in feed.leftOut {
            guard let reason = object.reason, let key = object.key else { continue }
            let reference = TrackerReference(object.kind, key)
            skipReasons[reference] = reason
            skipped.append((reference, object.title ?? key, reason))
        }
    }

    private mutating func reject(_ problems: [MappingProblem], _ feed: FeedImport) {
        let diagnostics = problems.map { $0.diagnostic(file: feed.file) }
        let wrong = feed.leftOut.filter { $0.reason == nil }
        var isCampaign = false
        for object in wrong {
            guard let key = object.key, let first = diagnostics.first else { continue }
            let reference = TrackerReference(object.kind, key)
            rejected[reference] = first
            // One that was read before is only there a second time.
            if object.kind == .campaign, objects[reference] == nil {
                rejectedCampaigns.append((key, object.title ?? key, diagnostics))
                isCampaign = true
            }
        }
        // What is said of a campaign stands with the campaign.
        if !isCampaign { add(diagnostics) }
    }

    private mutating func add(_ diagnostics: [Diagnostic]) {
        let room = max(0, Self.mostFindings - kept.count)
        kept += diagnostics.prefix(room)
        omitted += max(0, diagnostics.count - room)
    }
}
