/// Where a run tells how it goes on.
struct RunTalk: Sendable {
    /// Says a line.
    let say: @Sendable (String) -> Void
    /// Draws the line that tells how far the run is; `nil` where nothing can be redrawn.
    let draw: (@Sendable (String) -> Void)?
    /// Takes that line away.
    let clear: @Sendable () -> Void
    /// How many columns a line has now.
    let columns: @Sendable () -> Int
    /// The events, where programs get them instead of lines.
    let events: RunEvents?

    /// Talks by what is given; without a way to draw, and without events, as to a log.
    init(
        say: @escaping @Sendable (String) -> Void, draw: (@Sendable (String) -> Void)? = nil,
        clear: @escaping @Sendable () -> Void = {}, columns: @escaping @Sendable () -> Int = { 80 },
        events: RunEvents? = nil
    ) {
        self.say = say
        self.draw = draw
        self.clear = clear
        self.columns = columns
        self.events = events
    }

    /// Talks on the error output of the process.
    init(_ terminal: Terminal) {
        let draw: @Sendable (String) -> Void = { text in terminal.progress(text) }
        let events = RunEvents { event, members in terminal.tell(event, members) }
        self.init(
            say: { text in terminal.say(text) }, draw: terminal.showsProgress ? draw : nil,
            clear: { terminal.clearProgress() }, columns: { terminal.talkColumns },
            events: terminal.tellsEvents ? events : nil)
    }
}
