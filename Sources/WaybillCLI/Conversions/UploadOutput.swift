import Diagnostics
import Execution
import Feeds
import FoundationEssentials
import Planning
import RedTrack

/// What became of an upload, for people and for programs.
struct UploadOutput {
    private let file: ConversionFile
    private let report: UploadReport
    private let rejects: Result<String, CommandFailure>?

    init(_ file: ConversionFile, _ report: UploadReport, rejects: Result<String, CommandFailure>? = nil) {
        self.file = file
        self.report = report
        self.rejects = rejects
    }

    /// The code to exit with.
    var status: ExitStatus {
        let counts = report.counts
        func count(_ fate: String) -> Int { counts[fate] ?? 0 }
        if case .interrupted? = report.stopped { return .interrupted }
        if count("rejected") + count("unknown") + count("not_sent") == 0 {
            return report.stopped == nil ? .success : .failure
        }
        // In doubt may be uploaded.
        if count("accepted") + count("already_uploaded") + count("unknown") > 0 { return .partlyApplied }
        if case .failed(let error)? = report.stopped { return FailureReport.status(of: error) }
        return .failure
    }

    func print(_ terminal: Terminal, asJSON isJSON: Bool) {
        terminal.printResult(isJSON ? json.jsonText(pretty: true) : text)
        if isJSON, case .failure(let failure)? = rejects, let message = failure.message {
            terminal.say(message)
        }
    }

    /// The counts first, then what to do next.
    private var text: String {
        let counts = report.counts
        func count(_ fate: String) -> Int { counts[fate] ?? 0 }
        var lines = [
            "Uploaded: \(Self.count(count("accepted"))), worth \(Self.sum(payouts { $0 == .accepted }))."
        ]
        if count("already_uploaded") > 0 {
            lines.append("Uploaded before, and not sent again: \(count("already_uploaded")).")
        }
        if count("rejected") > 0 {
            lines.append("Rejected: \(count("rejected")).")
            switch rejects {
            case .success(let path)?:
                lines.append("  They are in \(path), each with its reason: correct and upload that file.")
            case .failure(let failure)?: lines += [failure.message ?? ""] + places { $0.name == "rejected" }
            case nil: break
            }
        }
        if count("unknown") > 0 {
            lines.append("Unknown: \(count("unknown")). They may be uploaded, and are not sent again.")
            lines += places { $0.name == "unknown" }
            lines += [
                "  The same command looks for them again. Those that stay unknown look up with `waybill log conversions",
                "  --clickid`: what is there take out of the file, what is not send with --resend-unknown.",
            ]
        }
        if count("not_sent") > 0 { lines.append("Not sent: \(count("not_sent")).") }
        if let reason = report.stopped { lines.append("Stopped early: \(Self.sentence(reason))") }
        if count("not_sent") > 0 {
            lines.append("Run the same `waybill conversions upload` again to go on: nothing is sent twice.")
        }
        return lines.joined(separator: "\n")
    }

    /// Some conversions with their places and reasons, one a line.
    private func places(_ isMeant: (UploadFate) -> Bool) -> [String] {
        zip(file.rows, report.fates).filter { isMeant($1) }.map { row, fate in
            let place = "\(file.path):\(row.position.line):\(row.position.column)"
            return TerminalText.safe("  \(place): \(row.conversion.clickID): \(fate.reason ?? "")")
        }
    }

    private func payouts(_ isMeant: (UploadFate) -> Bool) -> [Decimal] {
        zip(file.rows, report.fates).filter { isMeant($1) }.map { $0.0.conversion.payout }
    }

    /// Format `waybill-upload/1`.
    private var json: Value {
        let rejectsPath: String? = if case .success(let path)? = rejects { path } else { nil }
        return .object([
            ("format", .string("waybill-upload/1")),
            ("upload", report.run.map { .string($0.rawValue) } ?? .null),
            ("stopped", report.stopped.map { .string(Self.sentence($0)) } ?? .null),
            ("conversions", .number("\(report.fates.count)")),
            (
                "counts",
                .object(UploadFate.names.map { ($0, .number("\(report.counts[$0] ?? 0)")) })
            ),
            ("uploaded_payout", payouts { $0 == .accepted }.reduce(0, +).wireValue),
            ("rejects_file", rejectsPath.map(Value.string) ?? .null),
            (
                "open",
                .array(
                    zip(file.rows, report.fates).compactMap { row, fate in
                        guard fate != .accepted, fate != .alreadyUploaded else { return nil }
                        return .object([
                            ("clickid", .string(row.conversion.clickID)),
                            ("payout", row.conversion.payout.wireValue), ("fate", .string(fate.name)),
                            ("reason", fate.reason.map(Value.string) ?? .null),
                            ("line", .number("\(row.position.line)")),
                            ("column", .number("\(row.position.column)")),
                        ])
                    })
            ),
        ])
    }

    /// `1 conversion`, `2 conversions`.
    static func count(_ count: Int) -> String { "\(count) conversion\(count == 1 ? "" : "s")" }

    /// The exact sum, as it is written in JSON.
    static func sum(_ payouts: [Decimal]) -> String { payouts.reduce(0, +).wireValue.number ?? "" }

    static func sentence(_ reason: UploadReport.StopReason) -> String {
        switch reason {
        case .interrupted: "interrupted; what was under way has been finished"
        case .failed(let error): error.description
        case .journal(let error): error.description
        }
    }
}
