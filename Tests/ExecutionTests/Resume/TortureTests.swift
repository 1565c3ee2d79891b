import Foundation
import Testing

/// Real processes that kill themselves at points of a run, and others that go on; `scripts/torture` strikes all points.
@Suite("Runs that are killed") struct TortureTests {
    @Test(
        "Killed at points that a seed draws and gone on with, runs end in the account of an undisturbed one")
    func sample() async throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        print("torture: seed \(seed)")
        let output = FileManager.default.temporaryDirectory.appendingPathComponent(
            "torture-\(UUID().uuidString)")
        #expect(FileManager.default.createFile(atPath: output.path, contents: nil))
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("TortureRunner")
        process.arguments = ["sample", "\(seed)", "6", "60"]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        let status: Int32 = try await withCheckedThrowingContinuation { waiter in
            process.terminationHandler = { waiter.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                waiter.resume(throwing: error)
            }
        }
        let text = try String(contentsOf: output, encoding: .utf8)
        #expect(status == 0, "\(text)")
    }
}
