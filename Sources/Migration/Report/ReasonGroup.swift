import Diagnostics
import RedTrack

/// All findings with one reason, and what they are about: what can be decided at once.
struct ReasonGroup {
    /// A finding, and the campaign that has it; `nil` for a record that is no campaign.
    struct Example {
        let campaign: Int?
        /// What that is called; `nil` when the finding has no name for it.
        let name: String?
        let finding: Diagnostic
    }

    /// How many findings are shown of each reason.
    private static let exampleLimit = 2

    /// The stable name that its findings share.
    let id: String
    private var reason: FindingReason
    private var advice: [FindingReason] = []
    /// The places of the campaigns that have it, in the order of the export; none for records that are no campaigns.
    private(set) var campaigns: [Int] = []
    /// How often it was found.
    private(set) var count = 0
    /// The first findings, each of another campaign or record.
    private(set) var examples: [Example] = []

    private init(_ id: String, _ reason: FindingReason) {
        self.id = id
        self.reason = reason
    }

    /// How many campaigns have it, or how many records.
    var weight: Int { campaigns.isEmpty ? count : campaigns.count }

    /// What it is: `condition language: has no filter`, without names and values that differ.
    var text: String { kind == nil ? reason.text : String(reason.text[subjectEnd...]) }

    /// What to do; without what differs.
    var help: String? { advice.isEmpty ? nil : advice.map(\.text).joined(separator: "; ") }

    /// What it is about: `120 campaigns`, `3 offers`, `12 times`.
    var subject: String {
        if !campaigns.isEmpty {
            let times = count > campaigns.count ? ", \(count) times" : ""
            return MigrationSummary.counted(campaigns.count, "campaign") + times
        }
        if let kind { return "\(count) \(count == 1 ? kind.rawValue : kind.plural)" }
        return count == 1 ? "once" : "\(count) times"
    }

    /// The kind of the records; `nil` when that is not all that a finding is about.
    private var kind: Kind? {
        campaigns.isEmpty ? Kind.allCases.first { reason.text.hasPrefix($0.rawValue + ": ") } : nil
    }

    private var subjectEnd: String.Index {
        reason.text.firstRange(of: ": ")?.upperBound ?? reason.text.startIndex
    }

    private mutating func add(
        _ finding: Diagnostic, _ reason: FindingReason, _ campaign: Int?, called name: String?
    ) {
        self.reason.merge(reason)
        if let help = finding.help.map(FindingReason.init(words:)) {
            if let index = advice.firstIndex(where: { $0.key == help.key }) {
                advice[index].merge(help)
            } else if advice.count < Self.exampleLimit {
                advice.append(help)
            }
        }
        count += 1
        let isFresh = campaign == nil || campaigns.last != campaign
        if let campaign, isFresh { campaigns.append(campaign) }
        if isFresh, examples.count < Self.exampleLimit {
            examples.append(Example(campaign: campaign, name: name, finding: finding))
        }
    }

    /// The reasons that findings of a severity have, those of the most first.
    static func all(in report: MigrationReport, _ severity: Diagnostic.Severity) -> [ReasonGroup] {
        var groups: [ReasonGroup] = []
        var places: [String: Int] = [:]
        func add(_ finding: Diagnostic, _ index: Int?) {
            guard finding.severity == severity else { return }
            let campaign = index.map { report.campaigns[$0] }
            let reason = FindingReason(MigrationSummary.gist(finding, of: campaign))
            let key = "\(index == nil ? "r" : "c")\u{0}\(finding.id)\u{0}\(reason.key)"
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append(ReasonGroup(finding.id, reason))
            }
            groups[place].add(finding, reason, index, called: campaign?.name ?? reason.name)
        }
        for (index, campaign) in report.campaigns.enumerated() {
            for finding in campaign.findings { add(finding, index) }
        }
        for finding in report.findings { add(finding, nil) }
        return groups.indices.sorted { left, right in
            (-groups[left].weight, -groups[left].count, left)
                < (-groups[right].weight, -groups[right].count, right)
        }.map { groups[$0] }
    }
}
