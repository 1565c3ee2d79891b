import Manifests
import Planning
import Testing

/// Plans in both ways: without the objects that are equal on both sides, and with all.
enum QuickPlan {
    /// Holds both ways against each other; `nil` when the quick way could not tell.
    @discardableResult
    static func compare(
        _ folder: PlanFolder, _ other: PlanFolder, _ comment: String, _ options: PlanOptions = PlanOptions(),
        _ sizes: BulkSizes = BulkSizes()
    ) async -> BulkComparison? {
        guard let (quick, both) = await folder.quickPlan(against: other, options, sizes) else { return nil }
        do {
            let whole = try folder.wholePlan(against: other, options)
            #expect(PlanJSON(quick).value == PlanJSON(whole).value, "\(comment)")
            #expect(PlanText(quick).text == PlanText(whole).text, "\(comment)")
            #expect(quick.forgotten == whole.forgotten, "\(comment)")
            let manifest = try ManifestLoader().load([folder.path])
            #expect(both.manifest.warnings == manifest.warnings, "\(comment)")
            #expect(both.manifest.files == manifest.files, "\(comment)")
            // With all that nobody compares: the places of everything that was read.
            let known = Set(manifest.objects.map { String(reflecting: $0) })
            for object in both.manifest.objects {
                #expect(known.contains(String(reflecting: object)), "\(comment): \(object)")
            }
        } catch {
            Issue.record("\(comment): the whole way refuses what the quick way plans: \(error)")
        }
        return both
    }
}
