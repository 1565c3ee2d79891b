import Execution
import FoundationEssentials
import RedTrack

/// What is about to be sent, and whether it may be.
struct UploadQuestion: Sendable {
    /// What is about to be sent, and what a person should know before it is.
    let text: String

    init(_ plan: UploadPlan, _ account: String) {
        let payouts = plan.pending.map { plan.conversions[$0].payout }
        var lines = [
            "\(UploadOutput.count(payouts.count)) of \(plan.conversions.count), worth"
                + " \(UploadOutput.sum(payouts)), will be uploaded to \(account)."
        ]
        let before = plan.fates.count { $0 == .alreadyUploaded }
        if before > 0 { lines.append("Uploaded before, and left out: \(before).") }
        if plan.otherPayouts > 0 {
            lines.append(
                "note: the clicks of \(plan.otherPayouts) of them had a conversion with another payout uploaded before;"
                    + " both will count")
        }
        text = lines.joined(separator: "\n")
    }

    /// Only the whole word counts: an upload cannot be undone.
    func ask(_ terminal: Terminal) throws(CommandFailure) {
        guard let answer = terminal.ask("An upload cannot be undone. Upload? Only \"yes\" does: ") else {
            throw CommandFailure(
                .failure, "nothing was uploaded: there was no answer; use --yes where nobody can be asked")
        }
        guard answer == "yes" else { throw CommandFailure(.failure, "nothing was uploaded") }
    }
}
