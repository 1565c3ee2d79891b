import Feeds
import Glibc

/// A program of the machine that the tests compare with, when it is there.
enum Program {
    /// What `arguments[0]`, looked up in the path, writes for an input; `nil`, with a line that says so, when there is no
    /// such program or it fails.
    static func run(_ arguments: [String], input: [UInt8] = [], in folder: ScratchFolder) throws -> [UInt8]? {
        let inputPath = try folder.write(input, to: "stdin")
        let outputPath = try folder.write([], to: "stdout")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { argv.forEach { free($0) } }
        var pid = pid_t()
        var status: Int32 = -1
        if posix_spawnp(&pid, arguments[0], &actions, nil, &argv, environ) == 0 {
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        }
        guard status == 0 else {
            print("\(arguments[0]) is not here or failed: it is not compared with")
            return nil
        }
        return Drained(making: { () throws(FeedError) in try FileSource(path: outputPath) }).bytes
    }
}
