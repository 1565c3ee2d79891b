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
    /// How many tables were gone through in pieces.
    package let tables: Int

    /// Compares files and folders.
    /// - Parameters:
    ///   - paths: the files that are planned.
    ///   - lockPath: that lock file.
    ///   - folder: what they are compared with; its lock file stands in it.
    ///   - sizes: which tables are gone through in pieces.
    /// - Returns: `nil` when this way cannot tell: at anything unusual, and at every fault.
    package static func compare(
        _ paths: [String], lockPath: String, with folder: String, sizes: BulkSizes = BulkSizes()
    ) async -> BulkComparison? {
        let names = BulkNames()
        let (found, otherFound) = (ManifestFiles(paths), ManifestFiles([folder]))
        guard found.diagnostics.isEmpty, otherFound.diagnostics.isEmpty else { return nil }
        let tables = await BulkTables(found.files, otherFound.files, names, sizes)
        async let first = Side(found.files, lockPath, names, tables.rows, notesReferences: true)
        async let second = Side(
            otherFound.files, folder + "/waybill.lock", names, tables.otherRows, notesReferences: false)
        guard let side = await first, let other = await second else { return nil }
        // Lock files of two accounts have nothing to do with each other.
        if let account = side.lock?.account, let lock = side.lock, let otherLock = other.lock {
            guard let known = otherLock.account, lock.bytes[account] == otherLock.bytes[known] else {
                return nil
            }
        }
        guard
            let selection = BulkSelection(
                side.files, other.files, tables, lock: side.lock, otherLock: other.lock),
            let chosen = selection.sides()
        else { return nil }
        let (reading, otherReading) = (BulkReading(chosen.side), BulkReading(chosen.other))
        async let manifest = reading.manifest()
        async let otherManifest = otherReading.manifest()
        let lock = side.lock?.lock(without: selection.isLeftOut(_:))
        let otherLock = other.lock?.lock(without: selection.isLeftOut(_:))
        guard let read = await manifest, let otherRead = await otherManifest,
            // The id of an object of the other side may be that of one that nobody sees.
            !otherRead.objects.contains(where: { $0.id != nil }),
            tables.all.allSatisfy(\.isUnchanged)
        else { return nil }
        return BulkComparison(
            manifest: read, other: otherRead, lock: lock, otherLock: otherLock,
            leftOut: selection.leftOut, tables: tables.all.count)
    }

    /// Files with their lock file.
    private struct Side: Sendable {
        let files: BulkSide
        let lock: BulkLock?

        init?(
            _ files: [ManifestFiles.File], _ lockPath: String, _ names: BulkNames,
            _ tables: [String: BulkRows], notesReferences: Bool
        ) {
            guard let files = BulkSide(files, names, tables, notesReferences: notesReferences) else {
                return nil
            }
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
