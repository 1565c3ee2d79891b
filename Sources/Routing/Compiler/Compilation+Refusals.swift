extension Compilation {
    /// Refuses fields without a filter on which the routing depends.
    func checkFilters(_ support: Set<Int>) throws(RoutingRefusal) {
        let fields = Set(support.map { axes[$0] }.filter { $0.form == .noFilter }.map(\.field))
        if fields.isEmpty { return }
        var obstacles: [RoutingRefusal.Obstacle] = []
        for branch in live.branches {
            for test in branch.condition.tests where fields.contains(test.field) {
                obstacles.append(
                    RoutingRefusal.Obstacle(
                        code: .noFilter, origin: branch.origin.inside("condition \(test.label)"),
                        message: "RedTrack has no filter on \(test.field)",
                        help: compiler.profile.isFilteredToday(test.field)
                            ? "RedTrack's API of today has one, the document of 2018 has not"
                            : "leaving out only the condition would send more clicks to the rule",
                        place: test.place ?? live.tree.place))
            }
        }
        throw RoutingRefusal(obstacles: obstacles)
    }

    /// The refusal of what has more outcomes than one.
    func tooComplex() -> RoutingRefusal {
        RoutingRefusal(obstacles: [
            RoutingRefusal.Obstacle(
                code: .tooComplex, origin: live.tree.origin,
                message: "its rules overlap in more ways than can be worked out",
                help: "split the campaign, or move fewer of its rules", place: live.tree.place)
        ])
    }

    /// The refusal of clicks that filters cannot tell apart as they must.
    func inexpressible(_ obstruction: BoxPlanner.Obstruction) -> RoutingRefusal {
        let fields = Set(obstruction.axes.map { axes[$0].field })
        let names = fields.sorted().map(\.name).joined(separator: ", ")
        let found = live.branches.flatMap { branch in
            branch.condition.tests.filter { fields.contains($0.field) }.map { (branch, $0) }
        }
        let origin = found.first.map { $0.origin.inside("condition \($1.label)") } ?? live.tree.origin
        let others = Set(found.map { $0.0.origin.withinCampaign }).subtracting([
            found.first?.0.origin.withinCampaign ?? ""
        ])
        var message = reason(obstruction, names)
        if !others.isEmpty { message += " (also tested in \(others.sorted().joined(separator: ", ")))" }
        return RoutingRefusal(obstacles: [
            RoutingRefusal.Obstacle(
                code: .inexpressible, origin: origin, message: message,
                help:
                    "give each value a rule of its own where nothing after it needs the other values, or leave out the rule",
                place: found.first?.1.place ?? live.tree.place)
        ])
    }

    private func reason(_ obstruction: BoxPlanner.Obstruction, _ names: String) -> String {
        let context = obstruction.context.sorted { $0.key < $1.key }.compactMap { index, members -> String? in
            let axis = axes[index]
            if members.count == axis.count { return nil }
            let isRest = axis.hasOthers && members.contains(axis.last)
            let listed = isRest ? (0..<axis.last).filter { !members.contains($0) } : members
            let values = listed.flatMap { axis.values[$0] }.sorted()
            let text = values.prefix(4).joined(separator: ", ") + (values.count > 4 ? ", ..." : "")
            return "\(axis.field) is \(isRest ? "not " : "")\(text)"
        }
        let region = context.isEmpty ? "" : " where \(context.joined(separator: " and "))"
        let forms = Set(obstruction.axes.map { axes[$0].field })
        let limit =
            if forms == [.bots] {
                "a filter cannot say which of several lists of bots a click is on"
            } else if forms.count > 1 {
                "the filters of a stream cannot combine \(names) so"
            } else {
                "a filter holds one value, so that \"none of these\" has no form"
            }
        return "clicks\(region) part by \(names) in a way that streams cannot say: \(limit)"
    }
}
