import Feeds
import Foundation
import Manifests

/// The account that was read, as a new project may name it: where it is, and where its key is to be had.
struct AccountReference {
    let name: String
    let url: String
    /// `env:NAME` or `file:PATH`, never a key.
    let key: String?

    /// The account that ``AccountTarget/find(named:in:environment:)`` finds; `nil` when it cannot be named without
    /// writing down what may be a secret.
    init?(named name: String?, in project: Project?, environment: [String: String]) {
        let account: Project.Account? =
            if let name {
                project?.accounts[name]
            } else if let url = environment["WAYBILL_API_URL"], !url.isEmpty {
                nil
            } else if let chosen = project?.defaultAccount?.value { project?.accounts[chosen] } else {
                project?.accounts.count == 1 ? project?.accounts.values.first : nil
            }
        let folder = account == nil ? nil : project?.folder
        var url =
            account.map { $0.url?.value ?? AccountTarget.defaultURL }
            ?? environment["WAYBILL_API_URL"].flatMap { $0.isEmpty ? nil : $0 } ?? AccountTarget.defaultURL
        if let name, name.hasPrefix("sandbox:") { url = name }
        // A user, a password or a query of a URL may be secret.
        guard !url.contains("@"), !url.contains("?") else { return nil }
        if url.hasPrefix("sandbox:") {
            let file = String(url.dropFirst("sandbox:".count))
            url = "sandbox:" + Self.absolute(file, in: folder)
        }
        self.name = account?.name ?? "main"
        self.url = url
        switch account?.key?.value {
        case .environment(let name)?: key = "env:\(name)"
        case .file(let path)?: key = "file:\(Self.absolute(path, in: folder))"
        case nil: key = url.hasPrefix("sandbox:") ? nil : "env:WAYBILL_API_KEY"
        }
    }

    private static func absolute(_ path: String, in folder: String?) -> String {
        let full = path.hasPrefix("/") ? path : (folder.map { $0 + "/" } ?? "") + path
        return URL(fileURLWithPath: full).standardizedFileURL.path
    }

    /// The text of a `waybill.yaml` with this account alone.
    var project: String {
        """
        # The account of these files. The key is read from where it says, and is never written here.
        accounts:
          \(Self.scalar(name)):
            url: \(Self.scalar(url))\(key.map { "\n    key: \(Self.scalar($0))" } ?? "")
        account: \(Self.scalar(name))

        """
    }

    /// A text as YAML has it: plain when nothing in it could mean something else.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default:
                    [
                        UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
                        UInt8(ascii: ":"),
                    ].contains(byte)
                }
            } && text.first?.isLetter == true && !text.hasSuffix(":")
            && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return isPlain ? text : Value.string(text).jsonText()
    }
}
