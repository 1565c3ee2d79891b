internal import Diagnostics

/// Parameters that a tracker adds to links on its own, such as the one in which a network wants the click id. RedTrack
/// adds none: they have to stand in the link, once.
struct AppendedParameters: Sendable {
    /// A parameter that the link has already, with another value.
    struct Conflict: Hashable, Sendable {
        /// The parameter.
        let name: String
        /// What the link says.
        let found: String
        /// What the tracker adds.
        let wanted: String
        /// Whether the click id would be lost, and with it every conversion.
        let losesClickID: Bool

        /// The finding for people; see `MacroFinding.diagnostic`.
        func diagnostic(in subject: String, tracker: String, at place: SourcePlace?) -> Diagnostic {
            // The link is not whole here, so that nobody else sees that a value is a secret.
            let taken = redactedLink("\(name)=\(found)")
            return Diagnostic(
                losesClickID ? .error : .warning, "migration.parameter-taken",
                "\(subject): \(tracker) adds \(name)=\(wanted), but the link has \(taken)", at: place,
                help: "remove one of the two; RedTrack sends the link as it stands")
        }
    }

    private let parameters: [(name: String, text: String)]

    /// Reads a string of parameters, such as `s1={clickid}&src=wb`; a `?` or `&` before the first is not part of it.
    init(_ text: String) {
        parameters = text.utf8.drop { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "&") }
            .split(separator: UInt8(ascii: "&"))
            .map { part in
                let name = part.prefix { $0 != UInt8(ascii: "=") }
                return (String(decoding: name, as: UTF8.self), String(decoding: part, as: UTF8.self))
            }
    }

    /// Whether there is nothing to add.
    var isEmpty: Bool { parameters.isEmpty }

    /// The link with these parameters, each once.
    ///
    /// They go behind the parameters that are there and before a `#`. One that is there with the same value, or with none,
    /// is not added again, but an empty one gets the value. A parameter of a link inside of the link is not one of the
    /// link's own.
    func appended(to link: String) -> (link: String, conflicts: [Conflict]) {
        var bytes = Array(link.utf8)
        var conflicts: [Conflict] = []
        for parameter in parameters {
            let wanted = Array(parameter.text.utf8)
            let nameCount = parameter.name.utf8.count
            if let found = Self.find(Array(parameter.name.utf8), bytes) {
                let value = LinkByte.decoded(bytes.span, found.value)
                let wantedValue = LinkByte.decoded(
                    wanted.span, min(nameCount + 1, wanted.count)..<wanted.count)
                if value.isEmpty {
                    bytes.replaceSubrange(found.whole, with: wanted)
                } else if value != wantedValue {
                    conflicts.append(
                        Conflict(
                            name: parameter.name, found: String(bytes.span, in: found.value),
                            wanted: String(decoding: wanted.dropFirst(nameCount + 1), as: UTF8.self),
                            losesClickID: wantedValue.contains("{clickid}".utf8)))
                }
                continue
            }
            let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
            bytes.insert(contentsOf: Self.joint(bytes[..<end]) + wanted, at: end)
        }
        return (String(decoding: bytes, as: UTF8.self), conflicts)
    }

    /// What stands between a link and the next parameter.
    private static func joint(_ link: ArraySlice<UInt8>) -> [UInt8] {
        guard link.contains(UInt8(ascii: "?")) else { return [UInt8(ascii: "?")] }
        switch link.last {
        case UInt8(ascii: "?"), UInt8(ascii: "&"): return []
        default: return [UInt8(ascii: "&")]
        }
    }

    /// Where a parameter of the link itself stands.
    private static func find(_ name: [UInt8], _ link: [UInt8]) -> (whole: Range<Int>, value: Range<Int>)? {
        let end = link.firstIndex(of: UInt8(ascii: "#")) ?? link.count
        guard let question = link[..<end].firstIndex(of: UInt8(ascii: "?")) else { return nil }
        let wanted = LinkByte.decoded(name.span, 0..<name.count)
        var start = question + 1
        while start < end {
            let stop = link[start..<end].firstIndex(of: UInt8(ascii: "&")) ?? end
            let equals = link[start..<stop].firstIndex(of: UInt8(ascii: "=")) ?? stop
            if LinkByte.decoded(link.span, start..<equals) == wanted {
                return (start..<stop, min(equals + 1, stop)..<stop)
            }
            start = stop + 1
        }
        return nil
    }
}
