import Feeds
import FoundationEssentials
import Manifests
import Planning
import RedTrack
import Testing

/// docs/saved-plan.schema.json says what is written: no less, and no more.
@Suite struct SavedPlanSchemaTests {
    private static func schema() throws -> Value {
        let package = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        let data = try Data(contentsOf: URL(filePath: package + "/docs/saved-plan.schema.json"))
        return try JSONDocument.parse(Array(data)).value
    }

    /// Plans that say everything that a plan can say.
    private static func documents() throws -> [Value] {
        let made = try SavedPlanTests.seeds.map { try GeneratedPlan(seed: $0) }
        var plans = made.map(\.saved)
        let first = try #require(made.first)
        plans.append(
            SavedPlan(
                first.plan, origin: GeneratedPlan.origin, snapshot: first.snapshot, lock: first.lock,
                storedLock: LockFile()))
        let pruned = try Fixture.plan(
            [], try RemovalTests.account(), lock: RemovalTests.lock,
            options: PlanOptions(prune: true, removalLimit: RemovalLimit("0") ?? .default))
        let odd = try Fixture.plan([
            Fixture.file(.source, #"{"title":"S","extra":{"x":{"deep":[1]}}}"#)
        ])
        let undo = try UndoPlannerTests.capped(now: "7").plan()
        for plan in [pruned, odd, try StreamTreeTests.plan(), undo] {
            plans.append(
                SavedPlan(
                    plan, origin: GeneratedPlan.origin,
                    snapshot: try Fixture.snapshot(try RemovalTests.account()),
                    lock: Fixture.lock((.source, "S", "gone")), storedLock: LockFile()))
        }
        return try plans.map { try JSONDocument.parse($0.bytes).value }
    }

    @Test func `every saved plan keeps to the schema, and says all that the schema knows`() throws {
        var check = SchemaCheck(schema: try Self.schema())
        for document in try Self.documents() {
            let faults = check.faults(document)
            #expect(faults.isEmpty, "\(faults.prefix(5))")
        }
        // A number that JSON cannot write comes from no generator.
        #expect(
            check.unused.subtracting(["$/$defs/draft/anyOf/2/literal"]).isEmpty, "\(check.unused.sorted())")
    }

    @Test(
        arguments: [
            (#""action":"update""#, #""action":"guess""#), (#""version": 1"#, #""version": 2"#),
            (#""title":"#, #""titel":"#), (#""protect":true"#, #""protect":"yes""#),
        ])
    func `the check finds what the schema forbids`(old: String, new: String) throws {
        let schema = try Self.schema()
        var found = false
        for seed in SavedPlanTests.seeds where !found {
            let text = try GeneratedPlan(seed: seed).saved.text.replacing(old, with: new)
            var check = SchemaCheck(schema: schema)
            let document = try JSONDocument.parse(Array(text.utf8)).value
            found = found || !check.faults(document).isEmpty
        }
        #expect(found)
    }
}

/// As much of JSON Schema as the schemas of the project use.
struct SchemaCheck {
    private let root: Value
    private var used: Set<String> = []

    init(schema: Value) { root = schema }

    /// What a document does that the schema does not allow, by path.
    mutating func faults(_ document: Value) -> [String] { faults(document, root, "$", "") }

    /// The properties that no document had.
    var unused: Set<String> {
        var all: Set<String> = []
        Self.properties(root, "$", &all)
        return all.subtracting(used)
    }

    private static func properties(_ schema: Value, _ path: String, _ all: inout Set<String>) {
        for member in schema.members ?? [] {
            switch (member.name, member.node.value) {
            case ("properties", .map(let members)):
                for property in members {
                    all.insert("\(path)/\(property.name)")
                    properties(property.node.value, "\(path)/\(property.name)", &all)
                }
            case ("$defs", .map(let members)):
                for definition in members {
                    properties(definition.node.value, "\(path)/$defs/\(definition.name)", &all)
                }
            case ("anyOf", .list(let nodes)):
                for (index, node) in nodes.enumerated() {
                    properties(node.value, "\(path)/anyOf/\(index)", &all)
                }
            default: break
            }
        }
    }

    private mutating func faults(_ value: Value, _ schema: Value, _ path: String, _ place: String) -> [String]
    {
        if let reference = schema["$ref"]?.value.string {
            let name = String(reference.dropFirst("#/$defs/".count))
            guard let definition = root["$defs"]?.value[name]?.value else {
                return ["\(reference) is not there"]
            }
            return faults(value, definition, "$/$defs/\(name)", place)
        }
        if let constant = schema["const"]?.value, constant != value { return ["\(place) is not \(constant)"] }
        if let words = schema["enum"]?.value.list, !words.contains(Node(value)) {
            return ["\(place) is none of the words"]
        }
        if let choices = schema["anyOf"]?.value.list {
            for (index, choice) in choices.enumerated() {
                var copy = self
                if copy.faults(value, choice.value, "\(path)/anyOf/\(index)", place).isEmpty {
                    self = copy
                    return []
                }
            }
            return ["\(place) is none of the forms"]
        }
        let types = schema["type"]?.value
        let names = types?.list?.compactMap(\.value.string) ?? types?.string.map { [$0] } ?? []
        if !names.isEmpty, !names.contains(where: { Self.fits(value, $0) }) {
            return ["\(place) is no \(names)"]
        }
        switch value {
        case .map(let members): return faults(members, schema, path, place)
        case .list(let nodes):
            guard let items = schema["items"]?.value else { return [] }
            var result: [String] = []
            for (index, node) in nodes.enumerated() {
                result += faults(node.value, items, path, "\(place)[\(index)]")
            }
            return result
        default: return []
        }
    }

    private mutating func faults(_ members: [Member], _ schema: Value, _ path: String, _ place: String)
        -> [String]
    {
        var result: [String] = []
        for required in schema["required"]?.value.list ?? []
        where !members.contains(where: { $0.name == required.value.string }) {
            result.append("\(place) has no \(required.value.string ?? "")")
        }
        for member in members {
            if let property = schema["properties"]?.value[member.name]?.value {
                used.insert("\(path)/\(member.name)")
                result += faults(
                    member.node.value, property, "\(path)/\(member.name)", "\(place).\(member.name)")
            } else if schema["additionalProperties"]?.value == .bool(false) {
                result.append("\(place).\(member.name) is unknown")
            } else if let others = schema["additionalProperties"]?.value, others != .bool(true) {
                result += faults(member.node.value, others, path, "\(place).\(member.name)")
            }
        }
        return result
    }

    private static func fits(_ value: Value, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.list, "array"),
            (.map, "object"):
            true
        case (.number(let literal), "integer"): Int(literal) != nil
        default: false
        }
    }
}
