import Subprocess
import Testing

extension TestProject {
    /// Applies while the account does as a rule says, and kills the process when so many requests that write have
    /// arrived and been carried out, and one more has arrived.
    func killApply(
        after count: Int, _ rule: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await sandbox.clearRequests()
        try await sandbox.setFaults([rule])
        let killed = try await waybill("apply", "team", "--yes") { run in
            // The one after the last answered one hangs; nothing but the signal ends the process.
            try await waitForWrites(count + 1)
            try run.send(.kill)
        }
        #expect(killed.status == 128 + 9, "\(killed.all)", sourceLocation: sourceLocation)
        try await sandbox.setFaults([])
    }

    /// Expects that an apply which nothing disturbs makes the account of a run that nothing ever disturbed, and leaves
    /// nothing to do.
    func expectApplyMakes(
        _ reference: AccountImage, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await sandbox.setFaults([])
        let applied = try await waybill("apply", "team", "--yes", sourceLocation: sourceLocation)
        #expect(applied.status == 0, "\(applied.all)", sourceLocation: sourceLocation)
        try await expectAccount(reference, sourceLocation: sourceLocation)
        try await expectSettled(sourceLocation: sourceLocation)
    }

    /// Expects the account to hold what another one does.
    func expectAccount(
        _ reference: AccountImage, _ note: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let image = try await AccountImage(of: sandbox)
        #expect(
            image == reference, "\(note) \(image.difference(from: reference))", sourceLocation: sourceLocation
        )
    }
}
