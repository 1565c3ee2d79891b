import Feeds
import Planning
import Routing

/// Rules, streams and proofs for programs.
struct RoutingJSON {
    let report: MigrationReport

    /// What the proof found.
    func proof(_ verdict: RoutingProof.Verdict) -> Value {
        var classes: Value = .null
        var example: Value = .null
        let name: String
        switch verdict {
        case .equivalent(let count):
            name = "equivalent"
            // There may be more of them than JSON's readers count.
            classes = .string("\(count)")
        case .different(let found):
            name = "different"
            example = .object([
                ("click", .array(found.click.map(property))), ("rules", odds(found.rules)),
                ("streams", odds(found.streams)),
            ])
        case .undecided: name = "undecided"
        }
        return .object([("verdict", .string(name)), ("click_classes", classes), ("counter_example", example)])
    }

    private func property(_ property: ClickProperty) -> Value {
        .object([
            ("field", .string(property.field.name)), ("value", property.value.map(Value.string) ?? .null),
            ("met", .bool(property.isMet)),
        ])
    }

    private func odds(_ odds: Distribution) -> Value {
        .array(
            OddsWords(report: report).parts(odds).map { part in
                .object([
                    ("odds", .string(part.odds == "always" ? "1" : part.odds)),
                    ("offer", .string(part.offer)),
                    ("landing", part.lander.map(Value.string) ?? .null),
                ])
            })
    }

    /// The rules of a campaign.
    func tree(_ tree: RuleTree) -> Value {
        let mode =
            switch tree.mode {
            case .position: "position"
            case .weight: "weight"
            case .other(let name): name
            }
        return .object([
            ("mode", .string(mode)),
            ("forced", .array(tree.forced.map(rule))),
            ("rules", .array(tree.rules.map(rule))),
            ("default", tree.fallback.map { .array($0.paths.map(path)) } ?? .null),
        ])
    }

    private func rule(_ rule: Rule) -> Value {
        .object([
            ("name", .string(rule.name)), ("enabled", .bool(rule.isEnabled)),
            ("weight", .string(rule.weight.description)),
            ("conditions", .array(ConditionWords.lines(rule.condition).map { .string($0.text) })),
            ("paths", .array(rule.choice.paths.map(path))),
        ])
    }

    private func path(_ path: RoutePath) -> Value {
        func shares(_ shares: [Share], _ name: (String) -> String) -> Value {
            .array(
                shares.map { share in
                    .object([
                        ("id", .string(share.id)), ("title", .string(name(share.id))),
                        ("weight", .string(share.weight.description)), ("enabled", .bool(share.isEnabled)),
                    ])
                })
        }
        return .object([
            ("name", .string(path.name)), ("enabled", .bool(path.isEnabled)),
            ("weight", .string(path.weight.description)),
            ("landings", shares(path.landers, report.lander)), ("offers", shares(path.offers, report.offer)),
        ])
    }

    /// A stream with where it comes from.
    func stream(_ stream: RoutedStream) -> Value {
        func shares(_ shares: [StreamShare], _ name: (String) -> String) -> Value {
            .array(
                shares.map { share in
                    .object([
                        ("id", .string(share.id)), ("title", .string(name(share.id))),
                        ("weight", MigrationJSON.number(share.weight)),
                    ])
                })
        }
        var filters = stream.filters.map { filter in
            Value.object([
                ("field", .string(filter.field.name)), ("exclude", .bool(filter.excludes)),
                ("values", .array(filter.values.map(Value.string))),
            ])
        }
        if let subs = stream.subs {
            filters += subs.items.sorted { $0.key < $1.key }.map { number, value in
                .object([
                    ("field", .string("sub\(number)")), ("exclude", .bool(subs.excludes)),
                    ("values", .array([.string(value)])),
                ])
            }
        }
        return .object([
            ("origin", .string(stream.origin.description)), ("weight", MigrationJSON.number(stream.weight)),
            ("filters", .array(filters)), ("landings", shares(stream.landings, report.lander)),
            ("offers", shares(stream.offers, report.offer)),
        ])
    }
}
