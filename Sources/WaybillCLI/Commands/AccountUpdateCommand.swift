import ArgumentParser
import RedTrack

/// Changes what the account knows of its user.
struct AccountUpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change the user's names, Skype name or password.",
        discussion: """
            What is not named stays as it is. The password is never an argument, since others can see those.

            Example: waybill account update --firstname Ada --password-from env:NEW_PASSWORD
            """)

    @Option(help: "The first name.") var firstname: String?
    @Option(help: "The last name.") var lastname: String?
    @Option(help: "The Skype name.") var skype: String?
    @Option(
        help: ArgumentHelp("Where the new password is: env:NAME or file:PATH.", valueName: "place"))
    var passwordFrom: SecretPlace?

    @OptionGroup(title: "Account") var account: ProjectAccountOptions

    func validate() throws {
        if firstname == nil, lastname == nil, skype == nil, passwordFrom == nil {
            throw ValidationError("there is nothing to change: name one of the options")
        }
    }

    func run() async throws {
        try await reporting { terminal, environment in
            var changes = UserChanges()
            changes.firstName = firstname
            changes.lastName = lastname
            changes.skype = skype
            changes.password = try passwordFrom.map { try $0.password(environment) }
            let user = try await account.open(terminal, environment) { [changes] connection in
                try await connection.client.updateUser(with: changes)
            }
            let fields = [
                ("first name", firstname, user.firstName), ("last name", lastname, user.lastName),
                ("Skype", skype, user.skype),
            ]
            let ignored = fields.filter { $0.1 != nil && $0.1 != ($0.2 ?? "") }.map(\.0)
            guard ignored.isEmpty else {
                throw CommandFailure(
                    .failure,
                    "the account did not take over: \(ignored.joined(separator: ", ")). Look with `waybill account`"
                )
            }
            let changed = fields.filter { $0.1 != nil }.map(\.0) + (passwordFrom == nil ? [] : ["password"])
            terminal.printResult("Changed: \(changed.joined(separator: ", ")).")
            return .success
        }
    }
}
