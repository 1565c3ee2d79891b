import Diagnostics
import Feeds
import Manifests
import Planning
import RedTrack
import TestSupport

/// Two folders that describe nearly the same account, with whatever a person or another program may do to files.
struct FolderPair {
    var files: [ManifestObject]
    var other: [ManifestObject]
    /// What the account held before anything was edited.
    private let account: [ManifestObject]
    private var generator: SeededGenerator

    init(seed: UInt64) {
        var made = FolderPair(generator: SeededGenerator(seed: seed))
        for kind in Kind.allCases {
            let count = [Kind.offer: 9, .campaign: 6][kind] ?? 3
            for number in 1...count { made.other.append(made.object(kind, number)) }
        }
        self = FolderPair(generator: made.generator, account: made.other)
        edit()
    }

    private init(generator: SeededGenerator, account: [ManifestObject] = []) {
        self.generator = generator
        self.account = account
        files = account
        other = account
    }

    // MARK: Objects

    private mutating func object(_ kind: Kind, _ number: Int) -> ManifestObject {
        // Titles may be the same: then the key tells the objects apart.
        let isTwin = generator.chance(10)
        let title = isTwin ? "the same \(kind)" : "\(kind) \(number)\(generator.chance(30) ? text() : "")"
        let key = isTwin || generator.chance(10) ? "key \(kind) \(number)" : title
        var values: [String: Value] = ["title": .string(title)]
        switch kind {
        case .network: values["url"] = .string("https://n\(number).example.com")
        case .source:
            values["ref_id"] = .string("{click}")
            if generator.chance(50) { values["sub1"] = .string(text()) }
            if generator.chance(50) { values["hints"] = .object([("sub1", .string("hint"))]) }
        case .domain: values["url"] = .string("https://d\(number).example.com")
        case .landing: values["url"] = .string("https://l.example.com/\(number)?c={clickid}")
        case .offer: offer(number, &values)
        case .campaign: campaign(&values)
        }
        let fields = kind.fields.filter(\.isWritable).compactMap { field in
            values[field.manifestName].map { ManifestField(field, Node($0)) }
        }
        return ManifestObject(kind: kind, key: key, hasExplicitKey: key != title, fields: fields)
    }

    private mutating func offer(_ number: Int, _ values: inout [String: Value]) {
        values["network"] = .string(name(.network))
        values["url"] = .string("https://o.example.com/\(number)?c={clickid}")
        values["status"] = .number(generator.chance(10) ? "2" : "1")
        values["country_codes"] = .array(["US", "DE", "FR"].prefix(number % 4).map(Value.string))
        if generator.chance(70) { values["payment"] = .object([("amount", .number("\(number).50"))]) }
        if generator.chance(30) { values["cap"] = .number("\(number * 10)") }
        if generator.chance(30) { values["cap_alert"] = .bool(number % 2 == 0) }
        if generator.chance(30) {
            values["targeting"] = .object([
                ("devices", .array([.string("Apple"), .string(text())])),
                ("os", .array([.object([("name", .string("iOS")), ("version", .string("9"))])])),
            ])
        }
        if generator.chance(20) { values["postback_url"] = .string(text()) }
    }

    private mutating func campaign(_ values: inout [String: Value]) {
        values["source"] = .string(name(.source))
        if generator.chance(50) { values["domain"] = .string(name(.domain)) }
        if generator.chance(50) { values["cpc"] = .number("0.25") }
        if generator.chance(50) {
            values["redirect_type"] = .number("\(Int.random(in: 0...4, using: &generator))")
        }
        if generator.chance(50) { values["tags"] = .array([.string("a"), .string(text())]) }
        if generator.chance(30) { values["notes"] = .array([.string(text())]) }
        if generator.chance(50) {
            values["postbacks"] = .array([
                .object([
                    ("url", .string("https://p.example.com/?c={clickid}")),
                    ("payment_percent", .number("100")),
                ])
            ])
        }
        values["streams"] = .array((1...Int.random(in: 1...3, using: &generator)).map { _ in stream() })
    }

    private mutating func stream() -> Value {
        var members: [(String, Value)] = [("offers", shares("offer", .offer))]
        if generator.chance(40) { members.append(("landings", shares("landing", .landing))) }
        members.append(("weight", .number("\(Int.random(in: 1...9, using: &generator))")))
        if generator.chance(40) {
            let country = Value.object([
                ("iso", .array([.string("US"), .string("CA")])), ("active", .bool(true)),
                ("exclude", .bool(generator.chance(50))),
            ])
            let subs = Value.object([
                ("items", .object([("sub1", .string("x"))])), ("active", .bool(true)),
                ("exclude", .bool(false)),
            ])
            members.append(
                (
                    "filters",
                    .object(
                        generator.chance(50)
                            ? [("country", country)] : [("country", country), ("subs", subs)])
                )
            )
        }
        return .object(members)
    }

    private mutating func shares(_ word: String, _ kind: Kind) -> Value {
        var names = [name(kind)]
        let second = name(kind)
        if second != names[0] { names.append(second) }
        return .array(names.map { .object([(word, .string($0)), ("weight", .number("50"))]) })
    }

    private mutating func name(_ kind: Kind) -> String {
        other.filter { $0.kind == kind }.randomElement(using: &generator)?.key ?? ""
    }

    private mutating func text() -> String {
        let parts = [
            " a", "é", "漢", "\"quoted\"", ", ", "|", "\\", ": ", " #", "'", "[]", "=1", "\n", "$", "{x}", "😀",
        ]
        return " t" + (parts.randomElement(using: &generator) ?? "") + (generator.chance(30) ? "\"" : "z")
    }

    // MARK: Edits

    private mutating func edit() {
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            guard let index = files.indices.randomElement(using: &generator) else { return }
            switch Int.random(in: 0..<11, using: &generator) {
            case 0...3:
                if let field = files[index].fields.indices.randomElement(using: &generator),
                    let change = SingleEdit.all(of: files[index].fields[field]).randomElement(
                        using: &generator)
                {
                    files[index].fields[field] = change.field
                    if !files[index].hasExplicitKey, let title = files[index].title {
                        files[index].key = title
                    }
                }
            case 4: files.remove(at: index)
            case 5: other.remove(at: min(index, other.count - 1))
            case 6: files[index].state = .absent
            case 7: files[index].isProtected = true
            case 8: files[index].extra = [Member("raw", .string("1"))]
            case 9:
                files[index].id = Placed(
                    "\(files[index].kind.plural)/\(files[index].key)", at: files[index].place)
            default: files.shuffle(using: &generator)
            }
        }
    }

    // MARK: Files

    /// Writes one side.
    func folder(_ objects: [ManifestObject], _ format: ManifestFormat) throws -> PlanFolder {
        try PlanFolder(try ManifestWriter.write(objects, as: format))
    }

    /// The lock file of the account.
    func lock() throws -> LockFile {
        let known = try FolderAccount(
            manifest: Manifest(objects: account), lock: LockFile(account: "acc-1"), orElse: nil, folder: "-")
        var lock = LockFile(account: "acc-1")
        for (number, entry) in known.lock.entries.enumerated() {
            lock.set(
                LockFile.Entry(
                    kind: entry.kind, key: entry.key, id: "5a0b\(number)", isProtected: number % 7 == 0,
                    fingerprints: ["title": "0123456789ab", "url": "ab"]))
        }
        return lock
    }
}
