import Feeds

/// The fields of a body, however it is written: JSON, `name=value&...`, or multipart.
///
/// What it is shows in the body itself: the document's own example sends `name=value` and calls it multipart.
struct FormFields: Sendable {
    private let values: [String: String]

    /// - Throws: ``Refusal`` with 400 when a body that looks like JSON is none.
    init(_ body: [UInt8], contentType: String?) throws {
        let first = body.first { ![9, 10, 13, 32].contains($0) }
        if first == UInt8(ascii: "{") {
            let members = try RequestBody.sent(body).members ?? []
            let pairs = members.compactMap { member in
                member.node.value.string.map { (member.name, $0) }
            }
            values = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        } else if let boundary = Self.boundary(contentType), first == UInt8(ascii: "-") {
            values = Self.multipart(String(decoding: body, as: UTF8.self), boundary)
        } else {
            values = QueryParameters(String(decoding: body, as: UTF8.self)[...]).all
        }
    }

    subscript(name: String) -> String? { values[name] }

    private static func boundary(_ contentType: String?) -> String? {
        guard let contentType, contentType.lowercased().hasPrefix("multipart/") else { return nil }
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1).map { part in
                part.drop { $0 == " " }
            }
            guard parts.count == 2, parts[0].lowercased() == "boundary" else { continue }
            let text = parts[1].filter { $0 != "\"" }
            return text.isEmpty ? nil : text
        }
        return nil
    }

    /// Parts are separated by lines of `--` and the boundary; their head ends with an empty line.
    private static func multipart(_ body: String, _ boundary: String) -> [String: String] {
        var values: [String: String] = [:]
        // A carriage return and a line feed are one character; both ways of ending a line are read.
        let lines = body.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }
        var name: String?
        var text: [Substring] = []
        var isHead = false
        for line in lines {
            if line == "--\(boundary)" || line == "--\(boundary)--" {
                if let name, values[name] == nil { values[name] = text.joined(separator: "\n") }
                (name, text, isHead) = (nil, [], true)
            } else if isHead {
                if line.isEmpty { isHead = false } else { name = fieldName(line) ?? name }
            } else {
                text.append(line)
            }
        }
        return values
    }

    /// The name in `Content-Disposition: form-data; name="login"`.
    private static func fieldName(_ line: Substring) -> String? {
        guard line.lowercased().hasPrefix("content-disposition:") else { return nil }
        for parameter in line.split(separator: ";").dropFirst() {
            let text = parameter.drop { $0 == " " }
            if text.lowercased().hasPrefix("name=") { return text.dropFirst(5).filter { $0 != "\"" } }
        }
        return nil
    }
}
