import Foundation
import RedTrack
import RedTrackHTTP
import Sandbox
import Synchronization

/// A process that works on an account and may be killed by itself.
struct Child: Sendable, CustomStringConvertible {
    /// The exit code; the negative number of the signal that ended it.
    let status: Int32
    /// What it said.
    let output: String

    /// How many points it came by; `nil` when it did not come to its end.
    var points: Int? {
        output.split(separator: "\n").last { $0.hasPrefix("points ") }.flatMap {
            Int($0.dropFirst("points ".count))
        }
    }

    var description: String { "status \(status): \(output)" }

    /// Starts one in a folder, and waits for its end.
    static func run(
        _ folder: String, _ sandbox: RunningSandbox, size: Int, parallel: Int, point: Int, patience: Duration
    ) async throws -> Child {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        let milliseconds =
            patience.components.seconds * 1_000 + patience.components.attoseconds / 1_000_000_000_000_000
        process.arguments = ["work", folder, "\(size)", "\(parallel)", "\(point)", "\(milliseconds)"]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "TORTURE_URL": sandbox.baseURL, "TORTURE_KEY": sandbox.apiKey,
        ]) { $1 }
        // No pipe: whoever says much would wait for somebody who waits for its end.
        let path = folder + "/output"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        process.standardOutput = file
        process.standardError = file
        let status: Int32 = try await withCheckedThrowingContinuation { waiter in
            process.terminationHandler = { process in
                let isKilled = process.terminationReason == .uncaughtSignal
                waiter.resume(returning: isKilled ? -process.terminationStatus : process.terminationStatus)
            }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                waiter.resume(throwing: error)
            }
        }
        return Child(
            status: status,
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self))
    }

    /// What the started process does.
    static func work(_ arguments: [String]) async -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        guard arguments.count == 5, let size = Int(arguments[1]), let parallel = Int(arguments[2]),
            let point = Int(arguments[3]), let patience = Int(arguments[4]),
            let url = environment["TORTURE_URL"],
            let key = environment["TORTURE_KEY"].flatMap({ APIKey($0) })
        else { return 64 }
        let trap = KillSwitch(point: point)
        let work = Work(
            folder: arguments[0], size: size, parallel: parallel, patience: .milliseconds(patience),
            trap: trap)
        do {
            let isDone = try await withHTTPTransport(
                baseURL: url, key: key, maximumInFlight: max(parallel, 6)
            ) {
                try await work.run($0)
            }
            say("points \(trap.count)")
            return isDone ? 0 : 7
        } catch {
            say("\(error)")
            return 1
        }
    }
}
