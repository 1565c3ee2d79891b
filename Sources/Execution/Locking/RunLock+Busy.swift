extension RunLock {
    /// Why the lock cannot be had: who has it, since when, and what to do.
    static func busy(
        _ path: String, _ other: RunOwner?, isElsewhere: Bool, _ own: RunOwner, _ now: Moment
    ) -> JournalError {
        guard let other else {
            return JournalError(
                .busy, path: path,
                message:
                    "another run of this project on this account is under way; nothing was sent. Wait for its"
                    + " end, or use --wait-lock 10min")
        }
        let host = other.host == own.host ? "this machine" : "the machine \(plain(other.host))"
        let run = other.run.map { " (run \(plain($0)))" } ?? ""
        var message =
            "`waybill \(plain(other.command))`\(run) of \(plain(other.user)) is under way on this account: process"
            + " \(other.process) on \(host), since \(other.since) (\(age(since: other.since, now))); nothing was sent."
            + " Wait for its end, or use --wait-lock 10min"
        if isElsewhere {
            message +=
                ". Its last sign of life is \(age(since: other.renewed, now)) old; after"
                + " \(expiry.components.seconds / 60) minutes without one it counts as dead"
        }
        return JournalError(.busy, path: path, message: message)
    }

    /// A text of a file that others may have written, fit to be shown.
    private static func plain(_ text: String) -> String {
        String(
            text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init)
                .prefix(80))
    }

    /// `40 s`, `12 min`, `3 h`.
    static func age(since moment: Moment, _ now: Moment) -> String {
        let seconds = max(now.milliseconds - moment.milliseconds, 0) / 1_000
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        default: return "\(seconds / 3_600) h"
        }
    }
}
