/// What is known of an account's limit, and the observations it comes from.
///
/// A *cycle* goes from one opening of the account, the first call let through, over its exhaustion, the first call turned
/// away, to its next opening. What was let through in a cycle, over its length, is the account's limit, whatever way it
/// counts: in windows by the clock, in windows that slide, or by a bucket that fills.
struct Learning: Sendable {
    /// When the current cycle began.
    var cycleStart: Double?
    /// How many calls had been let through before.
    var acceptedBefore = 0
    /// Whether no cycle has ended yet.
    var isFirst = true
    /// Whether a first refusal that showed little was passed over.
    var wasSpared = false
    /// The pace at which the account was exhausted.
    var paceAtRefusal: Double?
    /// How far from the truth the end of the pause may be: the account's seconds are whole, and waits without an order
    /// grow.
    var blur = 0.0

    /// The seconds after which the account counts anew, as far as one can tell.
    var window: Double?
    /// The calls of a window.
    var count: Int?
    /// The limit as it was last measured or announced, in calls a second.
    var limit: Double?
    /// What the account announces, in calls a second.
    var announced: Double?
    var announcedWindow: Double?

    /// The pace that was found to be safe; above it the account is only tried.
    var plateau: Double?
    /// How many quiet epochs the plateau is kept before the account is tried again.
    var holdingTime = 2
    /// The quiet epochs so far.
    var quiet = 0
    /// By which part of the plateau the pace rises next.
    var step = 0.0
    var epochStart: Double?
    var sentBefore = 0
    /// Until when the account is in no state to be asked more.
    var troubledUntil = -Double.infinity
    /// Whether a person has said how fast to go.
    var isFixed = false

    /// A second that was rounded up, and the way there.
    static let wholeSecond = 1.1
    /// Seconds; shorter times say nothing.
    static let shortestEpoch = 5.0
    static let firstStep = 0.02
    static let largestStep = 0.16
    /// How many calls an epoch has at least.
    static let epochCalls = 30.0

    mutating func noteRefusal(_ now: Double, pace: Double?) {
        paceAtRefusal = pace
        blur = 0
    }

    mutating func notePause(_ pause: Double, isAsked: Bool) {
        // An asked pause is a number of whole seconds, rounded up by most servers; another one is a guess.
        blur = isAsked ? Self.wholeSecond : max(pause, blur)
    }

    /// The length of a window that may be `blur` shorter than measured: windows are whole seconds and minutes, seldom
    /// anything else.
    static func usualWindow(_ length: Double, blur: Double) -> Double {
        let usual = [1.0, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 86_400]
        // A little more than the measured length is the way of a call to the account and back.
        let slack = blur > wholeSecond ? min(blur, length / 2) : min(max(blur, 0.1), length / 8)
        let found = usual.last { $0 <= length * 1.002 && $0 > length - slack }
        return found ?? length
    }

    /// Whether a measured length says little.
    func isVague(_ length: Double) -> Bool { blur > length / 4 }
}
