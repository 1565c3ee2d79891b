import Diagnostics
import Feeds
import TestSupport
import Testing

/// The W3C conformance suite, James Clark's part.
@Suite struct XMLConformanceTests {
    static func files(_ folder: String) -> [Conformance.File] {
        Conformance.files("xml/xmltest/\(folder)", suffix: ".xml")
    }

    /// Their default attributes are declared in a file that is not read.
    static let defaultsOutside: Set<String> = Set(
        ([3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29]).map {
            "not-sa/0\($0 < 10 ? "0" : "")\($0).xml"
        } + ["sa/097.xml"])

    /// Refers to an entity that is declared in a file that is not read.
    static let entityOutside: Set<String> = ["not-sa/031.xml"]

    /// libxml2 takes a carriage return that an entity brings for a line end.
    static let returnInEntity: Set<String> = ["sa/068.xml"]

    /// Names that the fifth edition of XML 1.0 allows, and the suite, which is older, does not.
    static let fifthEdition: Set<String> = ["sa/140.xml", "sa/141.xml"]

    /// The fault is in a file that is not read.
    static let faultOutside: Set<String> = Set(
        ["001", "003", "004", "005", "006", "007", "008", "009", "010", "011"].map { "not-sa/\($0).xml" })

    /// The last folder and the name.
    static func key(_ file: Conformance.File) -> String {
        file.path.split(separator: "/").suffix(2).joined(separator: "/")
    }

    @Test(
        "A valid document gives its canonical form, but for those listed",
        arguments: files("valid/sa") + files("valid/not-sa"))
    func accepts(file: Conformance.File) throws {
        let bytes = try file.bytes()
        let key = Self.key(file)
        guard !Self.entityOutside.contains(key) else {
            let error = #expect(throws: FeedError.self) { try XMLDocument.parse(bytes) }
            #expect(error?.code == .forbidden)
            return
        }
        let root = try XMLDocument.parse(bytes)
        let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let expected = Conformance.File(path: folder + "/out/" + file.name, name: file.name)
        let isEqual = Canonical.text(of: root) == Canonical.elements(try expected.bytes())
        let isListed = Self.defaultsOutside.contains(key) || Self.returnInEntity.contains(key)
        #expect(isEqual != isListed, "\(key)")
    }

    @Test(
        "A document that is not well-formed is refused at a place in it, but for those listed",
        arguments: files("not-wf/sa") + files("not-wf/not-sa") + files("not-wf/ext-sa"))
    func refuses(file: Conformance.File) throws {
        let bytes = try file.bytes()
        let isListed =
            Self.fifthEdition.contains(Self.key(file)) || Self.faultOutside.contains(Self.key(file))
        do throws(FeedError) {
            _ = try XMLDocument.parse(bytes)
            #expect(isListed, "accepted: \(Self.key(file))")
        } catch {
            #expect(!isListed, "refused: \(Self.key(file))")
            #expect((0...bytes.count).contains(error.position.offset))
        }
    }

    @Test("A document that refers to entities outside of it is refused", arguments: files("valid/ext-sa"))
    func refusesExternal(file: Conformance.File) throws {
        let bytes = try file.bytes()
        let error = #expect(throws: FeedError.self) { try XMLDocument.parse(bytes) }
        #expect(error?.code == .forbidden)
    }

    @Test(
        "A document that is only invalid is accepted", arguments: files("invalid") + files("invalid/not-sa"))
    func acceptsInvalid(file: Conformance.File) throws {
        _ = try XMLDocument.parse(try file.bytes())
    }
}

/// The canonical form that the suite's `out` folders hold, without notations and processing instructions.
enum Canonical {
    static func text(of element: XMLElement) -> String {
        var text = "<" + element.name
        let attributes = (element.namespaces + element.attributes).sorted {
            $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        for attribute in attributes { text += " \(attribute.name)=\"\(escaped(attribute.value))\"" }
        text += ">"
        for child in element.children {
            switch child {
            case .element(let child): text += Self.text(of: child)
            case .text(let content, _): text += escaped(content)
            }
        }
        return text + "</\(element.name)>"
    }

    static func elements(_ bytes: [UInt8]) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        if let start = text.firstRange(of: "<!DOCTYPE"), let end = text.firstRange(of: "]>\n") {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        while let start = text.firstRange(of: "<?"), let end = text.firstRange(of: "?>") {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        return text
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
