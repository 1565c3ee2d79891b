internal import Feeds
internal import RedTrack

/// The JSON Schema (draft 2020-12) of `waybill.yaml`, for editors.
public enum ProjectJSONSchema {
    /// The text of the schema.
    public static var text: String {
        Value.object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("A project of Waybill: waybill.yaml")),
            ("type", .string("object")),
            ("properties", .object(members)),
            ("additionalProperties", .bool(false)),
        ]).jsonText(pretty: true) + "\n"
    }

    private static var members: [(String, Value)] {
        [
            ("accounts", about("The accounts by name.", map(of: account))),
            ("account", about("The account that commands use when none is named.", string)),
            (
                "manifests",
                about("The files with objects; all manifests of the folder without it.", array(of: string))
            ),
            ("feeds", about("The feeds that are a part of every plan.", feeds)),
            (
                "moved",
                about("What objects were called before: `{from: offers/old, to: offers/new}`.", .object([]))
            ),
            (
                "adoption",
                about("What to do with objects of the account that no lock file knows.", .object([]))
            ),
        ] + rules
    }

    private static var account: Value {
        record(
            [
                ("url", about("https://HOST, or sandbox:FILE for an account of its own in a file.", string)),
                (
                    "key",
                    about(
                        "Where the key is: env:NAME or file:PATH, never the key itself.",
                        pattern("^(env|file):."))
                ),
            ] + rules)
    }

    private static var rules: [(String, Value)] {
        [
            ("lints", about("How much each lint matters; docs/LINTS.md lists them.", lints)),
            ("policies", about("What plans must keep to; see docs/POLICIES.md.", policies)),
            ("variables", about("Values that files name as ${var.NAME}.", map(of: scalar))),
            (
                "overlays",
                about(
                    "Files whose objects change those of the manifests.",
                    anyOf([
                        string, array(of: anyOf([string, record([("file", string), ("add", boolean)])])),
                        record([("file", string), ("add", boolean)]),
                    ]))
            ),
        ]
    }

    private static var feeds: Value {
        let fields: [(String, Value)] = [
            ("file", files), ("files", files), ("template", string), ("network", string),
            ("set", map(of: scalar)),
            ("joins", map(of: files)), ("scope", string), ("encoding", string), ("member", string),
        ]
        return anyOf([map(of: record(fields)), array(of: record([("name", string)] + fields))])
    }

    private static var lints: Value {
        let level = Value.object([
            ("enum", .array(LintLevel.allCases.map { .string($0.rawValue) } + [.bool(false)]))
        ])
        return record(
            LintRule.all.map { rule in
                let known: [(String, Value)] = rule == .unknownMacro ? [("known", files)] : []
                let setting = record([("severity", level), ("except", files)] + known)
                return (rule.name, about(rule.finds, anyOf([level, setting])))
            })
    }

    private static var policies: Value {
        let subjects = Kind.allCases.map(\.plural) + ["changes", "plan"]
        let fields: [(String, Value)] = [
            ("for", words(subjects)), ("over", words(["changes", "all"])), ("when", string), ("must", string),
            ("message", string), ("severity", words(PolicyDeclaration.Severity.allCases.map(\.rawValue))),
            ("except", files),
        ]
        return anyOf([
            map(of: record(fields, required: ["must"])),
            array(of: record([("name", string)] + fields, required: ["name", "must"])),
        ])
    }

    // MARK: Shapes

    private static let string = Value.object([("type", .string("string"))])
    private static let boolean = Value.object([("type", .string("boolean"))])
    private static let scalar = Value.object([
        ("type", .array(["string", "number", "boolean"].map(Value.string)))
    ])
    private static var files: Value { anyOf([string, array(of: string)]) }

    private static func pattern(_ text: String) -> Value {
        .object([("type", .string("string")), ("pattern", .string(text))])
    }

    private static func words(_ words: [String]) -> Value {
        .object([("enum", .array(words.map(Value.string)))])
    }

    private static func array(of item: Value) -> Value {
        .object([("type", .string("array")), ("items", item)])
    }

    private static func map(of value: Value) -> Value {
        .object([("type", .string("object")), ("additionalProperties", value)])
    }

    private static func record(_ fields: [(String, Value)], required: [String] = []) -> Value {
        .object(
            [("type", .string("object")), ("properties", .object(fields))]
                + (required.isEmpty ? [] : [("required", .array(required.map(Value.string)))])
                + [("additionalProperties", .bool(false))])
    }

    private static func anyOf(_ types: [Value]) -> Value { .object([("anyOf", .array(types))]) }

    private static func about(_ text: String, _ type: Value) -> Value {
        .map([Member("description", .string(text))] + (type.members ?? []))
    }
}
