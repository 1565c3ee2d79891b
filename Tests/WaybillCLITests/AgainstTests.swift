import Foundation
import Testing

@Suite("A plan against a folder instead of an account")
struct AgainstTests {
    private static let networks = "networks:\n  - title: Net\n    url: https://net.example.com\n"

    private static func offer(_ name: String, cap: Int) -> String {
        """
          - title: \(name)
            network: Net
            url: "https://o.example.com/{clickid}"
            cap: \(cap)

        """
    }

    private func folder(_ now: String, _ before: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Self.networks, to: "now/networks.yaml")
        try folder.write(Self.networks, to: "before/networks.yaml")
        try folder.write("offers:\n" + now, to: "now/offers.yaml")
        try folder.write("offers:\n" + before, to: "before/offers.yaml")
        return folder
    }

    @Test("It names what is new, changed and gone, and needs neither account nor key")
    func plans() async throws {
        let folder = try folder(
            Self.offer("A", cap: 1) + Self.offer("B", cap: 2) + Self.offer("New", cap: 1),
            Self.offer("A", cap: 1) + Self.offer("B", cap: 1) + Self.offer("Gone", cap: 1))
        let plan = try await WaybillProcess.run(
            ["plan", "now", "--against", "before/", "--detailed-exitcode"], in: folder)
        #expect(plan.status == 2, "\(plan.all)")
        for name in ["New", "B", "Gone"] { #expect(plan.out.contains(name), "\(plan.all)") }
        let json = try await WaybillProcess.run(
            ["plan", "now", "--against", "before", "--json"], in: folder)
        #expect(json.status == 0 && json.out.contains("\"unchanged\": 2"), "\(json.all)")
    }

    @Test("Two equal folders have nothing to plan")
    func findsNothing() async throws {
        let folder = try folder(Self.offer("A", cap: 1), Self.offer("A", cap: 1))
        let plan = try await WaybillProcess.run(
            ["plan", "now", "--against", "before", "--detailed-exitcode"], in: folder)
        #expect(plan.status == 0 && plan.out.hasPrefix("No changes"), "\(plan.all)")
    }

    @Test("Faults of either folder are errors of files")
    func reportsFaults() async throws {
        let folder = try folder(Self.offer("A", cap: 1), Self.offer("A", cap: -1))
        let plan = try await WaybillProcess.run(["plan", "now", "--against", "before"], in: folder)
        #expect(plan.status == 65 && plan.err.contains("before/offers.yaml:5:10"), "\(plan.all)")
        let missing = try await WaybillProcess.run(["plan", "now", "--against", "nowhere"], in: folder)
        #expect(missing.status == 65 && missing.err.contains("nowhere"), "\(missing.all)")
    }

    @Test("Apply has no other side than an account")
    func refusesToApply() async throws {
        let folder = try folder(Self.offer("A", cap: 1), Self.offer("A", cap: 2))
        let apply = try await WaybillProcess.run(
            ["apply", "now", "--against", "before", "--yes"], in: folder)
        #expect(apply.status == 64, "\(apply.all)")
    }
}
