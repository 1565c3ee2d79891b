import ArgumentParser

/// The templates that say what the records of feeds become.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "List, show, test and draft the templates of feeds.",
        discussion: """
            A project's own templates are the files templates/feeds/NAME.yaml in its folder; they hide those of the \
            same name that ship.
            """,
        subcommands: [
            TemplatesListCommand.self, TemplatesShowCommand.self, TemplatesTestCommand.self,
            TemplatesNewCommand.self,
        ],
        defaultSubcommand: TemplatesListCommand.self)
}
