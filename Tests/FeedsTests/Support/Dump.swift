import Diagnostics
import Feeds

extension Node {
    /// The value with every place, for comparing what equality leaves out.
    var dump: String {
        let place = "@\(position.line):\(position.column)+\(position.offset)"
        switch value {
        case .list(let nodes): return place + "[" + nodes.map(\.dump).joined(separator: " ") + "]"
        case .map(let members):
            let inner = members.map { member in
                let name = member.namePosition
                return "\(member.name)@\(name.line):\(name.column)+\(name.offset)=\(member.node.dump)"
            }
            return place + "{" + inner.joined(separator: " ") + "}"
        default: return place + value.jsonText()
        }
    }
}

/// A result in words: what was read, or why not and where.
func outcome(_ read: () throws(FeedError) -> String) -> String {
    do throws(FeedError) {
        return try read()
    } catch {
        let place = error.position
        return "\(error.code)@\(place.line):\(place.column)+\(place.offset): \(error.message)"
    }
}
