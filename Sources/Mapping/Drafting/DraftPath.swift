internal import Feeds

/// The path of a field as statistics write it, taken apart.
struct DraftPath: Sendable, Hashable {
    /// One step.
    enum Step: Sendable, Hashable {
        case name(String)
        /// The elements of a list.
        case element
        /// The values of a map with very many names.
        case anyName
    }

    let steps: [Step]

    /// Reads a path such as `payouts[]."Offer Name".*`; `nil` for the record itself.
    init?(_ text: String) {
        var steps: [Step] = []
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "@") { return nil }
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "."): rest = rest.dropFirst()
            case UInt8(ascii: "["):
                steps.append(.element)
                rest = rest.dropFirst(2)
            case UInt8(ascii: "*"):
                steps.append(.anyName)
                rest = rest.dropFirst()
            case UInt8(ascii: "\""):
                guard let (name, behind) = Self.quoted(rest) else { return nil }
                steps.append(.name(name))
                rest = behind
            default:
                let name = rest.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
                steps.append(.name(String(decoding: name, as: UTF8.self)))
                rest = rest[name.endIndex...]
            }
        }
        guard !steps.isEmpty else { return nil }
        self.steps = steps
    }

    init(_ steps: [Step]) { self.steps = steps }

    private static func quoted(_ text: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        var end = text.startIndex + 1
        while end < text.endIndex, text[end] != UInt8(ascii: "\"") {
            end += text[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < text.endIndex, let node = try? JSONDocument.parse(Array(text[...end])),
            let name = node.value.string
        else { return nil }
        return (name, text[(end + 1)...])
    }

    /// The name of a column that has none, counted from 0, as readers number it.
    static func columnName(_ index: Int) -> String { "column_\(index + 1)" }

    // MARK: Parts

    /// The names from the outside in, without the name that readers of XML give to the text beside attributes.
    var names: [String] {
        var names: [String] = []
        for case .name(let name) in steps where name != "#text" { names.append(name) }
        return names
    }

    /// How often a step leads into a list.
    var lists: Int { steps.count { $0 == .element } }

    /// The path of what holds this; `nil` at the top.
    var parent: DraftPath? { steps.count > 1 ? DraftPath(Array(steps.dropLast())) : nil }

    /// Whether this stands inside of another path.
    func isInside(_ other: DraftPath) -> Bool {
        steps.count > other.steps.count && steps.starts(with: other.steps)
    }

    // MARK: Texts

    /// The expression that reads the field, of lists their first element; `nil` for the values of a map of many names.
    ///
    /// With `rows` the names of columns are places in a list.
    func expression(rows: Bool = false) -> String? {
        var text = ""
        for (index, step) in steps.enumerated() {
            switch step {
            case .anyName: return nil
            case .element: text += "[0]"
            case .name(let name):
                if rows, index == 0, let number = Int(name.dropFirst("column_".count)) {
                    text += "[\(number - 1)]"
                } else {
                    text += (text.isEmpty ? "" : ".") + Self.written(name)
                }
            }
        }
        return text.utf8.count <= 1_000 ? text : nil
    }

    /// A name as an expression writes it.
    static func written(_ name: String) -> String {
        let isPlain =
            name.utf8.first.map { $0.isASCIILetter || $0 == UInt8(ascii: "_") } ?? false
            && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
        if isPlain { return name }
        var bytes: [UInt8] = []
        RecordText.appendQuoted(Array(name.utf8)[...], to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The path as `ignore` writes it, which goes through lists by itself; `nil` when it cannot be written.
    var ignored: String? {
        var text = ""
        for step in steps {
            switch step {
            case .element: continue
            case .anyName: text += text.isEmpty ? "*" : ".*"
            case .name(let name):
                guard !name.contains("\""), name.utf8.count <= 500 else { return nil }
                let isPlain = !name.isEmpty && !name.utf8.contains { ".[]*".utf8.contains($0) }
                text += (text.isEmpty ? "" : ".") + (isPlain ? name : "\"\(name)\"")
            }
        }
        return text.isEmpty ? nil : text
    }
}
