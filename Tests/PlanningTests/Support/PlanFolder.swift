import Foundation
import Manifests
import Planning

/// A folder of files that is gone after the test.
final class PlanFolder {
    let path: String

    init(_ files: [(name: String, text: String)] = []) throws {
        path = FileManager.default.temporaryDirectory.path + "/waybill-plan-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for file in files { try write(file.text, to: file.name) }
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The plan of this folder against another one, made of all objects of both.
    func wholePlan(against other: PlanFolder, _ options: PlanOptions = PlanOptions()) throws -> Plan {
        try FolderPlan.plan(
            ManifestLoader().load([path]), lock: LockFile.load(path + "/waybill.lock"),
            against: ManifestLoader().load([other.path]), lock: LockFile.load(other.path + "/waybill.lock"),
            folder: other.path, options: options)
    }

    /// The same without the objects that are the same in both; `nil` when this way cannot tell.
    func quickPlan(
        against other: PlanFolder, _ options: PlanOptions = PlanOptions(), _ sizes: BulkSizes = BulkSizes()
    ) async -> (plan: Plan, both: BulkComparison)? {
        let both = await BulkComparison.compare(
            [path], lockPath: path + "/waybill.lock", with: other.path, sizes: sizes)
        guard let both else { return nil }
        let plan = try? FolderPlan.plan(
            both.manifest, lock: both.lock, against: both.other, lock: both.otherLock, folder: other.path,
            leftOut: both.leftOut, options: options)
        return plan.map { ($0, both) }
    }
}
