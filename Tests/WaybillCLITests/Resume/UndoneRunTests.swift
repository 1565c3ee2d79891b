import Feeds
import Subprocess
import Testing

/// Where `resume` and `undo` meet: undone runs that were gone on with, and undos that are gone on with.
@Suite("Undo and resume together")
struct UndoneRunTests {
    private static let undo = ["undo", "latest", "--project", "team", "--yes", "--max-delete", "100%"]

    /// The account after a run of all fixtures and its undo, neither of which anybody disturbed.
    private static let undone = Task {
        try await TestProject.run(files: Fixtures.wide()) { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try await run(undo, project)
            return try await AccountImage(of: project.sandbox)
        }
    }

    @discardableResult
    private static func run(
        _ arguments: [String], _ project: TestProject,
        during: @Sendable (WaybillProcess.Running) async throws -> Void = { _ in }
    ) async throws -> WaybillProcess.Output {
        let output = try await WaybillProcess.run(
            arguments, in: project.folder, environment: project.sandbox.environment, during: during)
        KeySearch.expectAbsent(output, project.folder)
        return output
    }

    /// Runs a command until so many requests that write have arrived, the last of which no answer comes to, and kills
    /// it.
    private static func killed(
        _ arguments: [String], _ project: TestProject, method: String, after count: Int
    ) async throws {
        try await project.sandbox.clearRequests()
        try await project.sandbox.setFaults([
            #""method": "\#(method)", "after": \#(count), "fault": "latency", "ms": 600000"#
        ])
        let output = try await run(arguments, project) { run in
            try await project.sandbox.waitForRequests(count + 1) { $0.method == method }
            try run.send(.kill)
        }
        #expect(output.status == 128 + 9, "\(output.all)")
        try await project.sandbox.setFaults([])
    }

    @Test(
        "An undo that was killed is gone on with, and ends where an undisturbed one does",
        arguments: [0, 1, 8])
    func killedUndo(count: Int) async throws {
        let reference = try await Self.undone.value
        try await TestProject.run(files: Fixtures.wide()) { project in
            _ = try await project.waybill("apply", "team", "--yes")
            try await Self.killed(Self.undo, project, method: "DELETE", after: count)
            let resumed = try await Self.run(
                ["resume", "--project", "team", "--yes", "--patience", "1"], project)
            #expect(resumed.status == 0, "\(resumed.all)")
            #expect(resumed.out.contains("25 removed (8 archived)"), "\(resumed.all)")
            try await project.expectAccount(reference)
        }
    }

    @Test("A run that was killed and gone on with is undone as one run")
    func resumedRun() async throws {
        let reference = try await Self.undone.value
        try await TestProject.run(files: Fixtures.wide()) { project in
            try await Self.killed(["apply", "team", "--yes"], project, method: "POST", after: 9)
            let resumed = try await Self.run(
                ["resume", "--project", "team", "--yes", "--patience", "1"], project)
            #expect(resumed.status == 0, "\(resumed.all)")
            let undone = try await Self.run(Self.undo, project)
            #expect(undone.status == 0, "\(undone.all)")
            #expect(undone.out.contains("25 removed (8 archived)"), "\(undone.all)")
            try await project.expectAccount(reference)
        }
    }
}
