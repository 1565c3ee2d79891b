import Crypto
package import Planning

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension JournalFolder {
    /// The path of the file with the plan of a run.
    package func planPath(of run: RunID) -> String { "\(journals)/\(run).plan" }

    /// Keeps the plan of a run beside its journal; it is durable when this returns.
    /// - Parameters:
    ///   - saved: the plan.
    ///   - run: the run.
    ///   - redacting: a text without the key of the account.
    /// - Returns: the SHA-256 of the file, in hexadecimal; `nil` when the plan is not kept, since it is so large that it
    ///   could not be read back, or a value in it holds the key.
    /// - Throws: ``JournalError`` when the file cannot be written.
    package func keep(
        _ saved: SavedPlan, of run: RunID, redacting: (String) -> String = { $0 }
    ) throws(JournalError) -> String? {
        let path = planPath(of: run)
        let file = try JournalFile(creating: path)
        var hash = SHA256()
        var size = 0
        var pending: [UInt8] = []
        pending.reserveCapacity(Self.pieceSize * 2)
        var tail: [UInt8] = []
        var isSecret = false
        func flush() throws(JournalError) {
            let text = String(decoding: tail + pending, as: UTF8.self)
            isSecret = isSecret || redacting(text) != text
            tail = Array(pending.suffix(Self.longestKey))
            if isSecret { return }
            hash.update(data: pending)
            try file.write(pending)
            pending.removeAll(keepingCapacity: true)
        }
        try saved.write { bytes throws(JournalError) in
            size += bytes.count
            if isSecret || size > SavedPlan.mostBytes { return }
            pending += bytes
            if pending.count >= Self.pieceSize { try flush() }
        }
        try flush()
        if isSecret || size > SavedPlan.mostBytes {
            unlink(path)
            return nil
        }
        try file.synchronize()
        try JournalFile.synchronize(folder: journals)
        return Fingerprint.whole(of: hash.finalize())
    }

    /// Forgets the plan of a run that is finished: its journal has all that is worth knowing of it.
    package func forgetPlan(of run: RunID) { unlink(planPath(of: run)) }

    /// Forgets the plans of runs that were killed before the first record of their journals: they have changed nothing,
    /// and there is no way to go on with them. Nobody else may be at work.
    func forgetPlansOfUnbegunRuns() throws(JournalError) {
        for run in try runs() {
            var status = stat()
            guard stat(path(of: run), &status) == 0, status.st_size == 0 else { continue }
            forgetPlan(of: run)
        }
    }

    private static var pieceSize: Int { 1 << 18 }
    /// A key in any encoding is not longer than this.
    private static var longestKey: Int { 1 << 12 }
}
