import ArgumentParser
import Diagnostics
import Execution
import Feeds
import Foundation
import Manifests
import RedTrack
import RedTrackHTTP
import Sandbox
import Synchronization

/// Turns any error into words and an exit code. The only place where errors become either.
struct FailureReport {
    let terminal: Terminal

    /// Says what went wrong.
    /// - Returns: the code to exit with.
    func report(_ error: any Error) -> ExitStatus {
        switch error {
        case let failure as CommandFailure:
            if let message = failure.message { say(message) }
            return failure.status
        case let error as DiagnosticsError:
            report(error.diagnostics)
            return .invalidFile
        case let findings as PrivateFindings:
            show(findings.shown)
            show(findings.hidden, quoting: false)
            count(findings.shown + findings.hidden)
            return .invalidFile
        case let fault as FeedFault:
            report([fault.diagnostic])
            return .invalidFile
        case let error as ValidationError:
            say(error.message)
            return .usage
        case let error as APIError:
            say(error.description)
            return Self.status(of: error)
        case let doubt as AccountDoubt:
            say(doubt.description)
            return .refused
        case let error as HTTPTransportError:
            say(error.message)
            return .usage
        case let error as SandboxError:
            say(error.message)
            return .failure
        case let error as JournalError:
            say(error.description)
            return error.code == .busy ? .refused : .failure
        case is CancellationError:
            say("interrupted")
            return .interrupted
        default:
            say("\(error)")
            return .failure
        }
    }

    /// Prints findings with the lines they are about, and how many there are.
    func report(_ diagnostics: [Diagnostic]) {
        show(diagnostics)
        count(diagnostics)
    }

    private func count(_ diagnostics: [Diagnostic]) {
        let errors = diagnostics.count { $0.severity == .error }
        if errors > 0 {
            terminal.say("\(errors) error\(errors == 1 ? "" : "s"); nothing was changed", .error)
        }
    }

    /// Prints findings, with the lines they are about unless those are secret. One that says the same as three before it
    /// is only counted: a feed has as many places for one mistake as it has records.
    func show(_ diagnostics: [Diagnostic], quoting: Bool = true) {
        let sources = SourceLines()
        let renderer = DiagnosticRenderer(colored: terminal.colorsErrors) {
            quoting ? sources.line($1, of: $0) : nil
        }
        var shown: [String: Int] = [:]
        var order: [String] = []
        for diagnostic in diagnostics {
            let text = diagnostic.message
            let count = shown[text, default: 0]
            shown[text] = count + 1
            if count < Self.mostAlike {
                terminal.say(renderer.render(diagnostic), diagnostic.severity == .error ? .error : .note)
            }
            if count == Self.mostAlike { order.append(text) }
        }
        for text in order {
            let more = (shown[text] ?? 0) - Self.mostAlike
            terminal.say("… and \(more) more of: \(text)")
        }
    }

    private static let mostAlike = 3

    /// Prints what is wrong with single records of a feed, which stops nothing else.
    func showRejected(_ findings: [Diagnostic], of count: Int) {
        show(
            findings.map { finding in
                var finding = finding
                finding.severity = .warning
                return finding
            })
        if count > findings.count, !findings.isEmpty {
            terminal.say("… and more: \(count) records were rejected in all")
        }
    }

    private func say(_ message: String) {
        let mark = terminal.colorsErrors ? "\u{1B}[1;31merror:\u{1B}[0m " : "error: "
        terminal.say(terminal.tellsEvents ? message : mark + message, .error)
    }

    /// What an answer of the account means for the exit code.
    static func status(of error: APIError) -> ExitStatus {
        switch error.code {
        case .keyRefused: .keyRefused
        case .unreachable, .rateLimited, .server: .unreachable
        // Without knowing whose account it is, nothing has been read yet: it is the wrong server.
        case .unexpectedAnswer where error.path == "/auth": .unreachable
        case .incompleteList, .unexpectedAnswer: .refused
        case .cancelled: .interrupted
        default: .failure
        }
    }
}

/// The lines of files that findings are about; each file is read once, and only when a finding names it.
private final class SourceLines: Sendable {
    private let files = Mutex<[String: [Substring]]>([:])

    func line(_ number: Int, of file: String) -> String? {
        let lines = files.withLock { files in
            if let known = files[file] { return known }
            let text = Self.text(of: file)
            let lines = text.split(omittingEmptySubsequences: false) {
                $0 == "\n" || $0 == "\r\n" || $0 == "\r"
            }
            files[file] = lines
            return lines
        }
        guard number >= 1, number <= lines.count else { return nil }
        return String(lines[number - 1])
    }

    /// The text of a file that a person could look at; nothing of a large, a packed or a binary one.
    private static func text(of file: String) -> String {
        let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? nil
        guard let size, size <= mostBytes, let data = FileManager.default.contents(atPath: file),
            !data.contains(0)
        else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private static let mostBytes = 8 << 20
}
