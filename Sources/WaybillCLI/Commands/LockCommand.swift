import ArgumentParser

/// The commands about the lock file.
struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Look after the lock file, which knows which name is which id.",
        subcommands: [LockRebuildCommand.self])
}
