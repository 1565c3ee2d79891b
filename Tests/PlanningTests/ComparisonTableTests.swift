import Feeds
import Planning
import RedTrack
import Testing

/// The declared rules, held against the models and against what comparing does.
@Suite struct ComparisonTableTests {
    /// Every field that a file may set, with its path in manifest names.
    private static func fields(_ kind: Kind) -> [(path: String, type: FieldType)] {
        fields(kind.fields, "")
    }

    private static func fields(_ fields: [FieldDescription], _ path: String) -> [(
        path: String, type: FieldType
    )] {
        fields.filter(\.isWritable).flatMap { field -> [(path: String, type: FieldType)] in
            let inner = path + field.manifestName
            let members: [FieldDescription] =
                switch field.type {
                case .record(let members), .records(let members, _): members
                default: []
                }
            return [(inner, field.type)] + self.fields(members, inner + ".")
        }
    }

    @Test(arguments: Kind.allCases) func `every field has one rule, and every rule a field`(kind: Kind) {
        let declared = ComparisonTable.entries(of: kind).map(\.path)
        #expect(declared == Self.fields(kind).map(\.path), "in the order of the models")
        #expect(Set(declared).count == declared.count)
    }

    @Test(arguments: Kind.allCases) func `a declared rule is what comparing does`(kind: Kind) {
        for (path, type) in Self.fields(kind) {
            let rule = ComparisonTable.rule(of: kind, path)
            #expect(rule?.fits(type) == true, "\(kind.plural).\(path)")
        }
    }

    @Test func `filters and URLs are declared as such`() {
        for (path, type) in Self.fields(.campaign) where path.split(separator: ".").count == 3 {
            guard path.hasPrefix("streams.filters."), case .record = type else { continue }
            #expect(ComparisonTable.rule(of: .campaign, path) == .filter, "\(path)")
        }
        for kind in Kind.allCases {
            for (path, _) in Self.fields(kind) where path.hasSuffix("url") {
                #expect(ComparisonTable.rule(of: kind, path) == .url, "\(kind.plural).\(path)")
            }
        }
        #expect(ComparisonTable.rule(of: .offer, "network_title") == nil, "read-only")
    }

    /// Two ways of writing a value, and whether a rule takes them for one.
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: ComparisonRule
        let left: String
        let right: String
        let same: Bool
        var testDescription: String { "\(rule): \(left) \(same ? "=" : "/=") \(right)" }

        init(_ rule: ComparisonRule, _ left: String, _ right: String, same: Bool) {
            self.rule = rule
            self.left = left
            self.right = right
            self.same = same
        }
    }

    static let cases: [Case] = [
        Case(.text, #""""#, "null", same: true), Case(.text, #""a""#, #""A""#, same: false),
        Case(.url, #""https://x/{a}""#, #""https://x/%7Ba%7D""#, same: false),
        Case(.url, #""https://x""#, #""https://x/""#, same: false),
        Case(.number, "2.50", "2.5", same: true), Case(.number, "0", "null", same: true),
        Case(.number, "2.5", "2.6", same: false), Case(.flag, "false", "null", same: true),
        Case(.flag, "true", "null", same: false), Case(.choice, "1", "1.0", same: true),
        Case(.choice, "0", "null", same: true), Case(.choice, "1", "2", same: false),
        Case(.set, #"["b","a","a"]"#, #"["a","b"]"#, same: true), Case(.set, "[]", "null", same: true),
        Case(.list, #"["b","a"]"#, #"["a","b"]"#, same: false), Case(.list, "[]", "null", same: true),
        Case(.reference, #""""#, "null", same: true), Case(.reference, #""x""#, #""y""#, same: false),
        Case(.record, "{}", "null", same: true), Case(.filter, #"{"active":false}"#, "null", same: true),
        Case(.elements, "[]", "null", same: true), Case(.orderedElements, "[]", "null", same: true),
    ]

    @Test(arguments: cases) func `a rule holds for every field that declares it`(_ test: Case) throws {
        var count = 0
        let left = try Fixture.value(test.left)
        let right = try Fixture.value(test.right)
        for kind in Kind.allCases {
            for (path, type) in Self.fields(kind) where ComparisonTable.rule(of: kind, path) == test.rule {
                count += 1
                let old = Canonical(Draft(wire: left, type: type), type: type)
                let new = Canonical(Draft(wire: right, type: type), type: type)
                #expect((old == new) == test.same, "\(kind.plural).\(path)")
            }
        }
        #expect(count > 0)
    }

    @Test(arguments: ComparisonRule.allCases) func `a rule says what it does and what it rests on`(
        rule: ComparisonRule
    ) {
        #expect(rule.sentence.count > 20 && !rule.sentence.hasSuffix("."))
        #expect(rule.source.contains("API document"))
        #expect(Self.cases.contains { $0.rule == rule } || rule == .raw)
    }
}
