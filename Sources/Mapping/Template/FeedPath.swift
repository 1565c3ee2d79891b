/// The way to fields of a record: `relationship.creatives`, `caps.*`, `payouts[].goal`, `"Offer Name"`.
///
/// A name goes through lists without `[]` as well. Other characters than `.`, `[`, `]`, `"` and `*` need no quotes.
package struct FeedPath: Sendable, Hashable, CustomStringConvertible {
    /// One step.
    enum Step: Sendable, Hashable {
        case name([UInt8])
        case anyName
        case element
    }

    /// The path as it is written.
    package let description: String
    let steps: [Step]

    /// Reads a path.
    ///
    /// Throws ``ValueError`` when it is empty or breaks off.
    package init(_ text: String) throws(ValueError) {
        description = text
        var steps: [Step] = []
        var rest = Array(text.utf8)[...]
        var wantsName = true
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "[") where !steps.isEmpty && rest.dropFirst().first == UInt8(ascii: "]"):
                rest = rest.dropFirst(2)
                steps.append(.element)
                wantsName = false
            case UInt8(ascii: ".") where !wantsName:
                rest = rest.dropFirst()
                wantsName = true
            case UInt8(ascii: "*") where wantsName:
                rest = rest.dropFirst()
                steps.append(.anyName)
                wantsName = false
            case UInt8(ascii: "\"") where wantsName:
                let body = rest.dropFirst()
                guard let end = body.firstIndex(of: UInt8(ascii: "\"")) else { throw Self.fault(text) }
                steps.append(.name(Array(body[..<end])))
                rest = body[(end + 1)...]
                wantsName = false
            default:
                let name = rest.prefix { !Self.special.contains($0) }
                guard wantsName, !name.isEmpty else { throw Self.fault(text) }
                steps.append(.name(Array(name)))
                rest = rest[name.endIndex...]
                wantsName = false
            }
        }
        guard !wantsName, steps.count <= 64 else { throw Self.fault(text) }
        self.steps = steps
    }

    private static let special = Array(".[]\"*".utf8)

    private static func fault(_ text: String) -> ValueError {
        ValueError(
            .malformed, "\(ValueError.quoted(text.utf8.span)) is no path of a field",
            help: "write it like caps.daily, caps.*, payouts[].goal or \"Offer Name\"")
    }
}
