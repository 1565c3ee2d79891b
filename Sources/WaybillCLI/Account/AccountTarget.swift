import Foundation
import Manifests
import RedTrack

/// Where the account is: found in the environment or in `waybill.yaml`, never on the command line, since a process's
/// arguments are visible to others.
enum AccountTarget: Sendable {
    /// An API at a base URL.
    case remote(url: String, key: APIKey)
    /// A sandbox in this process, on a data file.
    case embedded(file: String)

    static let defaultURL = "https://api.redtrack.io"

    /// Finds the account.
    /// - Parameters:
    ///   - name: the account of the project that the user asked for, or `sandbox:FILE`.
    ///   - project: the project, when there is one.
    ///   - environment: the variables of the process.
    /// - Returns: where the account is, and its key.
    /// - Throws: ``CommandFailure`` when no account is named, or it has no usable key.
    static func find(
        named name: String?, in project: Project?, environment: [String: String]
    ) throws(CommandFailure) -> AccountTarget {
        let url = nonEmpty(environment["WAYBILL_API_URL"])
        let key = nonEmpty(environment["WAYBILL_API_KEY"])
        if let name, name.hasPrefix("sandbox:"), project?.accounts[name] == nil {
            return try target(url: name, folder: nil, key: nil)
        }
        if let name {
            try check(name, in: project)
            if let account = project?.accounts[name] {
                return try target(account, project, fallbackKey: nil, environment)
            }
        }
        if let url { return try target(url: url, folder: nil, key: key.map { ("WAYBILL_API_KEY", $0) }) }
        if let chosen = project?.defaultAccount?.value, let account = project?.accounts[chosen] {
            return try target(account, project, fallbackKey: key, environment)
        }
        if let accounts = project?.accounts, accounts.count == 1, let account = accounts.values.first {
            return try target(account, project, fallbackKey: key, environment)
        }
        if key == nil, let accounts = project?.accounts, accounts.count > 1 {
            throw CommandFailure(
                .usage,
                "waybill.yaml has several accounts (\(accounts.keys.sorted().joined(separator: ", "))): choose one"
                    + " with --account, or write `account: NAME` in it")
        }
        return try target(url: defaultURL, folder: nil, key: key.map { ("WAYBILL_API_KEY", $0) })
    }

    /// Refuses an account that the project does not have.
    static func check(_ name: String?, in project: Project?) throws(CommandFailure) {
        guard let name, project?.accounts[name] == nil else { return }
        let known = project?.accounts.keys.sorted().joined(separator: ", ") ?? ""
        throw CommandFailure(
            .usage,
            "there is no account \"\(name)\" in waybill.yaml" + (known.isEmpty ? "" : "; it has: \(known)"))
    }

    /// The account of the project that ``find(named:in:environment:)`` takes; `nil` when it takes none of them.
    static func name(_ name: String?, in project: Project?, environment: [String: String]) -> String? {
        if let name { return name }
        if nonEmpty(environment["WAYBILL_API_URL"]) != nil { return nil }
        guard let accounts = project?.accounts else { return nil }
        return project?.defaultAccount?.value ?? (accounts.count == 1 ? accounts.keys.first : nil)
    }

    private static func target(
        _ account: Project.Account, _ project: Project?, fallbackKey: String?, _ environment: [String: String]
    ) throws(CommandFailure) -> AccountTarget {
        let folder = project?.folder
        var key = fallbackKey.map { ("WAYBILL_API_KEY", $0) }
        switch account.key?.value {
        case .environment(let name)?:
            guard let text = nonEmpty(environment[name]) else {
                throw CommandFailure(
                    .keyRefused,
                    "account \"\(account.name)\" takes its key from the environment variable \(name), which is not set"
                )
            }
            key = (name, text)
        case .file(let path)?:
            let full = Self.path(path, in: folder)
            guard let data = FileManager.default.contents(atPath: full) else {
                throw CommandFailure(
                    .keyRefused,
                    "account \"\(account.name)\" takes its key from \(full), which cannot be read")
            }
            key = (
                full, String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            )
        case nil: break
        }
        return try target(url: account.url?.value ?? defaultURL, folder: folder, key: key)
    }

    private static func target(
        url: String, folder: String?, key: (origin: String, text: String)?
    ) throws(CommandFailure) -> AccountTarget {
        if url.hasPrefix("sandbox:") {
            let file = String(url.dropFirst("sandbox:".count))
            guard !file.isEmpty else {
                throw CommandFailure(
                    .usage, "`sandbox:` needs the name of a data file, as in sandbox:demo.sqlite")
            }
            return .embedded(file: path(file, in: folder))
        }
        guard let key else {
            throw CommandFailure(
                .keyRefused,
                "there is no API key for \(url): set WAYBILL_API_KEY, or give the account in waybill.yaml a `key:`"
                    + " such as env:REDTRACK_KEY")
        }
        guard let valid = APIKey(key.text) else {
            throw CommandFailure(
                .keyRefused,
                "the API key in \(key.origin) is empty or holds blanks; copy it again from RedTrack")
        }
        return .remote(url: url, key: valid)
    }

    private static func path(_ path: String, in folder: String?) -> String {
        guard let folder, !path.hasPrefix("/") else { return path }
        return folder + "/" + path
    }

    private static func nonEmpty(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether requests stay on this machine.
    var isLocal: Bool {
        switch self {
        case .embedded: return true
        case .remote(let url, _):
            let host = URLComponents(string: url)?.host ?? ""
            return host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
        }
    }
}
