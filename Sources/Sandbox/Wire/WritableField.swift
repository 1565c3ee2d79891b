import Feeds

/// One field of a body: its name, its value in an object that never had it, and how a sent value is stored.
struct WritableField: Sendable {
    let name: String
    let initial: Value
    /// What the message says when a value has another shape, `a string`.
    let expected: String
    /// The value to store; `nil` when the sent one has the wrong shape.
    let stored: @Sendable (Value) -> Value?
}

extension WritableField {
    static func text(_ name: String) -> WritableField {
        WritableField(name: name, initial: .string(""), expected: "a string") { $0.string.map(Value.string) }
    }

    static func number(_ name: String) -> WritableField {
        WritableField(name: name, initial: .number("0"), expected: "a number") { $0.canonicalNumber }
    }

    static func integer(_ name: String) -> WritableField {
        WritableField(name: name, initial: .number("0"), expected: "an integer") { $0.canonicalInteger }
    }

    static func boolean(_ name: String) -> WritableField {
        WritableField(name: name, initial: .bool(false), expected: "a boolean") { $0.bool.map(Value.bool) }
    }

    /// A list of strings, which is `null` until it is set.
    static func texts(_ name: String) -> WritableField {
        WritableField(name: name, initial: .null, expected: "a list of strings") { $0.listOfTexts }
    }

    /// A map or list that is stored as it was sent and is `null` until it is set.
    static func raw(_ name: String) -> WritableField {
        WritableField(name: name, initial: .null, expected: "an object") { value in
            if case .map = value { value } else { nil }
        }
    }
}

extension Value {
    /// This value when it is a list of strings only.
    var listOfTexts: Value? {
        guard let list, list.allSatisfy({ $0.value.string != nil }) else { return nil }
        return self
    }

    /// The strings of a list; empty for everything else.
    var texts: [String] { list?.compactMap(\.value.string) ?? [] }

    /// The value named `name`, or `null`.
    func value(_ name: String) -> Value { self[name]?.value ?? .null }

    /// The text named `name`, or an empty one.
    func text(_ name: String) -> String { self[name]?.value.string ?? "" }
}
