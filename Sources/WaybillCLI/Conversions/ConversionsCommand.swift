import ArgumentParser

/// What can be done with conversions.
struct ConversionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversions", abstract: "Report conversions to the account.",
        discussion: "They are read with `waybill log conversions`.",
        subcommands: [ConversionsUploadCommand.self])
}
