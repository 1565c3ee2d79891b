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
    /// - Returns: the SHA-256 of the file, in hexadecimal; `nil` when the plan is so large that it could not be read
    ///   back, and is not kept.
    package func keep(_ saved: SavedPlan, of run: RunID) throws(JournalError) -> String? {
        let path = planPath(of: run)
        let file = try JournalFile(creating: path)
        var hash = SHA256()
        var size = 0
        var pending: [UInt8] = []
        pending.reserveCapacity(Self.pieceSize * 2)
        func flush() throws(JournalError) {
            hash.update(data: pending)
            try file.write(pending)
            pending.removeAll(keepingCapacity: true)
        }
        try saved.write { bytes throws(JournalError) in
            size += bytes.count
            if size > SavedPlan.mostBytes { return }
            pending += bytes
            if pending.count >= Self.pieceSize { try flush() }
        }
        if size > SavedPlan.mostBytes {
            unlink(path)
            return nil
        }
        try flush()
        try file.synchronize()
        try JournalFile.synchronize(folder: journals)
        return Fingerprint.whole(of: hash.finalize())
    }

    /// Forgets the plan of a run that is finished: its journal has all that is worth knowing of it.
    package func forgetPlan(of run: RunID) { unlink(planPath(of: run)) }

    private static var pieceSize: Int { 1 << 18 }
}
