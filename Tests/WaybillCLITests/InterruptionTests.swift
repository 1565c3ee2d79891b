import Subprocess
import Testing

/// Processes that are ended from outside.
@Suite("Interrupted runs")
struct InterruptionTests {
    /// What the account does with the creations that are under way when the process is killed.
    enum Fate: String, Sendable, CaseIterable {
        /// They were never carried out.
        case lost
        /// They were carried out, and their answers got lost.
        case committed

        /// From the creation with this number on, none is answered any more.
        func rule(after count: Int) -> String {
            let fault = self == .lost ? #""latency", "ms": 600000"# : #""drop_after_commit""#
            return #""method": "POST", "after": \#(count), "fault": \#(fault)"#
        }
    }

    @Test(
        "After kill -9 at any point the next apply makes the account of an undisturbed run",
        arguments: [0, 1, 20, 50, 80, 86], Fate.allCases)
    func killed(after count: Int, fate: Fate) async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            try await project.killApply(after: count, fate.rule(after: count))
            try await project.expectApplyMakes(reference)
        }
    }

    @Test("Killed twice, and with another run between the files, nothing is made twice")
    func killedTwice() async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            for count in [12, 25] {
                try await project.killApply(after: count, Fate.committed.rule(after: count))
            }
            try await project.expectApplyMakes(reference)
        }
    }

    @Test(
        "Ctrl-C and SIGTERM let what is under way finish, end with 130, and the next apply goes on",
        arguments: [Signal.interrupt, Signal.terminate])
    func interrupted(signal: Signal) async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            // The creations after the first ten take some seconds, in which the signal arrives.
            try await project.sandbox.setFaults([
                #""method": "POST", "after": 10, "fault": "latency", "ms": 4000"#
            ])
            let first = try await project.waybill("apply", "team", "--yes") { run in
                try await project.waitForWrites(11)
                try run.send(signal)
            }
            #expect(first.status == 130, "\(first.all)")
            #expect(first.err.contains("stopping: "), "\(first.all)")
            #expect(first.out.contains("To go on with what is left: `waybill resume "), "\(first.all)")
            // Whatever was sent was answered, and is in the lock file.
            let writes = try await project.sandbox.requests().filter(\.isWrite)
            #expect(writes.count < 87)
            #expect(writes.allSatisfy { $0.status == 201 })
            let locked = try project.folder.read("team/waybill.lock").split(separator: "\n").count - 2
            #expect(locked == writes.count)
            #expect(first.out.contains("Applied: \(writes.count) created"), "\(first.all)")
            try await project.expectApplyMakes(reference)
        }
    }

    @Test("SIGTERM ends a sandbox with 0, and its data file holds what was made")
    func sandbox() async throws {
        let folder = try TemporaryFolder()
        let body = #"{"title": "Page", "url": "https://page.example"}"#
        let first = try await SandboxProcess.runToEnd(["--data", "account.sqlite"], in: folder) { sandbox in
            try await sandbox.request("POST", "/landings", body: body).status
        }
        #expect(first.result == 201)
        #expect(first.status == 0)
        let second = try await SandboxProcess.runToEnd(["--data", "account.sqlite"], in: folder) { sandbox in
            try await sandbox.list("/landings").count
        }
        #expect(second.result == 1)
        #expect(second.status == 0)
    }
}
