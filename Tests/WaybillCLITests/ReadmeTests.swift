import Foundation
import Subprocess
import SystemPackage
import Testing

/// What the README shows is what happens.
@Suite("The README")
struct ReadmeTests {
    /// A command line and what the README prints below it.
    struct Step: Sendable, Hashable {
        let command: String
        var expected: [String]
    }

    /// The steps of all blocks of a language.
    static func steps(of text: String, language: String = "console") -> [Step] {
        var steps: [Step] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                isInside = !isInside && line == "```" + language
            } else if isInside, line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), expected: []))
            } else if isInside, !steps.isEmpty {
                steps[steps.count - 1].expected.append(line)
            }
        }
        return steps
    }

    /// Whether lines are the expected ones, of which `...` stands for any number of lines.
    static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return lines.isEmpty }
        if first == "..." {
            let rest = expected.dropFirst()
            return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], rest) }
        }
        return lines.first == first && matches(lines.dropFirst(), expected.dropFirst())
    }

    @Test("Every command in a console block prints what the README says")
    func commands() async throws {
        let readme = try #require(FileManager.default.contents(atPath: WaybillProcess.package + "/README.md"))
        let steps = Self.steps(of: String(decoding: readme, as: UTF8.self))
        #expect(steps.contains { $0.command.hasPrefix("waybill ") }, "the README shows no command")
        let folder = try TemporaryFolder()
        try folder.copySamples()
        try FileManager.default.copyItem(
            atPath: WaybillProcess.package + "/samples/trackers", toPath: folder.path + "/trackers")
        let programs = WaybillProcess.path.removingLastComponent().string
        let path = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        for step in steps {
            // Both outputs, as on a terminal.
            let result = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", "exec 2>&1; " + step.command],
                environment: WaybillProcess.environment(["PATH": path]),
                workingDirectory: FilePath(folder.path), input: .none, output: .string(limit: 16 << 20),
                error: .discarded)
            var lines = result.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
            if lines.last == "" { lines.removeLast() }
            var expected = step.expected
            while expected.last == "" { expected.removeLast() }
            #expect(
                Self.matches(lines[...], expected[...]),
                "$ \(step.command)\n\(lines.joined(separator: "\n"))\n--- expected\n\(expected.joined(separator: "\n"))"
            )
        }
    }

    @Test("Blocks are read and compared as described")
    func reading() {
        let text =
            "```sh\n$ no\n```\n\n```console\n$ a b\none\n...\nlast\n$ c\n```\nprose\n```console\n$ d\n```\n"
        #expect(
            Self.steps(of: text) == [
                Step(command: "a b", expected: ["one", "...", "last"]), Step(command: "c", expected: []),
                Step(command: "d", expected: []),
            ])
        func fits(_ lines: [String], _ expected: [String]) -> Bool { Self.matches(lines[...], expected[...]) }
        #expect(fits(["one", "last"], ["one", "...", "last"]))
        #expect(fits(["one", "x", "last", "last"], ["one", "...", "last"]))
        #expect(!fits(["one", "x"], ["one", "...", "last"]))
        #expect(!fits(["one", "two"], ["one"]))
        #expect(fits(["one", "two"], ["..."]))
        #expect(!fits([], ["one"]))
    }
}
