import Diagnostics
import Feeds

extension XMLElement {
    /// The element with every place, for comparing what equality leaves out.
    var dump: String {
        func place(_ position: SourcePosition) -> String {
            "@\(position.line):\(position.column)+\(position.offset)"
        }
        let tags = (namespaces + attributes).map {
            " \($0.name)\(place($0.position))=\(String(reflecting: $0.value))\(place($0.valuePosition))"
        }
        let inner = children.map { child in
            switch child {
            case .element(let element): element.dump
            case .text(let text, let position): String(reflecting: text) + place(position)
            }
        }
        return "<\(name)\(place(position))\(tags.joined())>\(inner.joined())</>"
    }
}
