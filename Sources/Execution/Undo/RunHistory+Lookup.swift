/// Why no run is meant by what somebody wrote.
public struct UnknownRun: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what to do next.
    public let description: String
}

extension RunHistory {
    /// The run that somebody names.
    /// - Parameters:
    ///   - name: the name of a run, the start of it when no other run starts so, or `latest`.
    ///   - account: the id of the account whose runs are meant.
    /// - Returns: the run.
    /// - Throws: ``UnknownRun``.
    public func run(named name: String, account: String) throws(UnknownRun) -> RecordedRun {
        let own = runs.filter { $0.account == account }
        if name == "latest" {
            guard let last = own.last else {
                throw UnknownRun(
                    description: "there is no run of this account in .waybill/runs of the project's folder")
            }
            return last
        }
        let found = runs.filter { $0.id.rawValue.hasPrefix(name) && !name.isEmpty }
        let exact = found.first { $0.id.rawValue == name }
        guard let run = exact ?? (found.count == 1 ? found.first : nil) else {
            let some = found.suffix(3).map(\.id.rawValue).joined(separator: ", ")
            throw UnknownRun(
                description: found.isEmpty
                    ? "there is no run \"\(name)\"" + (own.last.map { "; the latest is \($0.id)" } ?? "")
                    : "several runs start with \"\(name)\", such as \(some): write more of the name")
        }
        guard run.account == account else {
            throw UnknownRun(
                description: run.account.isEmpty
                    ? "the journal of run \(run.id) is damaged: it does not say which account it changed"
                    : "run \(run.id) changed account \(run.account), and this is account \(account): choose that one"
                        + " with --account")
        }
        return run
    }
}
