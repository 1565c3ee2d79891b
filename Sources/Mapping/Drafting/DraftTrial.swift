internal import Diagnostics
internal import Feeds
internal import RedTrack

/// Runs a draft on the sample, and takes back what does not hold there.
struct DraftTrial {
    private let name: String
    private let format: DraftFormat
    private let records: [Record]
    /// What the draft is tried with: nothing is made without a link, so it has one.
    let parameters: [String: String]

    init(_ name: String, _ format: DraftFormat, _ records: [Record], hasLink: Bool) {
        self.name = name
        self.format = format
        self.records = records
        parameters =
            ["network": "network"].merging(
                hasLink ? ["link": "https://tracking.example/click?offer={id}&sub1={clickid}"] : [:]
            ) { $1 }
    }

    /// The template that a model means; `nil` when it is none, which no model should be.
    func template(_ model: DraftModel) -> Template? {
        try? Template(model.tree(name, format), file: "draft")
    }

    /// Changes the model until no record of the sample is rejected and something is made of them.
    func settle(_ model: inout DraftModel) {
        for _ in 0..<40 {
            guard let template = template(model), var mapper = try? Mapper(template, parameters: parameters)
            else {
                // What cannot be compiled cannot stay.
                guard dropFault(&model) else { return }
                continue
            }
            var objects: [MappedObject] = []
            var problems: [MappingProblem] = []
            for record in records {
                if case .rejected(let found) = mapper.map(record, into: &objects) { problems += found }
            }
            mapper.finish(into: &objects)
            if let problem = problems.first {
                guard mend(problem, &model) else { return }
            } else if objects.isEmpty,
                let reason = mapper.summary.skipped.max(by: { $0.value < $1.value })?.key,
                let index = model.skips.firstIndex(where: {
                    $0.isActive && !$0.isNeeded && $0.reason == reason
                })
            {
                model.skips[index].isActive = false
                model.skips[index].comments.append("decide: this would leave everything out")
            } else {
                return
            }
        }
    }

    /// Takes back the part that a problem comes from; false when that part must stay.
    private func mend(_ problem: MappingProblem, _ model: inout DraftModel) -> Bool {
        let line = problem.template.position?.line ?? 0
        switch model.parts[line] {
        case .skip(let index):
            model.skips[index].isActive = false
            model.skips[index].comments.append("decide: \(YAMLText.shown(problem.message, 200))")
        case .field(let name):
            if ["title", "url"].contains(name) {
                if problem.word == "empty" {
                    guard !model.emptyRules.contains(where: { $0.field == name }) else { return false }
                    model.emptyRules.append(.init(field: name, policy: "skip"))
                    return true
                }
                // Whatever it is, its text is something.
                let key = model.key.expression
                let fallback = key.hasPrefix("to_string(") ? key : "to_string(\(key))"
                guard var field = model[field: name], field.expression != fallback else { return false }
                field.comments.append(
                    "decide: \(YAMLText.shown(field.expression, 120)): \(YAMLText.shown(problem.message, 200))"
                )
                field.expression = fallback
                model[field: name] = field
                return true
            }
            guard var field = model[field: name], name != "network" else { return false }
            field.isActive = false
            field.comments.append("decide: \(YAMLText.shown(problem.message, 200))")
            model[field: name] = field
        case .key:
            if problem.word == "duplicate" {
                guard model.duplicates == nil else { return false }
                model.duplicates = "first"
                return true
            }
            guard !model.skips.contains(where: { $0.reason == "no key" }) else { return false }
            model.skips.insert(
                DraftModel.Skip(
                    when: "!\(model.key.expression)", reason: "no key", comments: ["Nothing names these."],
                    isNeeded: true),
                at: 0)
        case nil: return false
        }
        return true
    }

    /// Takes back the first field that does not compile.
    private func dropFault(_ model: inout DraftModel) -> Bool {
        for index in model.fields.indices.reversed() where model.fields[index].isActive {
            guard !["title", "url", "network"].contains(model.fields[index].name) else { continue }
            model.fields[index].isActive = false
            model.fields[index].comments.append("decide: this could not be checked")
            return true
        }
        for index in model.skips.indices where model.skips[index].isActive {
            model.skips[index].isActive = false
            return true
        }
        return false
    }
}
