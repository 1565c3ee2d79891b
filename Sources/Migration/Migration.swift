package import Diagnostics
internal import Feeds
package import Manifests
internal import Mapping
internal import RedTrack
package import Routing

/// What a tracker's export becomes: manifest objects, and for each campaign how it fared.
package struct Migration: Sendable {
    /// A campaign of the tracker.
    package struct Campaign: Sendable {
        /// What the tracker calls it.
        package let name: String
        /// Its key in the manifest.
        package let key: String
        /// The rules that the tracker routes by; `nil` when they cannot be read.
        package let tree: RuleTree?
        /// The streams that it becomes; none when it is refused.
        package let streams: [RoutedStream]
        /// What the proof found; `nil` when there are no streams to compare.
        package let verdict: RoutingProof.Verdict?
        /// Why it is refused, as errors, and what deserves a look, as warnings.
        package let findings: [Diagnostic]

        /// Whether it is moved.
        package var isMigrated: Bool { verdict?.isEquivalent ?? false }
    }

    /// The objects, those without which the campaigns cannot be first.
    package private(set) var objects: [ManifestObject] = []
    /// The campaigns, in the order of the export.
    package private(set) var campaigns: [Campaign] = []
    /// What is wrong with other records, each of which gave nothing.
    package private(set) var findings: [Diagnostic] = []
    /// The fields of the export that nobody reads and nobody leaves out on purpose, by list.
    package private(set) var lost: [String: [String]] = [:]
    private let accounted: Set<String>
    private let prefix: String
    private let compiler: RoutingCompiler

    /// Moves an export.
    /// - Parameters:
    ///   - export: the saved answers.
    ///   - template: what they become.
    ///   - parameters: what the user gives, by the name of the parameter.
    ///   - compiler: how streams are made.
    /// - Throws: what is wrong with the template, or with a list as a whole.
    package init(
        _ export: TrackerExport, _ template: TrackerTemplate, parameters: [String: String] = [:],
        compiler: RoutingCompiler = RoutingCompiler()
    ) throws(DiagnosticsError) {
        prefix = FeedSource.keyPrefix(of: template.name)
        self.compiler = compiler
        let given = Set(export.files.keys)
        accounted = Set(template.inputs.filter(\.makesObjects).map(\.joinName))
        for input in template.inputs {
            guard let files = export.files[input.name],
                let made = try template.template(for: input, enveloped: export.enveloped, given: given)
            else { continue }
            var joins: [String: FeedInput] = [:]
            for other in template.inputs where input.joins.contains(other.name) {
                if let files = export.files[other.name] { joins[other.joinName] = FeedInput(paths: files) }
            }
            try read(
                FeedSource(
                    name: template.name, input: FeedInput(paths: files), template: made,
                    parameters: parameters,
                    joins: joins), input.name)
        }
        refuseDanglingCampaigns()
    }

    private mutating func read(_ source: FeedSource, _ list: String) throws(DiagnosticsError) {
        var feed = try FeedImport(source)
        var record = Record()
        var made: [MappedObject] = []
        while let step = feed.next(&record, into: &made) {
            switch step {
            case .made: add(&made, of: record, feed.file)
            case .skipped: break
            case .rejected(let problems): findings += problems.map { $0.diagnostic(file: feed.file) }
            case .broken(let fault):
                guard fault.error.isRecoverable else { throw DiagnosticsError([fault.diagnostic]) }
                findings.append(fault.diagnostic)
            }
        }
        feed.finish(into: &made)
        add(&made, of: nil, feed.file)
        // The fields of a list that makes objects itself are accounted for there.
        let lostFields = feed.summary.lost.filter { !($0.join.map(accounted.contains) ?? false) }
        let paths = lostFields.map(\.path).sorted()
        if !paths.isEmpty { lost[list] = paths }
    }

    private mutating func add(_ made: inout [MappedObject], of record: Record?, _ file: String) {
        for object in made {
            let node = object.node(of: record)
            let place = SourcePlace(file: file, position: object.fields.position)
            var members = (node.value.members ?? []).filter { $0.name != "key" }
            for index in members.indices {
                guard let field = object.kind.fields.first(where: { $0.manifestName == members[index].name }),
                    case .reference = field.type, let id = members[index].node.value.string
                else { continue }
                members[index].node.value = .string(prefix + id)
            }
            if object.kind == .campaign {
                addCampaign(object.key, &members, place)
            } else {
                add(object.kind, object.key, members, place)
            }
        }
        made.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ kind: Kind, _ key: String, _ members: [Member], _ place: SourcePlace) {
        do throws(DiagnosticsError) {
            objects.append(try ManifestObject.made(kind, key: prefix + key, members, at: place))
        } catch {
            findings += error.diagnostics
        }
    }

    private mutating func addCampaign(_ key: String, _ members: inout [Member], _ place: SourcePlace) {
        let name = members.first { $0.name == "title" }?.node.value.string ?? key
        guard let index = members.firstIndex(where: { $0.name == RoutingShape.name }) else {
            let missing = Diagnostic(
                .error, "migration.no-routing",
                "campaign \"\(name)\": its rules and paths are not in the export",
                at: place)
            campaigns.append(refused(name, key, nil, [missing]))
            return
        }
        var reader = RoutingReader(file: place.file)
        let tree = reader.tree(name, members.remove(at: index).node)
        guard reader.findings.isEmpty else {
            campaigns.append(refused(name, key, tree, reader.findings))
            return
        }
        do throws(RoutingRefusal) {
            let compiled = try compiler.compile(tree)
            let verdict = RoutingProof().compare(tree, with: compiled.streams)
            let campaign = Campaign(
                name: name, key: prefix + key, tree: tree, streams: compiled.streams, verdict: verdict,
                findings: compiled.notes)
            campaigns.append(campaign)
            guard verdict.isEquivalent else { return }
            let prefix = prefix
            let streams = StreamFields.value(
                compiled.streams, offer: { prefix + $0 }, landing: { prefix + $0 })
            members.append(Member("streams", Node(streams, at: place.position ?? .start)))
            add(.campaign, key, members, place)
        } catch {
            campaigns.append(refused(name, key, tree, error.obstacles.map(\.diagnostic)))
        }
    }

    private func refused(_ name: String, _ key: String, _ tree: RuleTree?, _ findings: [Diagnostic])
        -> Campaign
    {
        Campaign(name: name, key: prefix + key, tree: tree, streams: [], verdict: nil, findings: findings)
    }

    /// A campaign that leads to something that is not there would be a plan that cannot be applied.
    private mutating func refuseDanglingCampaigns() {
        var known: [Kind: Set<String>] = [:]
        for object in objects { known[object.kind, default: []].insert(object.key) }
        for (index, campaign) in campaigns.enumerated() where campaign.isMigrated {
            var missing: [String] = []
            for stream in campaign.streams {
                missing += stream.offers.map(\.id).filter { !(known[.offer]?.contains(prefix + $0) ?? false) }
                    .map {
                        "offer \($0)"
                    }
                missing += stream.landings.map(\.id).filter {
                    !(known[.landing]?.contains(prefix + $0) ?? false)
                }
                .map { "landing \($0)" }
            }
            let findings = Set(missing).sorted().map { name in
                Diagnostic(
                    .error, "migration.dangling",
                    "campaign \"\(campaign.name)\": \(name) is used by its paths and is not in the export",
                    at: campaign.tree?.place,
                    help: "an export made with a limited key lacks objects; save the lists again")
            }
            guard !findings.isEmpty else { continue }
            campaigns[index] = Campaign(
                name: campaign.name, key: campaign.key, tree: campaign.tree, streams: [], verdict: nil,
                findings: campaign.findings + findings)
            objects.removeAll { $0.kind == .campaign && $0.key == campaign.key }
        }
    }
}
