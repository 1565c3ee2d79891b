import Feeds
import RedTrack

extension Value {
    /// The value without what the API does not tell apart: order of members, `null` and `[]` and absence, `3` and `3.0`.
    var canonical: Value {
        switch self {
        case .number(let literal):
            guard let number = DecimalLiteral(literal) else { return self }
            return .string("number \(number.isNegative ? "-" : "")\(number.digits)e\(number.exponent)")
        case .list(let nodes): return .array(nodes.map(\.value.canonical))
        case .map(let members):
            let kept = members.map { ($0.name, $0.node.value.canonical) }
                .filter { $0.1 != .null && $0.1 != .array([]) }
            return .object(kept.sorted { $0.0 < $1.0 })
        case .null, .bool, .string: return self
        }
    }
}
