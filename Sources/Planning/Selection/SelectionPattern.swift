import Diagnostics
import Feeds
package import Manifests
import RedTrack

/// What a user names a part of the objects by.
package enum SelectionPattern: Sendable, Hashable {
    /// A kind, or a kind and a key: `offers`, `offers/feed-a/*`.
    case address(AddressPattern)
    /// A tag of campaigns: `tag:summer`.
    case tag(String)
    /// A file that an object stands in: `file:offers.yaml`, with `*` and `**`.
    case file(String)
    /// A state of the project's repository: objects in files that differ from it.
    case changed(since: String)
    /// Objects in one of these files, whose paths have one name each.
    case files(Set<String>)

    /// Reads a pattern of the command line.
    /// - Throws: why it is none.
    package init(_ text: String) throws(AddressPattern.Fault) {
        guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/"), text[..<colon] != "*"
        else {
            self = .address(try AddressPattern(text))
            return
        }
        let word = String(text[..<colon])
        let rest = String(text[text.index(after: colon)...])
        guard ["tag", "file", "changed"].contains(word) else {
            throw AddressPattern.Fault(
                message: "\"\(text)\" is no pattern: there is no `\(word):`",
                help: "write KIND, KIND/KEY, tag:NAME, file:PATH or changed:REVISION")
        }
        if rest.isEmpty {
            throw AddressPattern.Fault(
                message: "\"\(text)\" names nothing", help: "write what follows \(word):")
        }
        switch word {
        case "tag": self = .tag(rest)
        case "file": self = .file(rest)
        default:
            // Git would take it for an option.
            if rest.hasPrefix("-") {
                throw AddressPattern.Fault(
                    message: "\"\(rest)\" is no revision", help: "write a branch, a tag or a commit")
            }
            self = .changed(since: rest)
        }
    }

    /// Whether an object is meant.
    func matches(_ object: ManifestObject) -> Bool {
        switch self {
        case .address(let pattern): return pattern.matches(object.kind, object.key)
        case .tag(let tag):
            let tags = object.field("tags")?.node.value.list ?? []
            return tags.contains { $0.value.string.map { PathPattern(tag).matchesText($0) } ?? false }
        case .file(let path):
            let pattern = PathPattern(path)
            return Self.files(of: object).contains(where: pattern.matchesPath)
        case .files(let files): return !files.isDisjoint(with: Self.files(of: object))
        case .changed: return false
        }
    }

    /// The files that say anything of an object: its own, and those of overlays.
    private static func files(of object: ManifestObject) -> Set<String> {
        var files: Set<String> = [object.place.file]
        for field in object.fields { files.insert(field.place.file) }
        return files
    }
}
