import Foundation
import Subprocess
import SystemPackage

/// Runs the built `waybill` as a process, as a user does.
enum WaybillProcess {
    /// What a run printed, and how it ended.
    struct Output: Sendable {
        /// The exit code; 128 and the signal's number when a signal ended it.
        let status: Int32
        let out: String
        let err: String
        /// Both outputs, for messages of failed expectations.
        var all: String { "status \(status)\n--- out\n\(out)--- err\n\(err)" }
    }

    /// The built program: it stands next to the test bundle.
    static let path: FilePath = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return FilePath(bundle.appendingPathComponent("waybill").path)
    }()

    /// The folder of the package.
    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A run that has not ended.
    struct Running: Sendable {
        /// Sends the process a signal.
        let send: @Sendable (Signal) throws -> Void
    }

    /// Runs it to its end in a folder, with an environment that has nothing of Waybill's in it but what is added;
    /// `during` is what is done while it runs.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        input: String = "", during: @Sendable (Running) async throws -> Void = { _ in }
    ) async throws -> Output {
        let result = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments), environment: Self.environment(environment),
            workingDirectory: FilePath(folder.path), input: .string(input), output: .string(limit: 64 << 20),
            error: .string(limit: 64 << 20)
        ) { execution in
            try await during(Running { try execution.send(signal: $0) })
        }
        return Output(
            status: Self.code(result.terminationStatus), out: result.standardOutput,
            err: result.standardError)
    }

    static func environment(_ added: [String: String]) -> Environment {
        var variables = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        ]
        if let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
            variables["LD_LIBRARY_PATH"] = libraries
        }
        variables.merge(added) { $1 }
        return .custom(
            Dictionary(
                variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }, uniquingKeysWith: { $1 }
            ))
    }

    static func code(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
