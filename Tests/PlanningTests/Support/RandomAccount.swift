import Feeds
import RedTrack
import TestSupport

/// Accounts of all kinds with values of all types, as raw records of the API.
struct RandomAccount {
    var objects: [(kind: Kind, id: String, record: Value)] = []
    private var generator: SeededGenerator
    /// Whether all values are such that files can say them, and as hostile to formats as they can be then.
    private let isWritable: Bool

    init(
        seed: UInt64, objectsOfKind count: Int = 3, kinds: [Kind] = Kind.allCases, isWritable: Bool = false
    ) {
        generator = SeededGenerator(seed: seed)
        self.isWritable = isWritable
        for kind in kinds {
            for number in 1...count {
                let id = "\(kind.rawValue)-\(number)"
                var members = [Member("id", .string(id))]
                for field in kind.fields where field.isWritable {
                    switch field.name {
                    case "title":
                        members.append(
                            Member("title", .string(title(kind, number))))
                    case "url" where kind == .domain:
                        members.append(Member("url", .string("https://d\(number).example.com")))
                    default:
                        if field.access != .required, generator.chance(25) { continue }
                        members.append(
                            Member(field.name, value(of: field, isNeeded: field.access == .required)))
                    }
                }
                objects.append((kind, id, .map(members)))
            }
        }
    }

    private mutating func title(_ kind: Kind, _ number: Int) -> String {
        let name = "\(kind.rawValue) \(number) \(text())"
        return isWritable && generator.chance(20) ? "=" + name : name
    }

    private mutating func text() -> String { isWritable ? generator.hostileText() : generator.text() }

    private mutating func value(of field: FieldDescription, isNeeded: Bool) -> Value {
        if isWritable, ["country_codes", "countries", "iso"].contains(field.name) {
            return .array(
                ["DE", "NO", "US", "XK"].filter { _ in generator.chance(40) }.map(Value.string))
        }
        return value(field.type, isNeeded: isNeeded)
    }

    private mutating func value(_ type: FieldType, isNeeded: Bool) -> Value {
        switch type {
        case .text: return .string(!isNeeded && generator.chance(20) ? "" : text())
        case .integer(let minimum): return .number("\(minimum + Int.random(in: 0...9, using: &generator))")
        case .decimal(let positive):
            let literals = ["0.12", "3", "10", "19.496", "0.000001", "123456789012345678901234567.5"]
            return .number(
                !positive && generator.chance(20) ? "0" : literals.randomElement(using: &generator) ?? "1")
        case .boolean: return .bool(generator.chance(60))
        case .choice(let values):
            return .number(
                "\(values.filter { $0.number != 3 }.randomElement(using: &generator)?.number ?? 1)")
        case .texts:
            return .array(
                (0..<Int.random(in: 0...4, using: &generator)).map {
                    .string(isWritable ? generator.hostileText() + "\($0)" : "\($0)" + generator.text())
                })
        case .reference(let kind):
            let ids = objects.filter { $0.kind == kind }.map(\.id)
            return .string(
                !isNeeded && generator.chance(20) ? "" : ids.randomElement(using: &generator) ?? "")
        case .record(let fields): return record(fields)
        case .records(let fields, _): return records(fields)
        case .statistics: return .object([])
        }
    }

    private mutating func record(_ fields: [FieldDescription]) -> Value {
        var members: [Member] = []
        for field in fields where field.isWritable && (field.access == .required || generator.chance(70)) {
            members.append(Member(field.name, value(of: field, isNeeded: field.access == .required)))
        }
        return .map(members)
    }

    /// Elements differ, and none is empty or refers to what another one refers to.
    private mutating func records(_ fields: [FieldDescription]) -> Value {
        var elements: [Value] = []
        for _ in 0..<Int.random(in: 0...3, using: &generator) {
            let element = record(fields)
            let isFirst = !elements.contains { other in
                other == element
                    || fields.contains { field in
                        if case .reference = field.type {
                            other[field.name] == element[field.name]
                        } else {
                            false
                        }
                    }
            }
            if isFirst, element.members?.isEmpty == false { elements.append(element) }
        }
        return .array(elements)
    }
}
