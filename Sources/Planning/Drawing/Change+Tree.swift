import Feeds
import RedTrack

extension Plan {
    private static let campaignType = FieldType.record(Kind.campaign.fields)

    /// The tree of a campaign that changes, before and after; `nil` for objects of other kinds.
    package func tree(of change: Change) -> CampaignTree? {
        guard change.address.kind == .campaign else { return nil }
        let before = change.before.map { Draft(wire: $0, type: Self.campaignType) }
        var after: Draft?
        if !change.action.isRemoval, case .record(let sent) = change.body {
            var members = sent
            if case .record(let old)? = before {
                let names = Set(sent.map(\.name))
                members += old.filter { !names.contains($0.name) }
            }
            after = .record(members)
        }
        return CampaignTree(
            title: change.title.isEmpty ? change.address.key : change.title, before: before, after: after,
            name: names.name)
    }
}
