import ArgumentParser

/// What can be done with the account itself.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Show whose account it is, change the user's data, or replace the key.",
        discussion: """
            Without a subcommand it shows the account.

            Example: waybill account team
            """,
        subcommands: [AccountShowCommand.self, AccountUpdateCommand.self, AccountResetKeyCommand.self],
        defaultSubcommand: AccountShowCommand.self)
}
