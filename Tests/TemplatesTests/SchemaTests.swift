import Diagnostics
import Feeds
import Mapping
import RedTrack
import Testing

/// `docs/template.schema.json` is written by hand; the reader of templates decides what it must say.
@Suite("The JSON Schema of templates")
struct SchemaTests {
    /// A place in a template: a template with the word `0` there, and where the schema describes the place.
    struct Level: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let schema: [String]
        let template: String

        init(_ schema: String, _ template: String) {
            testDescription = schema.isEmpty ? "template" : schema
            self.schema = schema.isEmpty ? [] : ["$defs", schema]
            self.template = template
        }
    }

    /// The smallest template with more words.
    private static func template(
        _ more: String = "", format: String = "json", make: String = "", fields: String = ""
    ) -> String {
        #"{"template": "t", "format": "\#(format)", "make": [{"kind": "network", "key": "id", "#
            + #""fields": {"title": "t", "url": "u"\#(fields)}\#(make)}]\#(more)}"#
    }

    private static let levels = [
        Level("", template(#", "0": 1"#)),
        Level("csvReader", template(#", "reader": {"0": 1}"#, format: "csv")),
        Level("jsonReader", template(#", "reader": {"0": 1}"#)),
        Level("xmlReader", template(#", "reader": {"0": 1}"#, format: "xml")),
        Level("parameter", template(#", "parameters": {"a": {"0": 1}}"#)),
        Level("fileTable", template(#", "tables": {"a": {"file": "f", "key": "k", "value": "v", "0": 1}}"#)),
        Level("valueTable", template(#", "tables": {"a": {"values": {}, "0": 1}}"#)),
        Level("join", template(#", "joins": {"a": {"format": "json", "key": "k", "0": 1}}"#)),
        Level("make", template(make: #", "0": 1"#)),
        Level("skip", template(make: #", "skip": [{"when": "a", "reason": "b", "0": 1}]"#)),
        Level("ignore", template(#", "ignore": [{"fields": ["a"], "reason": "b", "0": 1}]"#)),
        Level("test", template(#", "tests": [{"name": "a", "input": "b", "0": 1}]"#)),
    ]

    @Test("knows the words that the reader knows, and no others", arguments: levels)
    func words(_ level: Level) throws {
        let place = try schema(level.schema)
        let known = try listed(level.template, behind: "it may have: ")
        #expect(Set(known) == Set(place["properties"]?.value.members?.map(\.name) ?? []))
        #expect(place["additionalProperties"]?.value.bool == false)
    }

    @Test(
        "demands the words that the reader demands",
        arguments: levels.filter { $0.testDescription != "parameter" })
    func demands(_ level: Level) throws {
        let required = try schema(level.schema)["required"]?.value.list?.compactMap(\.value.string) ?? []
        let empty: [String: String] = [
            "template": "{}", "fileTable": Self.template(#", "tables": {"a": {"file": "f", "key": "k"}}"#),
            "valueTable": Self.template(#", "tables": {"a": {"values": {}}}"#),
            "join": Self.template(#", "joins": {"a": {}}"#),
            "make": #"{"template": "t", "format": "json", "make": [{}]}"#,
            "skip": Self.template(make: #", "skip": [{}]"#), "ignore": Self.template(#", "ignore": [{}]"#),
            "test": Self.template(#", "tests": [{}]"#),
        ]
        guard let text = empty[level.testDescription] else {
            #expect(required.isEmpty)
            return
        }
        let missing = try findings(text).filter { $0.id == "template.missing" }
            .compactMap { $0.message.split(separator: " ").last.map(String.init) }
        switch level.testDescription {
        // What makes a table one in a file, or one with a default, cannot be missing from it.
        case "fileTable": #expect(Set(required) == Set(missing + ["file", "key"]))
        case "valueTable": #expect(required == ["values"])
        default: #expect(Set(required) == Set(missing))
        }
    }

    @Test(
        "knows the values that the reader knows",
        arguments: [
            Level("csvReader.quote", template(#", "reader": {"quote": "0"}"#, format: "csv")),
            Level("csvReader.escape", template(#", "reader": {"escape": "0"}"#, format: "csv")),
            Level("csvReader.ragged", template(#", "reader": {"ragged": "0"}"#, format: "csv")),
            Level(
                "csvReader.duplicate_headers",
                template(#", "reader": {"duplicate_headers": "0"}"#, format: "csv")),
            Level("jsonReader.framing", template(#", "reader": {"framing": "0"}"#)),
            Level(
                "join.duplicates",
                template(#", "joins": {"a": {"format": "json", "key": "k", "duplicates": "0"}}"#)),
            Level("join.format", template(#", "joins": {"a": {"format": "0", "key": "k"}}"#)),
            Level("make.duplicates", template(make: #", "duplicates": "0""#)),
            Level(
                "make.kind",
                #"{"template": "t", "format": "json", "make": [{"kind": "0", "key": "k", "fields": {}}]}"#),
        ])
    func values(_ level: Level) throws {
        let parts = level.testDescription.split(separator: ".").map(String.init)
        let place = try schema(["$defs", parts[0], "properties", parts[1]])
        let known = try listed(level.template, behind: "one of: ")
        #expect(Set(known) == Set(place["enum"]?.value.list?.compactMap(\.value.string) ?? []))
    }

    @Test("knows the syntaxes and what may become of an empty field")
    func policies() throws {
        let formats = try schema(["properties", "format"])["enum"]?.value.list?.compactMap(\.value.string)
        #expect(Set(formats ?? []) == Set(FeedSyntax.allCases.map(\.rawValue)))
        let policies = try schema(["$defs", "make", "properties", "on_empty", "additionalProperties"])["enum"]
        #expect(
            Set(policies?.value.list?.compactMap(\.value.string) ?? [])
                == Set(Template.EmptyPolicy.allCases.map(\.rawValue)))
    }

    @Test("knows the fields of every kind", arguments: RedTrack.Kind.allCases)
    func fields(_ kind: RedTrack.Kind) throws {
        let names = try schema(["$defs", "\(kind.rawValue)Fields", "propertyNames"])["enum"]
        let paths = Self.paths(kind.fields, behind: "")
        #expect(
            names?.value.list?.compactMap(\.value.string) ?? [] == paths,
            "\(Value.list(paths.map { Node(.string($0)) }).jsonText())")
    }

    /// The paths that can be set, in the order of the tables.
    private static func paths(_ fields: [FieldDescription], behind prefix: String) -> [String] {
        fields.filter(\.isWritable).flatMap { field -> [String] in
            let path = prefix + field.manifestName
            guard case .record(let inner) = field.type else { return [path] }
            return [path] + paths(inner, behind: path + ".")
        }
    }

    // MARK: Reading

    /// A part of the schema.
    private func schema(_ path: [String]) throws -> Value {
        var place = try JSONDocument.parse(try PackageFolder.bytes("docs/template.schema.json")).value
        for name in path { place = try #require(place[name]?.value, "the schema has no \(name)") }
        return place
    }

    private func findings(_ text: String) throws -> [Diagnostic] {
        do {
            _ = try Template(try JSONDocument.parse(Array(text.utf8)), file: "t.yaml")
            return []
        } catch let error as DiagnosticsError {
            return error.diagnostics
        }
    }

    /// What the reader says that it would take in place of a word.
    private func listed(_ text: String, behind prefix: String) throws -> [String] {
        let helps = try findings(text).filter { $0.id == "template.unknown-word" }.compactMap(\.help)
        let help = try #require(helps.first { $0.hasPrefix(prefix) }, "\(helps)")
        return help.dropFirst(prefix.count).split(separator: ", ").map(String.init)
    }
}
