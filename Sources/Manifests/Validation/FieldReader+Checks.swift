internal import Diagnostics
internal import Feeds
internal import RedTrack

/// What a value must be beyond its type. Called by the readers of each type, with the value as written for the place.
extension FieldReader {
    /// A text as it is to be sent; `nil` when it is at fault.
    mutating func checkedText(_ text: String, _ written: WrittenNode, _ path: FieldPath) -> String? {
        if CountryCode.isExpected(in: path) {
            guard let code = CountryCode.normalized(text) else {
                findings.error(
                    "country", "there is no country \"\(text)\"", at: written.position,
                    length: written.length,
                    help: CountryCode.help(for: text))
                return nil
            }
            return code
        }
        if DomainAddress.isExpected(in: path, of: kind), let fault = DomainAddress.fault(in: text) {
            findings.error(
                "domain-url", fault.message, at: written.position, length: written.length, help: fault.help)
            return nil
        }
        if path.isTop("title"), text.unicodeScalars.count > Self.longestTitle {
            findings.warning(
                "long-title", "the title has more than \(Self.longestTitle) characters", at: written.position,
                length: written.length, help: "RedTrack may cut it")
        }
        return text
    }

    /// Longer titles are unusual; the API document sets no limit.
    static var longestTitle: Int { 255 }

    /// Warns of numbers that are probably not meant.
    mutating func checkInteger(_ integer: Int, _ written: WrittenNode, _ path: FieldPath) {
        if path.last == "payment_percent", integer > 100 {
            findings.warning(
                "percent", "`\(path)` is \(integer) percent", at: written.position, length: written.length,
                help: "it is a share of the payout, 0 to 100")
        }
    }

    /// Whether files may ask for a choice.
    mutating func checkChoice(_ number: Int, _ written: WrittenNode, _ path: FieldPath) -> Bool {
        if Self.allowsChoice(number, path) { return true }
        findings.error(
            "status", "a \(kind.rawValue) is not deleted by its status", at: written.position,
            length: written.length, help: "write `state: absent` to remove it")
        return false
    }

    /// Objects are removed by `state`, never by their status.
    static func allowsChoice(_ number: Int, _ path: FieldPath) -> Bool {
        !path.isTop("status") || number != Status.deleted.rawValue
    }

    /// Warns of a filter that lets nothing, or everything, pass.
    mutating func checkFilter(
        _ members: [Member], _ fields: [FieldDescription], _ written: WrittenNode, _ path: FieldPath
    ) {
        let isActive = members.contains { $0.name == "active" && $0.node.value.bool == true }
        guard isActive, !StreamFilter.hasValues(members) else { return }
        findings.warning(
            "empty-filter", "the filter `\(path.last)` is active without a value", at: written.position,
            length: written.length, help: "write its values, or `active: false`")
    }

    /// Warns of lists of records that are probably not meant.
    mutating func checkList(_ nodes: [Node], _ fields: [FieldDescription], _ path: FieldPath) {
        for field in fields {
            if case .reference(let kind) = field.type { checkRepeated(nodes, field.manifestName, kind) }
        }
        guard path.isTop("streams") else { return }
        for node in nodes where node.value["offers"]?.value.list?.isEmpty ?? true {
            findings.warning(
                "no-offers", "a stream has no offers", at: node.position,
                help: "clicks of this stream have nowhere to go")
        }
    }

    private mutating func checkRepeated(_ nodes: [Node], _ name: String, _ kind: Kind) {
        var seen: Set<[UInt8]> = []
        for node in nodes {
            guard let reference = node.value[name], let text = reference.value.string else { continue }
            if seen.insert(Array(text.utf8)).inserted { continue }
            findings.warning(
                "repeated", "the \(kind.rawValue) \"\(text)\" stands twice in one stream",
                at: reference.position,
                length: text.unicodeScalars.count, help: "write it once, with the sum of the weights")
        }
    }
}
