internal import Feeds
public import RedTrack

/// The JSON Schema (draft 2020-12) of manifests in YAML and JSON, for editors.
///
/// It is made from the descriptions of the API's fields. Editors read YAML by its core schema, so a text may also be a
/// number or a truth value there; the reader checks more than a schema can say.
public enum ManifestJSONSchema {
    /// The schema of all manifests, or of those with one kind alone.
    public static func text(_ kind: Kind? = nil) -> String {
        let kinds = kind.map { [$0] } ?? Kind.allCases
        return Value.object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("Manifests of Waybill")),
            (
                "description",
                .string(
                    "A field that is left out is left alone; an empty one clears. ${var.NAME} stands for a variable."
                )
            ),
            ("type", .string("object")),
            ("properties", .object(kinds.map { ($0.plural, list(of: $0)) })),
            ("additionalProperties", .bool(false)),
            ("$defs", .object(kinds.map { ($0.rawValue, object($0)) } + shared)),
        ]).jsonText(pretty: true) + "\n"
    }

    private static func list(of kind: Kind) -> Value {
        .object([
            ("description", .string("A list of \(kind.plural), or a mapping of keys to \(kind.plural).")),
            (
                "anyOf",
                .array([
                    .object([("type", .string("array")), ("items", reference(kind.rawValue))]),
                    .object([("type", .string("object")), ("additionalProperties", reference(kind.rawValue))]
                    ),
                ])
            ),
        ])
    }

    // MARK: Objects

    private static func object(_ kind: Kind) -> Value {
        let words = ObjectWord.words(of: kind).map { ($0.rawValue, word($0)) }
        let fields = kind.fields.filter { $0.access != .readOnly }.map { field in
            (field.manifestName, property(field, FieldPath(field.manifestName), kind, isListed: false))
        }
        return .object([
            ("type", .string("object")), ("properties", .object(words + fields)),
            ("additionalProperties", .bool(false)),
        ])
    }

    private static func word(_ word: ObjectWord) -> Value {
        let (about, type): (String, Value) =
            switch word {
            case .key:
                (
                    "The name that other objects and the lock file know it by; else its title.",
                    reference("text")
                )
            case .id: ("The id of the object of the account that is meant.", reference("text"))
            case .preset:
                (
                    "The predefined object whose fields are copied; what is written here wins.",
                    reference("text")
                )
            case .state:
                (
                    "Whether it should exist.",
                    .object([
                        ("enum", .array(ManifestObject.State.allCases.map { .string($0.rawValue) }))
                    ])
                )
            case .protect: ("Whether removing it is forbidden.", reference("boolean"))
            case .extra:
                ("Raw fields of the API that Waybill does not know.", .object([("type", .string("object"))]))
            }
        return described(type, about)
    }

    private static func property(
        _ field: FieldDescription, _ path: FieldPath, _ kind: Kind, isListed: Bool
    ) -> Value {
        let meaning = FieldMeaning.of(kind, path.description).map { $0 + " " } ?? ""
        let about = meaning + XSDMeaning.of(field, at: path, isListed: isListed)
        guard field.access == .ignored else {
            return described(type(field, path, kind, isListed: isListed), about)
        }
        return .object([("description", .string(about)), ("deprecated", .bool(true))])
    }

    private static func type(
        _ field: FieldDescription, _ path: FieldPath, _ kind: Kind, isListed: Bool
    ) -> Value {
        switch field.type {
        case .text where CountryCode.isExpected(in: path): return reference("country")
        case .text where path.last == "id" && path.description.hasPrefix("streams.filters"):
            // A list with one value is taken for the value.
            return .object([
                (
                    "anyOf",
                    .array([
                        reference("text"),
                        .object([
                            ("type", .string("array")), ("items", reference("text")),
                            ("maxItems", .number("1")),
                        ]),
                    ])
                )
            ])
        case .text, .reference: return reference("text")
        case .integer(let minimum): return number(integer: true, minimum: "\(minimum)")
        case .decimal: return number(integer: false, minimum: "0")
        case .boolean: return reference("boolean")
        case .choice(let choices):
            let allowed = choices.filter { FieldReader.allowsChoice($0.number, path) }
            let words = allowed.flatMap { $0.names.map(Value.string) + [.number("\($0.number)")] }
            // `redirect_type: 302` is a number in YAML, and means the word.
            let numbers = allowed.flatMap(\.names).filter { Int($0) != nil }.map(Value.number)
            return anyOf([.object([("enum", .array(words + numbers))]), reference("variable")])
        case .texts:
            let item = reference(CountryCode.isExpected(in: path) ? "country" : "text")
            return .object([("type", .string("array")), ("items", item)])
        case .record(let fields): return record(fields, path, kind, isListed: isListed)
        case .records(let fields, _):
            return .object([
                ("type", .string("array")),
                ("items", record(fields, path, kind, isListed: true, isElement: true)),
            ])
        case .statistics: return .bool(false)
        }
    }

    private static func record(
        _ fields: [FieldDescription], _ path: FieldPath, _ kind: Kind, isListed: Bool, isElement: Bool = false
    ) -> Value {
        let writable = fields.filter(\.isWritable)
        let needed = isElement ? writable.filter { $0.access == .required }.map(\.manifestName) : []
        return .object(
            [
                ("type", .string("object")),
                (
                    "properties",
                    .object(
                        writable.map {
                            (
                                $0.manifestName,
                                property($0, path.appending($0.manifestName), kind, isListed: isListed)
                            )
                        })
                ),
            ] + (needed.isEmpty ? [] : [("required", .array(needed.map(Value.string)))])
                + [("additionalProperties", .bool(false))])
    }

    // MARK: Values

    private static let shared: [(String, Value)] = [
        ("text", .object([("type", .array(["string", "number", "boolean"].map(Value.string)))])),
        (
            "country",
            anyOf([
                .object([("type", .string("string")), ("pattern", .string("^[A-Za-z]{2}$"))]),
                reference("variable"),
            ])
        ),
        (
            "boolean",
            anyOf([
                .object([("type", .string("boolean"))]),
                .object([("enum", .array(["yes", "no", "on", "off"].map(Value.string)))]),
                reference("variable"),
            ])
        ),
        (
            "variable",
            .object([("type", .string("string")), ("pattern", .string(#"\$\{var\.[A-Za-z0-9_-]+\}"#))])
        ),
    ]

    private static func number(integer: Bool, minimum: String) -> Value {
        anyOf([
            .object([("type", .string(integer ? "integer" : "number")), ("minimum", .number(minimum))]),
            reference("variable"),
        ])
    }

    private static func anyOf(_ types: [Value]) -> Value { .object([("anyOf", .array(types))]) }

    private static func reference(_ name: String) -> Value { .object([("$ref", .string("#/$defs/" + name))]) }

    private static func described(_ type: Value, _ about: String) -> Value {
        .map([Member("description", .string(about))] + (type.members ?? []))
    }
}
