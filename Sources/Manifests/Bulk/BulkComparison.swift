package import RedTrack

/// Two folders, read without the objects that are the same in both.
///
/// A plan of one against the other is the same as with all objects, apart from how many are unchanged. That is so
/// because an object is left out only when both folders write it in the same bytes, when a reader would have nothing to
/// say of it, when it is certainly the same object on both sides, when all that it refers to is so too, and when nothing
/// that stays refers to it or is called like it.
package struct BulkComparison: Sendable {
    /// What the files to be planned say.
    package let manifest: Manifest
    /// What the other folder's files say.
    package let other: Manifest
    /// The lock files of both, without the entries of what is left out; `nil` where there is none.
    package let lock: LockFile?
    package let otherLock: LockFile?
    /// How many objects of each kind are left out.
    package let leftOut: [Kind: Int]

    /// Compares files and folders.
    /// - Parameters:
    ///   - paths: the files that are planned.
    ///   - lockPath: that lock file.
    ///   - folder: what they are compared with; its lock file stands in it.
    /// - Returns: `nil` when this way cannot tell: at anything unusual, and at every fault.
    package static func compare(
        _ paths: [String], lockPath: String, with folder: String
    ) async -> BulkComparison? {
        let names = BulkNames()
        async let first = Side(paths, lockPath, names, notesReferences: true)
        async let second = Side([folder], folder + "/waybill.lock", names, notesReferences: false)
        guard let side = await first, let other = await second else { return nil }
        // Lock files of two accounts have nothing to do with each other.
        if let account = side.lock?.account, let lock = side.lock, let otherLock = other.lock {
            guard let known = otherLock.account, lock.bytes[account] == otherLock.bytes[known] else {
                return nil
            }
        }
        guard
            let selection = BulkSelection(side.files, other.files, lock: side.lock, otherLock: other.lock)
        else { return nil }
        let isLeftOut = selection.isLeftOut
        let isOtherLeftOut = selection.isOtherLeftOut
        async let manifest = BulkReading(side.files, isLeftOut: isLeftOut).manifest()
        let otherFiles = selection.other
        async let otherManifest = BulkReading(otherFiles, isLeftOut: isOtherLeftOut).manifest()
        func isForgotten(_ name: UInt64) -> Bool {
            side.files.chunk(named: name).map { isLeftOut[$0] } ?? false
        }
        let lock = side.lock?.lock(without: isForgotten)
        let otherLock = other.lock?.lock(without: isForgotten)
        guard let read = await manifest, let otherRead = await otherManifest,
            // The id of an object of the other side may be that of one that nobody sees.
            !otherRead.objects.contains(where: { $0.id != nil })
        else { return nil }
        return BulkComparison(
            manifest: read, other: otherRead, lock: lock, otherLock: otherLock,
            leftOut: counts(side.files, isLeftOut))
    }

    private static func counts(_ files: BulkSide, _ isLeftOut: [Bool]) -> [Kind: Int] {
        var counts = [Int](repeating: 0, count: Kind.allCases.count)
        for index in isLeftOut.indices where isLeftOut[index] { counts[Int(files.chunks[index].kind)] += 1 }
        var leftOut: [Kind: Int] = [:]
        for (kind, count) in zip(Kind.allCases, counts) where count > 0 { leftOut[kind] = count }
        return leftOut
    }

    /// Files with their lock file.
    private struct Side: Sendable {
        let files: BulkSide
        let lock: BulkLock?

        init?(_ paths: [String], _ lockPath: String, _ names: BulkNames, notesReferences: Bool) {
            guard let files = BulkSide(paths, names, notesReferences: notesReferences) else { return nil }
            self.files = files
            guard FileSystem.exists(lockPath) else {
                lock = nil
                return
            }
            guard let lock = BulkLock(lockPath, names) else { return nil }
            self.lock = lock
        }
    }
}
