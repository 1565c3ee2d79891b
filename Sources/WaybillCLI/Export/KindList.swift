import ArgumentParser
import RedTrack

/// Several kinds, as `--kinds` takes them: `offers,campaigns`.
struct KindList: ExpressibleByArgument, Sendable {
    let kinds: Set<RedTrack.Kind>

    init?(argument: String) {
        var kinds: Set<RedTrack.Kind> = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let word = word.lowercased()
            guard let kind = RedTrack.Kind(plural: word) ?? RedTrack.Kind(rawValue: word) else { return nil }
            kinds.insert(kind)
        }
        self.kinds = kinds
    }

    static var allValueStrings: [String] { RedTrack.Kind.allCases.map(\.plural) }
}
