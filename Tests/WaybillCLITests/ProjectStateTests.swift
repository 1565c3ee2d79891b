import Foundation
import Manifests
import Subprocess
import SystemPackage
import Testing

/// What a project keeps beside its files: the lock file and the journals.
@Suite("Lock files and journals")
struct ProjectStateTests {
    @Test(
        "A lock file that cannot be understood is named with its line, and nothing happens",
        arguments: [
            ("not a lock file\n", "team/waybill.lock:1:"),
            ("waybill-lock 9\n", "team/waybill.lock:1:"),
            (
                "waybill-lock 1\naccount A\nnetwrk \"North\" 5a3a6ab1ba4d12e2979aa25a\n",
                "team/waybill.lock:3:"
            ),
            (
                "waybill-lock 1\n<<<<<<< ours\naccount A\n=======\naccount B\n>>>>>>> theirs\n",
                "team/waybill.lock:2:"
            ),
        ])
    func damagedLock(text: String, place: String) async throws {
        try await TestProject.run { project in
            try project.folder.write(text, to: "team/waybill.lock")
            let before = project.folder.projectContents()
            for arguments in [["plan"], ["apply", "--yes"]] {
                let output = try await WaybillProcess.run(
                    arguments + ["team"], in: project.folder, environment: project.sandbox.environment)
                #expect(output.status == 65, "\(output.all)")
                #expect(output.err.contains(place), "\(output.all)")
                #expect(output.err.contains("error: "), "\(output.all)")
                #expect(output.out.isEmpty)
            }
            #expect(project.folder.projectContents() == before)
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
        }
    }

    @Test("A journal that was cut off or overwritten by noise does not stop the next plan")
    func damagedJournal() async throws {
        try await TestProject.run { project in
            let applied = try await project.waybill("apply", "team", "--yes")
            #expect(applied.status == 0, "\(applied.all)")
            let names = project.folder.files().filter { $0.hasSuffix(".journal") }
            let name = try #require(names.first)
            let text = try project.folder.read(name)
            try project.folder.write(String(text.prefix(text.count / 2)), to: name)
            try await project.expectSettled()
            try project.folder.write([0, 255, 10, 123, 10], to: name)
            try await project.expectSettled()
        }
    }

    @Test("Where no journal can be kept, nothing is applied")
    func noJournal() async throws {
        try await TestProject.run { project in
            try project.folder.write("in the way", to: "team/.waybill")
            let output = try await project.waybill("apply", "team", "--yes")
            #expect(output.status == 1, "\(output.all)")
            #expect(output.err.contains("team/.waybill"), "\(output.all)")
            #expect(try await project.sandbox.requests().allSatisfy { !$0.isWrite })
            #expect(!project.folder.files().contains("team/waybill.lock"))
        }
    }

    @Test("A second account gets a lock file of its own, and the first one stays as it was")
    func secondAccount() async throws {
        try await TestProject.run { project in
            let first = try await project.waybill("apply", "team", "--yes")
            #expect(first.status == 0, "\(first.all)")
            let lock = try project.folder.read("team/waybill.lock")
            try await SandboxProcess.run(in: project.folder) { other in
                let second = try await project.waybill(
                    "apply", "team", "--yes", environment: ["WAYBILL_API_URL": other.url])
                #expect(second.status == 0, "\(second.all)")
                #expect(second.out.contains("Applied: 9 created"))
                let again = try await project.waybill(
                    "plan", "team", "--detailed-exitcode", environment: ["WAYBILL_API_URL": other.url])
                #expect(again.status == 0, "\(again.all)")
            }
            #expect(try project.folder.read("team/waybill.lock") == lock)
            let locks = project.folder.files().filter { $0.hasSuffix(".lock") }
            #expect(locks.count == 2, "\(locks)")
            try await project.expectSettled()
        }
    }

    @Test("An apply whose reader goes away still applies everything")
    func closedPipe() async throws {
        try await TestProject.run { project in
            var environment = project.sandbox.environment
            environment["WAYBILL"] = WaybillProcess.path.string
            _ = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", "\"$WAYBILL\" apply team --yes 2>&1 | head -n 1"],
                environment: WaybillProcess.environment(environment),
                workingDirectory: FilePath(project.folder.path), input: .none, output: .discarded,
                error: .discarded)
            try await project.expectSettled()
        }
    }
}
