/// Why no run is meant by what somebody wrote.
public struct UnknownRun: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do next.
    public let description: String
}

extension RunHistory {
    /// The run that somebody names, whatever account it was made on.
    /// - Parameter name: the name of a run, the start of it when no other run starts so, or `latest`.
    /// - Returns: the run.
    /// - Throws: ``UnknownRun``.
    public func run(named name: String) throws(UnknownRun) -> RecordedRun {
        try run(named: name, among: runs, whenEmpty: "nothing has been applied in this folder")
    }

    /// The run of an account that somebody names.
    /// - Parameters:
    ///   - name: the name of a run, the start of it when no other run starts so, or `latest`.
    ///   - account: the id of the account whose runs are meant.
    /// - Returns: the run.
    /// - Throws: ``UnknownRun``, also for a run that was made on another account.
    public func run(named name: String, account: String) throws(UnknownRun) -> RecordedRun {
        let run = try run(
            named: name, among: runs.filter { $0.account == account },
            whenEmpty: "there is no run of this account in .waybill/runs of the project's folder")
        guard run.account == account else {
            throw UnknownRun(
                description: run.account.isEmpty
                    ? "the journal of run \(run.id) is damaged: it does not say which account it changed"
                    : "run \(run.id) changed account \(run.account), and this is account \(account): choose that one"
                        + " with --account")
        }
        return run
    }

    private func run(
        named name: String, among candidates: [RecordedRun], whenEmpty: String
    ) throws(UnknownRun) -> RecordedRun {
        if name == "latest" {
            guard let latest = candidates.last else { throw UnknownRun(description: whenEmpty) }
            return latest
        }
        let found = runs.filter { $0.id.rawValue.hasPrefix(name) && !name.isEmpty }
        if let run = found.first(where: { $0.id.rawValue == name }) ?? (found.count == 1 ? found.first : nil)
        {
            return run
        }
        // A run of another account is found too, so that it can be said what it is.
        let some = (found.isEmpty ? candidates : found).suffix(3).reversed().map(\.id.rawValue)
            .joined(separator: ", ")
        throw UnknownRun(
            description: found.isEmpty
                ? "there is no run \"\(name)\"" + (some.isEmpty ? "" : "; the last ones are \(some)")
                : "\(found.count) runs start with \"\(name)\", such as \(some): write more of the name")
    }
}
