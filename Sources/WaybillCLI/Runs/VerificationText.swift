import Execution
import Feeds
import Planning

/// What a reading of the account after a run has shown, in words.
enum VerificationText {
    /// One finding, without its object.
    static func sentence(_ finding: Verification.Finding) -> String {
        let path = finding.path ?? ""
        let (wanted, found) = (finding.wanted ?? "", finding.found ?? "")
        let sentence =
            switch finding.cause {
            case .ignored: "the account did not take `\(path)`: sent \(wanted), it has \(found)"
            case .notCleared: "`\(path)` was cleared, and the account still has \(found)"
            case .changed: "the account made another value of `\(path)`: sent \(wanted), it has \(found)"
            case .notSent:
                "`\(path)` was not sent, and was changed from \(wanted) to \(found): somebody else may be at work"
            case .gone: "it is not in the account any more"
            case .stillThere: "it was deleted, and is still in the account"
            case .duplicate: "there is another new object of this name: \(found). Delete one of them"
            }
        return finding.isRepaired ? sentence + "; sent once more, and now it has" : sentence
    }

    /// The lines of a run's output; none when everything is as it should be.
    static func lines(_ verification: Verification) -> [String] {
        var lines: [String] = []
        let open = verification.findings.filter { !$0.isRepaired }
        let repaired = verification.findings.count - open.count
        if repaired > 0 {
            lines.append(
                "Sent once more, since the account had not taken it: \(repaired) value\(repaired == 1 ? "" : "s")."
            )
        }
        if !open.isEmpty {
            lines.append("Read back, and not as it should be: \(open.count).")
            lines += open.prefix(mostLines).map {
                TerminalText.safe("  \($0.address)  \($0.id): \(sentence($0))")
            }
            if open.count > mostLines { lines.append("  and \(open.count - mostLines) more") }
        }
        lines += verification.unread.map {
            TerminalText.safe("note: \($0); what was answered as done stays done")
        }
        return lines
    }

    private static let mostLines = 50

    /// A finding for programs.
    static func json(_ finding: Verification.Finding) -> Value {
        .object([
            ("cause", .string(finding.cause.rawValue)),
            ("path", finding.path.map(Value.string) ?? .null),
            ("wanted", finding.wanted.map(Value.string) ?? .null),
            ("found", finding.found.map(Value.string) ?? .null),
            ("repaired", .bool(finding.isRepaired)),
        ])
    }
}
