import Execution
import Foundation
import Planning
import RedTrack
import Testing

@Suite("The lock of a project and an account") struct RunLockTests {
    /// Short waits end at once; the signs of life wait until the lock is released.
    private static let time = TimeSource(
        now: { .zero },
        sleep: { (duration) async throws(CancellationError) in
            if duration < .seconds(1) { return await Task.yield() }
            do { try await Task.sleep(for: .seconds(3_600)) } catch { throw CancellationError() }
        },
        random: { 0 })

    private func take(
        _ project: Project, _ account: String = "user1", command: String = "resume", wait: Duration = .zero
    ) async throws -> RunLock {
        try await RunLock.take(
            folder: project.folder, account: account, command: command, wait: wait, time: Self.time)
    }

    @Test("A second owner is refused and told who is at work; other accounts and projects are free")
    func second() async throws {
        let project = try Project()
        let first = try await take(project, command: "apply")
        first.note(try #require(RunID(rawValue: "r1")))
        let error = await #expect(throws: JournalError.self) { try await take(project) }
        #expect(error?.code == .busy)
        for text in ["`waybill apply`", "run r1", "process \(getpid())", "this machine", "--wait-lock"] {
            #expect(error?.message.contains(text) == true, "\(text)")
        }
        #expect(RunLock.owner(folder: project.folder, account: "user1")?.run == "r1")
        let others = (try await take(project, "user2"), try await take(try Project()))
        first.release()
        #expect(RunLock.owner(folder: project.folder, account: "user1") == nil)
        try await take(project).release()
        others.0.release()
        others.1.release()
    }

    @Test("Who may wait has the lock when the first one is done")
    func waits() async throws {
        let project = try Project()
        let first = try await take(project)
        let second = Task { try await take(project, wait: .seconds(60)) }
        for _ in 0..<100 { await Task.yield() }
        first.release()
        try await second.value.release()
    }

    /// The file as another process has left it.
    private func leave(_ project: Project, boot: String, age seconds: Int) throws {
        let moment = Moment(milliseconds: Moment.now.milliseconds - seconds * 1_000)
        try FileManager.default.createDirectory(
            atPath: project.folder + "/.waybill", withIntermediateDirectories: true)
        try """
        {"host":"far","boot":"\(boot)","process":7,"user":"ann","command":"apply","since":"\(moment)","renewed":"\(moment)"}

        """.write(toFile: project.folder + "/.waybill/busy-user1", atomically: false, encoding: .utf8)
    }

    @Test(
        "An owner on another machine counts as one until it has been silent for long",
        arguments: [10, 179, 200])
    func elsewhere(age: Int) async throws {
        let project = try Project()
        try leave(project, boot: "another", age: age)
        if age < 180 {
            let error = await #expect(throws: JournalError.self) { try await take(project) }
            #expect(error?.message.contains("the machine far") == true)
            #expect(error?.message.contains("counts as dead") == true)
        } else {
            let lock = try await take(project)
            #expect(lock.silent?.host == "far")
            lock.release()
        }
    }

    @Test("A dead owner on this machine holds nothing, however fresh its last sign of life is")
    func dead() async throws {
        let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        let project = try Project()
        try leave(project, boot: boot.trimmingCharacters(in: .whitespacesAndNewlines), age: 0)
        let lock = try await take(project)
        #expect(lock.silent == nil)
        lock.release()
    }
}
