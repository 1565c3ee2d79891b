import Feeds
import TestSupport

/// Random JSON texts: all white space, escapes and numbers that the grammar has.
enum RandomJSON {
    /// A text with one value.
    static func document(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = Int.random(in: 0..<20, using: &generator) == 0 ? [0xEF, 0xBB, 0xBF] : []
        space(&bytes, &generator)
        value(&bytes, &generator, depth: 4)
        space(&bytes, &generator)
        return bytes
    }

    /// Values one after the other: in a list, on lines, as a sequence, or on lines of their own.
    static func feed(_ generator: inout SeededGenerator) -> [UInt8] {
        let kind = Int.random(in: 0..<5, using: &generator)
        if kind == 0 { return document(&generator) }
        var bytes: [UInt8] = kind == 1 ? [UInt8(ascii: "[")] : []
        for index in 0..<Int.random(in: 0...5, using: &generator) {
            if kind == 1, index > 0 { bytes.append(UInt8(ascii: ",")) }
            if kind == 3 { bytes.append(0x1E) }
            var one: [UInt8] = []
            value(&one, &generator, depth: 3)
            if kind == 2 { one.removeAll { $0 == 0x0A || $0 == 0x0D } }
            bytes += one
            if kind != 1 {
                bytes.append(
                    contentsOf: [[0x0A], [0x0D, 0x0A], [0x0A, 0x20, 0x0A]].randomElement(using: &generator)
                        ?? [])
            }
        }
        if kind == 1 { bytes.append(UInt8(ascii: "]")) }
        return bytes
    }

