import Diagnostics
import Feeds
import RedTrack
import TestSupport
import Testing

@testable import Manifests

/// Objects and lock files are kept packed: what went in has to come out, byte by byte and place by place.
@Suite("Packed objects")
struct PackingTests {
    /// A node with all its places, where `==` of nodes looks at values only.
    private func text(_ node: Node) -> String {
        let inner =
            switch node.value {
            case .list(let nodes): nodes.map(text).joined(separator: ",")
            case .map(let members):
                members.map { "\(scalars($0.name))@\($0.namePosition)=\(text($0.node))" }.joined(
                    separator: ",")
            case .null: "null"
            case .bool(let truth): "\(truth)"
            case .number(let literal): "#" + scalars(literal)
            case .string(let string): "s" + scalars(string)
            }
        return "(\(inner)@\(node.position))"
    }

    private func scalars(_ text: String) -> String { "\(Array(text.utf8))" }

    private func text(_ object: ManifestObject) -> String {
        let fields = object.fields.map { field in
            "\(field.description.name) \(scalars(field.place.file)) \(String(describing: field.place.position))"
                + text(field.node)
        }
        return "\(object.kind) \(scalars(object.key)) \(object.place) \(fields.joined(separator: "\n"))"
    }

    private func position(_ random: inout SeededGenerator) -> SourcePosition {
        let far = [1, 2, 40, 127, 128, 70_000, Int(Int32.max) + 5]
        return SourcePosition(
            line: far.randomElement(using: &random) ?? 1, column: far.randomElement(using: &random) ?? 1,
            offset: far.randomElement(using: &random) ?? 0)
    }

    private func placed(_ node: Node, _ random: inout SeededGenerator) -> Node {
        let value: Value =
            switch node.value {
            case .list(let nodes): .list(nodes.map { placed($0, &random) })
            case .map(let members):
                .map(
                    members.map { member in
                        Member(member.name, placed(member.node, &random), at: position(&random))
                    })
            default: node.value
            }
        return Node(value, at: position(&random))
    }

    @Test("an object gives back its fields with every place", arguments: Kind.allCases)
    func fields(of kind: Kind) {
        for seed in UInt64(1)...60 {
            var random = SeededGenerator(seed: seed)
            var generator = ObjectGenerator(seed: seed)
            let fields = generator.object(kind).fields.map { field in
                let file = Int.random(in: 0..<5, using: &random) == 0 ? "e\u{301}.yaml" : "\u{E9}.yaml"
                let isWhole = Int.random(in: 0..<5, using: &random) == 0
                return ManifestField(
                    field.description, placed(field.node, &random),
                    at: SourcePlace(file: file, position: isWhole ? nil : position(&random)))
            }
            let isWhole = Int.random(in: 0..<5, using: &random) == 0
            let place = SourcePlace(file: "\u{E9}.yaml", position: isWhole ? nil : position(&random))
            let object = ManifestObject(kind: kind, key: "k", place: place, fields: fields)
            // The same fields as a list, which is what they were before they were packed.
            let expected =
                "\(kind) \(scalars("k")) \(place) "
                + fields.map { field in
                    "\(field.description.name) \(scalars(field.place.file)) \(String(describing: field.place.position))"
                        + text(field.node)
                }.joined(separator: "\n")
            #expect(text(object) == expected, "seed \(seed)")
            for field in kind.fields {
                let wanted = fields.first { $0.description.name == field.name }
                #expect(object.field(field.name) == wanted, "seed \(seed), \(field.name)")
            }
            var moved = object
            moved.place = SourcePlace(file: "other.yaml", position: .start)
            #expect(moved.place == SourcePlace(file: "other.yaml", position: .start))
            #expect(moved.fields.map(\.place) == fields.map(\.place), "seed \(seed)")
        }
    }

    @Test("a field that the document does not have is kept as it is")
    func unknownField() {
        let place = SourcePlace(file: "f", position: SourcePosition(line: 3, column: 1, offset: 9))
        let odd = ManifestField(FieldDescription("odd", .decimal(positive: true)), Node(.number("1e3")))
        let title = ManifestField(FieldDescription("title", .boolean), Node(.bool(true)))
        var object = ManifestObject(kind: .landing, key: "k", place: place, fields: [odd, title])
        #expect(object.fields == [odd, title])
        #expect(object.field("odd") == odd)
        #expect(object.field("url") == nil)
        #expect(object.place == place)
        object.fields = []
        #expect(object.fields.isEmpty)
        #expect(object.place == place)
    }

    @Test("what few objects say is kept beside their fields")
    func rest() {
        var object = ManifestObject(kind: .offer, key: "k", extra: [Member("raw", .null)])
        object.id = Placed("7", at: SourcePlace(file: "f"))
        object.variables = [Placed("title", at: SourcePlace(file: "v"))]
        let field = ManifestField(FieldDescription("title", .text, .required), Node(.string("T")))
        object.fields = [field]
        #expect(object.id?.value == "7")
        #expect(object.preset == nil)
        #expect(object.extra == [Member("raw", .null)])
        #expect(object.variables.map(\.value) == ["title"])
        #expect(object.title == "T")
        object.id = nil
        #expect(object.id == nil)
        #expect(object.fields == [field])
    }

    @Test(
        "fingerprints come out as they went in",
        arguments: [
            [:], ["title": "0123456789ab"], ["title": "0123456789AB", "url": "0f"],
            ["": "", "a b": "c", "e\u{301}": "ffffffffffff", "status": "0123456789abc"],
            ["country_codes": "000000000000", "zz": "0123456789a\u{E9}"],
        ])
    func fingerprints(_ table: [String: String]) {
        let packed = FieldFingerprints(table)
        #expect(packed.table == table)
        #expect(packed.isEmpty == table.isEmpty)
        #expect(packed == FieldFingerprints(Dictionary(uniqueKeysWithValues: Array(table))))
        for name in table.keys {
            #expect(packed != FieldFingerprints(table.merging([name: "other"]) { $1 }))
        }
    }

    @Test("a lock file that is written to in any order knows what a table would", arguments: UInt64(1)...20)
    func lockModel(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var lock = LockFile(account: "a")
        var model: [String: LockFile.Entry] = [:]
        for step in 0..<600 {
            let kind = Kind.allCases[Int.random(in: 0..<2, using: &random)]
            let key = "k\(Int.random(in: 0..<60, using: &random))"
            if Int.random(in: 0..<3, using: &random) == 0 {
                #expect(lock.remove(kind, key) == model.removeValue(forKey: kind.rawValue + key))
            } else {
                let entry = LockFile.Entry(
                    kind: kind, key: key, id: "\(step)", fingerprints: ["url": "\(step)"])
                lock.set(entry)
                model[kind.rawValue + key] = entry
            }
            if step % 97 == 0 { lock.reserve(step) }
        }
        #expect(Set(lock.entries) == Set(model.values))
        for entry in model.values { #expect(lock[entry.kind, entry.key] == entry) }
        var again = LockFile(account: "a")
        for entry in model.values { again.set(entry) }
        #expect(lock == again)
        #expect(lock.text == again.text)
        again.set(LockFile.Entry(kind: .offer, key: "new", id: "1"))
        #expect(lock != again)
    }
}
