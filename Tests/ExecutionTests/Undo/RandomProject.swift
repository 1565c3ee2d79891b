import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport

/// The files of a project, edited at random: what they say can always be made.
struct RandomProject {
    private struct Entity {
        let kind: Kind
        let key: String
        var fields: [String: Value]
    }

    private var random: SeededGenerator
    private var entities: [Entity] = []
    private var removed: [(kind: Kind, key: String)] = []
    private var counter = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for kind in Kind.allCases {
            for _ in 0..<Int.random(in: kind == .offer ? 3...6 : 2...4, using: &random) { add(kind) }
        }
    }

    /// What the files say, in a random order.
    mutating func manifest() -> [ManifestObject] {
        let present = entities.map {
            object($0.kind, $0.key, $0.fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        return (present + removed.map { object($0.kind, $0.key, state: .absent) }).shuffled(using: &random)
    }

    /// Removes some objects, edits some, adds some.
    mutating func edit() {
        for entity in entities.shuffled(using: &random) where chance(20) { remove(entity.kind, entity.key) }
        for kind in Kind.allCases where chance(60) { add(kind) }
        for index in entities.indices where chance(45) {
            let fresh = fields(entities[index].kind, entities[index].key)
            for (name, value) in fresh.sorted(by: { $0.key < $1.key }) where chance(50) {
                entities[index].fields[name] = value
            }
            // A field that files no longer write is left alone; one that they empty is cleared.
            for name in Self.clearable[entities[index].kind] ?? [] where chance(15) {
                entities[index].fields[name] = Self.empty(name)
            }
            if chance(20) {
                counter += 1
                entities[index].fields["title"] = .string("\(entities[index].key) renamed \(counter)")
            }
        }
    }

    private static let clearable: [Kind: [String]] = [
        .network: ["skype", "offer_url"], .source: ["cost_id", "sub1"], .domain: ["email"],
        .offer: ["cap", "country_codes", "payment", "cap_alert"],
        .campaign: ["tags", "notes", "postbacks", "cpc"],
    ]

    private static func empty(_ name: String) -> Value {
        switch name {
        case "cap", "cpc": .number("0")
        case "country_codes", "tags", "notes", "postbacks": .array([])
        case "payment": .object([])
        case "cap_alert": .bool(false)
        default: .string("")
        }
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func word() -> String {
        counter += 1
        return (["é", "a b", "ß", "x"].randomElement(using: &random) ?? "x") + "\(counter)"
    }

    private mutating func add(_ kind: Kind) {
        counter += 1
        let key = "\(kind.rawValue)\(counter)"
        var fields = fields(kind, key)
        fields["title"] = .string(key)
        entities.append(Entity(kind: kind, key: key, fields: fields))
    }

    /// Takes an object out, and everything that cannot be without it.
    private mutating func remove(_ kind: Kind, _ key: String) {
        guard entities.contains(where: { $0.kind == kind && $0.key == key }) else { return }
        // Archived offers keep their network for good, and of what campaigns need one has to be left.
        if kind == .network || entities.count(where: { $0.kind == kind }) == 1 { return }
        entities.removeAll { $0.kind == kind && $0.key == key }
        removed.append((kind, key))
        for index in entities.indices where entities[index].kind == .campaign {
            if entities[index].fields["source"] == .string(key) {
                entities[index].fields["source"] = pick(.source)
            }
            if entities[index].fields["domain"] == .string(key) {
                entities[index].fields["domain"] = pick(.domain)
            }
            if kind == .offer || kind == .landing { entities[index].fields["streams"] = streams() }
        }
    }

    private mutating func pick(_ kind: Kind) -> Value {
        .string(entities.filter { $0.kind == kind }.randomElement(using: &random)?.key ?? "")
    }

    private mutating func fields(_ kind: Kind, _ key: String) -> [String: Value] {
        switch kind {
        case .network:
            return [
                "url": .string("https://n.example/\(word())"), "skype": .string(word()),
                "offer_url": .string("https://n.example/?u=[insert_offer_url_here]&\(word())"),
            ]
        case .source:
            return [
                "cost_id": .string(word()), "sub1": .string("{\(word())}"),
                "hints": .object([("sub1", .string(word())), ("sub3", .string(word()))]),
            ]
        case .domain:
            return [
                "url": .string("https://\(key)-\(Int.random(in: 0...1, using: &random)).example"),
                "email": .string(word()),
            ]
        case .landing: return ["url": .string("https://l.example/\(word())")]
        case .offer:
            return [
                "network": pick(.network), "url": .string("https://o.example/\(word())"),
                "cap": .number("\(Int.random(in: 1...9, using: &random))"), "cap_alert": .bool(chance(50)),
                "payment": .object([
                    ("amount", .number(["0.5", "3", "19.4960"].randomElement(using: &random) ?? "3"))
                ]),
                "country_codes": .array(["DE", "NO", "US"].filter { _ in chance(50) }.map(Value.string)),
            ]
        case .campaign:
            return [
                "source": pick(.source), "domain": pick(.domain), "streams": streams(),
                "cpc": .number(["0.03", "1"].randomElement(using: &random) ?? "1"),
                "tags": .array((0..<2).map { _ in .string(word()) }), "notes": .array([.string(word())]),
                "redirect_type": .number("\(Int.random(in: 1...4, using: &random))"),
                "postbacks": .array([
                    .object([
                        ("url", .string("https://p.example/\(word())")), ("payment_percent", .number("50")),
                    ])
                ]),
            ]
        }
    }

    private mutating func streams() -> Value {
        func shares(_ kind: Kind, _ count: ClosedRange<Int>) -> Value {
            let keys = entities.filter { $0.kind == kind }.map(\.key).shuffled(using: &random)
            return .array(
                keys.prefix(Int.random(in: count, using: &random)).map { key in
                    .object([
                        (kind.rawValue, .string(key)),
                        ("weight", .number("\(Int.random(in: 1...100, using: &random))")),
                    ])
                })
        }
        return .array(
            (0..<Int.random(in: 1...3, using: &random)).map { index in
                var stream: [(String, Value)] = [
                    ("weight", .number("\(index + 1)")), ("offers", shares(.offer, 1...2)),
                    ("landings", shares(.landing, 0...2)), ("cost", .number("0.5")),
                ]
                if chance(50) {
                    let filter: [(String, Value)] = [
                        ("titles", .array([.string(word())])), ("active", .bool(chance(70))),
                    ]
                    stream.append(("filters", .object([("os", .object(filter))])))
                }
                return .object(stream)
            })
    }
}
