internal import Feeds

/// Rejected elements, as they stood in their document, inside the elements that the template's path names.
///
/// A prefix that a record uses and does not declare is declared in its first tag: as the template says, else as a
/// namespace of its own, since names outside of the template's namespaces are compared as they are written.
struct XMLRejects: RejectForm {
    private let paths: [[String]]
    private let prefixes: [String: String]
    private var around: [String] = []
    /// The prefix that the template's path gives the record's element.
    private var prefix: String?

    init(_ options: XMLRecordOptions) {
        prefixes = options.prefixes
        paths = (options.records?.text ?? "/*/*").split(separator: "|").map { path in
            path.filter { !$0.isWhitespace }.split(separator: "/").map(String.init)
        }
    }

    /// Chooses the path that means elements with the name of the record's.
    private mutating func choosePath(_ record: Record) {
        let name = record.source.dropFirst().prefix {
            $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        let local = Self.local(String(decoding: name, as: UTF8.self))
        let path = paths.first { $0.last.map { Self.local($0) } == local } ?? paths.first ?? []
        var steps = path.map { $0 == "*" ? Self.anyName : $0 }
        prefix = steps.popLast().flatMap { Self.prefix(of: $0) }
        around = steps.isEmpty ? [Self.anyName] : steps
    }

    private static func local(_ name: String) -> Substring {
        name.split(separator: ":", maxSplits: 1).last ?? ""
    }

    private static let anyName = "waybill"

    private static func prefix(of name: String) -> String? {
        let parts = name.split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? String(parts[0]) : nil
    }

    mutating func head(_ record: Record) -> [UInt8] {
        choosePath(record)
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- \(RejectMark.member) -->\n"
        for (index, name) in around.enumerated() {
            text += "<\(name)"
            if index == 0 {
                for (prefix, uri) in prefixes.sorted(by: { $0.key < $1.key }) where !prefix.isEmpty {
                    text += " xmlns:\(prefix)=\"\(Self.escaped(uri))\""
                }
            }
            text += ">"
        }
        return Array((text + "\n").utf8)
    }

    var tail: [UInt8] { Array((around.reversed().map { "</\($0)>" }.joined() + "\n").utf8) }

    func add(_ record: Record, reason: String, place: String, isFirst: Bool, to bytes: inout [UInt8]) {
        var comment = ""
        for scalar in "\(place): \(reason)".unicodeScalars {
            // Two hyphens would end the comment.
            if scalar == "-", comment.hasSuffix("-") { comment.append(" ") }
            comment.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        bytes += Array("<!-- \(comment) -->\n".utf8)
        let source = Array(record.source)
        let nameEnd = source.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
        let end = nameEnd ?? source.count
        bytes += source[..<end]
        bytes += Array(declarations(for: source, nameEnd: end).utf8)
        bytes += source[end...]
        bytes.append(0x0A)
    }

    // MARK: Namespaces

    private func declarations(for source: [UInt8], nameEnd: Int) -> String {
        let written = String(decoding: source[..<nameEnd].dropFirst(), as: UTF8.self)
        let own = Self.prefix(of: written) ?? ""
        let found = XMLPrefixes(in: source)
        var text = ""
        if let prefix, let uri = prefixes[prefix], own != prefix, !found.declaredFirst.contains(own) {
            text += own.isEmpty ? " xmlns=\"" : " xmlns:\(own)=\""
            text += Self.escaped(uri) + "\""
        }
        for name in found.undeclared.sorted() where name != "xml" && prefixes[name] == nil {
            if name == own, prefix != nil { continue }
            let uri = name == "xsi" ? "http://www.w3.org/2001/XMLSchema-instance" : "urn:waybill:\(name)"
            text += " xmlns:\(name)=\"\(uri)\""
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
