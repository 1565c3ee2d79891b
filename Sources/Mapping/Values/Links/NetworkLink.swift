/// The template by which a network makes links of offers: `[insert_offer_url_here]&data1={clickid}`.
///
/// API document, "Create a network", field `offer_url`. RedTrack's own pages apply it when an offer is made by hand; of
/// offers that the API makes the document says nothing, so the link is written out.
package struct NetworkLink: Sendable, Hashable {
    /// What follows the link, such as `data1={clickid}`.
    private let parameters: [(name: LinkParameter, value: LinkValue)]
    private let text: String

    /// What a template holds in the place of the link.
    package static let placeholder = "[insert_offer_url_here]"

    /// Reads a template; `nil` when it is empty, is the link alone, or does not start with the link: what it would make
    /// is then unknown.
    package init?(_ template: String) {
        guard template.hasPrefix(Self.placeholder) else { return nil }
        let rest = template.dropFirst(Self.placeholder.count)
        guard let first = rest.first, first == "&" || first == "?" else { return nil }
        var parameters: [(LinkParameter, LinkValue)] = []
        for part in rest.dropFirst().split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = try? LinkParameter(String(halves[0])) else { return nil }
            parameters.append((name, LinkValue(encoded: halves.count > 1 ? halves[1] : "")))
        }
        guard !parameters.isEmpty else { return nil }
        self.parameters = parameters
        text = template
    }

    /// The link with what the template adds to it; `nil` when it has a macro for the click id already, or is none.
    package func applied(to link: String) -> String? {
        guard !link.isEmpty, !Self.hasClickID(link) else { return nil }
        var result = link
        for parameter in parameters {
            guard let next = try? parameter.name.set(parameter.value, in: result.utf8.span) else {
                return nil
            }
            result = next
        }
        return result
    }

    /// Whether RedTrack puts the id of the click into a link.
    private static func hasClickID(_ link: String) -> Bool { link.contains("{clickid}") }

    package static func == (left: NetworkLink, right: NetworkLink) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
