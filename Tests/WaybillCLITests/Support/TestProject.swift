import Feeds
import Foundation
import Manifests
import RedTrack
import Subprocess
import Testing

/// A project's folder and the sandbox that is its account. Every output and every file is searched for the key.
struct TestProject: Sendable {
    let folder: TemporaryFolder
    let sandbox: SandboxProcess

    /// Runs `body` with a folder of these files and an empty account.
    static func run<Result: Sendable>(
        files: [String: String] = Fixtures.small, sandbox arguments: [String] = [],
        _ body: (TestProject) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: "team/" + name) }
        return try await run(folder, sandbox: arguments, body)
    }

    /// Runs `body` with the package's sample account in the folder and an empty account.
    static func runSamples<Result: Sendable>(
        _ body: (TestProject) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        try folder.copySamples()
        return try await run(folder, sandbox: [], body)
    }

    /// What an account holds after an undisturbed run. Takes no turn, since those that have one wait for it.
    static func reference(samples: Bool) async throws -> AccountImage {
        let folder = try TemporaryFolder()
        if samples {
            try folder.copySamples()
        } else {
            for (name, text) in Fixtures.small { try folder.write(text, to: "team/" + name) }
        }
        return try await SandboxProcess.run(in: folder) { sandbox in
            let applied = try await WaybillProcess.run(
                ["apply", "team", "--yes"], in: folder, environment: sandbox.environment)
            guard applied.status == 0 else { throw SandboxProcess.Failure(message: applied.all) }
            return try await AccountImage(of: sandbox)
        }
    }

    private static func run<Result: Sendable>(
        _ folder: TemporaryFolder, sandbox arguments: [String], _ body: (TestProject) async throws -> Result
    ) async throws -> Result {
        await Turns.shared.take()
        do {
            let result = try await SandboxProcess.run(arguments, in: folder) { sandbox in
                try await body(TestProject(folder: folder, sandbox: sandbox))
            }
            await Turns.shared.giveBack()
            return result
        } catch {
            await Turns.shared.giveBack()
            throw error
        }
    }

    /// Runs a command with the account's environment, to its end or until `during` ends it.
    func waybill(
        _ arguments: String..., input: String = "", environment: [String: String] = [:],
        during: @Sendable (WaybillProcess.Running) async throws -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> WaybillProcess.Output {
        let output = try await WaybillProcess.run(
            arguments, in: folder, environment: sandbox.environment.merging(environment) { $1 },
            input: input, during: during)
        KeySearch.expectAbsent(output, folder, sourceLocation: sourceLocation)
        return output
    }

    /// Waits until so many requests that write have arrived; the request log tells.
    func waitForWrites(_ count: Int) async throws {
        try await sandbox.waitForRequests(count, where: \.isWrite)
    }

    /// Expects that there is nothing left to do, and that the lock file names exactly the objects of the account.
    func expectSettled(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let plan = try await waybill("plan", "team", "--detailed-exitcode", sourceLocation: sourceLocation)
        #expect(plan.status == 0, "\(plan.all)", sourceLocation: sourceLocation)
        #expect(plan.out.hasPrefix("No changes"), "\(plan.all)", sourceLocation: sourceLocation)
        let lock = try LockFile.parse(try folder.read("team/waybill.lock"), file: "waybill.lock")
        for kind in Kind.allCases {
            let held = try await sandbox.list("/\(kind.plural)").compactMap { $0["id"]?.value.string }
            let locked = lock.entries.filter { $0.kind == kind }.map(\.id)
            #expect(locked.sorted() == held.sorted(), "\(kind)", sourceLocation: sourceLocation)
        }
    }
}

/// Bounds how many sandboxes run at the same time: tests share the machine with one another.
private actor Turns {
    static let shared = Turns(8)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
