import Feeds
import Subprocess
import Testing

/// Signals at every stage of a command that changes an account.
@Suite("Signals") struct SignalTests {
    @Test(
        "A second signal ends a run at once, and the resume command that it prints makes the account of an undisturbed one"
    )
    func twice() async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            // The answers to creations never come.
            try await project.sandbox.setFaults([
                #""method": "POST", "fault": "drop_after_commit", "times": 1"#,
                #""method": "POST", "after": 1, "fault": "latency", "ms": 600000"#,
            ])
            let output = try await project.waybill("apply", "team", "--yes") { run in
                try await project.waitForWrites(3)
                // Two that wait at the same time are one: the process may be slow to take the first.
                for _ in 0..<3 {
                    // It may have ended.
                    try? run.send(.interrupt)
                    for _ in 0..<20 { _ = try await project.sandbox.requests() }
                }
            }
            #expect(output.status == 130, "\(output.all)")
            #expect(output.err.contains("stopped at once; the journal of run "), "\(output.all)")
            let list = try await project.waybill("history", "--project", "team")
            #expect(list.out.contains("  unfinished "), "\(list.all)")
            try await project.sandbox.setFaults([])
            let command = try #require(
                output.err.split(separator: "\n").last?.firstMatch(of: /`waybill (resume .+)`/)?.output.1)
            let words = command.split(separator: " ").map(String.init)
            #expect(words.count == 4 && words[2] == "--project" && words[3] == "team", "\(output.all)")
            let second = try await project.waybill(
                "resume", words[1], "--project", "team", "--yes", "--patience", "0")
            #expect(second.status == 0, "\(second.all)")
            try await project.expectAccount(reference)
            try await project.expectSettled()
        }
    }

    @Test(
        "A signal while the account is read ends with 130, and nothing is begun",
        arguments: [Signal.interrupt, Signal.terminate, Signal.terminalClosed])
    func reading(signal: Signal) async throws {
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""method": "GET", "path": "/offers", "fault": "latency", "ms": 600000"#
            ])
            let output = try await project.waybill("apply", "team", "--yes") { run in
                try await project.sandbox.waitForRequests(1) { $0.path == "/offers" }
                try run.send(signal)
            }
            #expect(output.status == 130, "\(output.all)")
            #expect(output.err.contains("interrupted; nothing was applied"), "\(output.all)")
            #expect(!project.folder.files().contains { $0.hasSuffix(".journal") })
        }
    }

    @Test("A signal ends a pause that the account has asked for, and the next apply goes on")
    func pause() async throws {
        let reference = try await AccountImage.small.value
        try await TestProject.run { project in
            try await project.sandbox.setFaults([
                #""method": "POST", "after": 2, "fault": "status", "status": 429, "retry_after": 100"#
            ])
            let output = try await project.waybill("apply", "team", "--yes") { run in
                try await project.waitForWrites(3)
                try run.send(.interrupt)
            }
            #expect(output.status == 130, "\(output.all)")
            #expect(output.out.contains("Applied: 2 created"), "\(output.all)")
            #expect(!output.out.contains("failed"), "\(output.all)")
            try await project.expectApplyMakes(reference)
        }
    }

    @Test(
        "A signal while the account is read back ends with 130; all was applied, and the next plan is empty")
    func verifying() async throws {
        try await TestProject.run { project in
            _ = try await project.waybill("plan", "team")
            let reads = try await project.sandbox.requests().count { $0.path == "/landings" }
            try await project.sandbox.clearRequests()
            try await project.sandbox.setFaults([
                #""method": "GET", "path": "/landings", "after": \#(reads), "fault": "latency", "ms": 600000"#
            ])
            let output = try await project.waybill("apply", "team", "--yes") { run in
                try await project.sandbox.waitForRequests(reads + 1) { $0.path == "/landings" && !$0.isWrite }
                try run.send(.interrupt)
            }
            #expect(output.status == 130, "\(output.all)")
            #expect(output.out.contains("Applied: 9 created"), "\(output.all)")
            #expect(output.out.contains("note: landings were not read back"), "\(output.all)")
            try await project.sandbox.setFaults([])
            try await project.expectSettled()
        }
    }
}
