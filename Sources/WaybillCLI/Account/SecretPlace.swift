import ArgumentParser
import Foundation
import RedTrack

/// Where a password is to be had; never the password itself.
enum SecretPlace: ExpressibleByArgument, Sendable {
    /// A variable of the environment.
    case environment(String)
    /// A file; its last line end does not count.
    case file(String)

    /// Reads `env:NAME` or `file:PATH`.
    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":") else { return nil }
        let rest = String(argument[argument.index(after: colon)...])
        guard !rest.isEmpty else { return nil }
        switch argument[..<colon] {
        case "env": self = .environment(rest)
        case "file": self = .file(rest)
        default: return nil
        }
    }

    /// Fetches the password.
    func password(_ environment: [String: String]) throws(CommandFailure) -> Password {
        switch self {
        case .environment(let name):
            guard let password = environment[name].flatMap({ Password($0) }) else {
                throw CommandFailure(.usage, "the environment variable \(name) for the password is not set")
            }
            return password
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw CommandFailure(.usage, "the file of the password, \(path), cannot be read")
            }
            guard var text = String(validating: data, as: UTF8.self) else {
                throw CommandFailure(.usage, "the file of the password, \(path), is no UTF-8 text")
            }
            if text.last?.isNewline == true { text.removeLast() }
            guard let password = Password(text) else {
                throw CommandFailure(.usage, "the file of the password, \(path), is empty")
            }
            return password
        }
    }
}