    /// A map as feeds have them: mostly the same names in the same order, sometimes not, sometimes one twice.
    static func offer(_ generator: inout SeededGenerator) -> [UInt8] {
        var names = ["id", "title", "description", "p", "x\\u0041", "nested", "list", "longer_than_eight"]
        if Int.random(in: 0..<3, using: &generator) == 0 {
            names.remove(at: Int.random(in: 0..<names.count, using: &generator))
        }
        if Int.random(in: 0..<4, using: &generator) == 0 { names.shuffle(using: &generator) }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            names.insert(
                [
                    "id", "xA", "n\(Int.random(in: 0..<200, using: &generator))", "longer_than_eight",
                    "longer_than_eighu",
                ]
                .randomElement(using: &generator) ?? "",
                at: Int.random(in: 0..<names.count, using: &generator))
        }
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, name) in names.enumerated() {
            bytes += Array("\(index > 0 ? "," : "")\"\(name)\":".utf8)
            if name == "nested" || name == "list" {
                let inner =
                    Int.random(in: 0..<4, using: &generator) == 0
                    ? "{\"b\":1,\"a\":2,\"b\":3}" : "{\"a\":1,\"b\":2}"
                bytes += Array((name == "list" ? "[\(inner),{\"a\":0}]" : inner).utf8)
            } else {
                value(&bytes, &generator, depth: 1)
            }
        }
        return bytes + [UInt8(ascii: "}")]
    }

    /// A path that leads somewhere in a document, or nearly.
    static func path(into root: Node, _ generator: inout SeededGenerator) -> String {
        var text = ""
        var node = root
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            switch node.value {
            case .list(let nodes):
                let number = Int.random(in: 0...3, using: &generator)
                text += Bool.random(using: &generator) ? "[*]" : "[\(number)]"
                guard let next = number < nodes.count ? nodes[number] : nodes.first else { return text }
                node = next
            case .map(let members):
                let member = members.randomElement(using: &generator)
                let isAny = Int.random(in: 0..<3, using: &generator) == 0
                let name = isAny ? "*" : Value.string(member?.name ?? "a").jsonText()
                text += text.isEmpty ? name : "." + name
                guard let next = member else { return text }
                node = next.node
            default: return text.isEmpty ? "@" : text
            }
        }
        return text.isEmpty ? "@" : text
    }

    /// Changes, drops, inserts or repeats some bytes, or cuts the text off.
    static func mutate(_ text: inout [UInt8], _ generator: inout SeededGenerator) {
        guard !text.isEmpty else { return }
        let place = Int.random(in: 0..<text.count, using: &generator)
        let likely =
            Array("\"\\{}[],:0-.eEtfnu \n\r\t/".utf8) + [
                0x00, 0x1E, 0x1F, 0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF,
            ]
        let byte = likely.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: text[place] = byte
        case 1: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: text.remove(at: place)
        case 3: text.insert(byte, at: place)
        case 4: text.removeSubrange(place...)
        default:
            let end = min(text.count, place + Int.random(in: 1...6, using: &generator))
            text.insert(contentsOf: text[place..<end], at: place)
        }
    }

    // MARK: Values

    private static func space(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        guard Int.random(in: 0..<3, using: &generator) == 0 else { return }
        for _ in 0..<Int.random(in: 1...9, using: &generator) {
            bytes.append([0x20, 0x20, 0x20, 0x0A, 0x0D, 0x09].randomElement(using: &generator) ?? 0x20)
        }
    }

    private static func value(_ bytes: inout [UInt8], _ generator: inout SeededGenerator, depth: Int) {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: bytes += Array((["null", "true", "false"].randomElement(using: &generator) ?? "null").utf8)
        case 1, 2: number(&bytes, &generator)
        case 3, 4, 5: string(&bytes, &generator)
        case 6:
            bytes.append(UInt8(ascii: "["))
            space(&bytes, &generator)
            for index in 0..<Int.random(in: 0...4, using: &generator) {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                space(&bytes, &generator)
                value(&bytes, &generator, depth: depth - 1)
                space(&bytes, &generator)
            }
            bytes.append(UInt8(ascii: "]"))
        default:
            bytes.append(UInt8(ascii: "{"))
            space(&bytes, &generator)
            for index in 0..<Int.random(in: 0...5, using: &generator) {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                space(&bytes, &generator)
                if Bool.random(using: &generator) {
                    bytes += Array(
                        (["\"a\"", "\"b\"", "\"\\u0061\"", "\"\""].randomElement(using: &generator) ?? "\"a\"")
                            .utf8)
                } else {
                    string(&bytes, &generator)
                }
                space(&bytes, &generator)
                bytes.append(UInt8(ascii: ":"))
                space(&bytes, &generator)
                value(&bytes, &generator, depth: depth - 1)
                space(&bytes, &generator)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func number(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        var text = Bool.random(using: &generator) ? "-" : ""
        text += Bool.random(using: &generator) ? "0" : "\(Int.random(in: 1...99_999, using: &generator))"
        if Bool.random(using: &generator) { text += ".\(Int.random(in: 0...99, using: &generator))" }
        if Int.random(in: 0..<3, using: &generator) == 0 {
            text += ["e", "E", "e+", "E-"].randomElement(using: &generator) ?? "e"
            text += "0\(Int.random(in: 0...999, using: &generator))"
        }
        bytes += Array(text.utf8)
    }

    private static func string(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in generator.text(upTo: 14).unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            guard mustEscape || Int.random(in: 0..<6, using: &generator) == 0 else {
                bytes += Array(String(scalar).utf8)
                continue
            }
            switch scalar {
            case "\"", "\\", "/": bytes += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
            case "\n": bytes += Array("\\n".utf8)
            case "\t": bytes += Array("\\t".utf8)
            default:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: .random(using: &generator))
                    bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// What a path means, over a tree: written from its description, not from the reader.
enum PathOracle {
    struct Found {
        let key: String?
        let node: Node
    }

    static func records(of root: Node, path: String) -> [Found] {
        var found = [Found(key: nil, node: root)]
        var isExact = true
        for step in steps(path) {
            found = found.flatMap { one -> [Found] in
                switch (step, one.node.value) {
                case ("[*]", .list(let nodes)): return nodes.map { Found(key: nil, node: $0) }
                case ("*", .map(let members)): return members.map { Found(key: $0.name, node: $0.node) }
                case (let step, .list(let nodes)) where step.utf8.first == UInt8(ascii: "["):
                    guard let number = Int(step.dropFirst().dropLast()), number < nodes.count else {
                        return []
                    }
                    return [Found(key: nil, node: nodes[number])]
                case (let step, .map(let members)) where step.utf8.first == UInt8(ascii: "\""):
                    return members.filter { Value.string($0.name).jsonText().utf8.elementsEqual(step.utf8) }
                        .map {
                            Found(key: nil, node: $0.node)
                        }
                default: return []
                }
            }
            isExact = step == "[*]" || step == "*"
        }
        guard !isExact else { return found }
        return found.flatMap { one -> [Found] in
            switch one.node.value {
            case .list(let nodes): return nodes.map { Found(key: nil, node: $0) }
            case .null: return []
            default: return [Found(key: nil, node: one.node)]
            }
        }
    }

    /// The steps of a path as it is described: `*`, `[*]`, `[1]`, or a name in quotes.
    private static func steps(_ path: String) -> [String] {
        guard path != "@" else { return [] }
        var steps: [String] = []
        var current = ""
        var isQuoted = false
        var isEscaped = false
        for scalar in path.unicodeScalars {
            if isQuoted {
                current.unicodeScalars.append(scalar)
                if scalar == "\"", !isEscaped { isQuoted = false }
                isEscaped = scalar == "\\" && !isEscaped
                continue
            }
            if scalar == "." || scalar == "[" {
                if !current.isEmpty { steps.append(current) }
                current = ""
            }
            if scalar != "." { current.unicodeScalars.append(scalar) }
            isQuoted = scalar == "\""
        }
        if !current.isEmpty { steps.append(current) }
        return steps.map { step in
            // By bytes: a combining mark behind the quote makes another character of it.
            let isWhole = step.utf8.first.map {
                [UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "*")].contains($0)
            }
            return isWhole == true ? step : "\"\(step)\""
        }
    }
}
