package import Feeds
package import Planning

/// One line of a journal: what is about to be sent, or what became of it. No record ever holds the key of the
/// account.
package enum JournalRecord: Sendable, Hashable {
    /// The run began.
    case started(Start)
    /// A change's request is about to be sent.
    case intent(Intent)
    /// What became of it.
    case outcome(Outcome)
    /// Fields of an object that a change has touched are about to be sent once more: the account did not take them.
    case repair(Intent)
    /// What became of that.
    case repairOutcome(Outcome)
    /// The run goes on after it had ended early, or had been killed.
    case resumed(tool: String, at: Moment)
    /// The lock file knows all that the run did.
    case lockSaved
    /// The run came to its end.
    case finished(status: String, at: Moment)

    /// The begin of a run.
    package struct Start: Sendable, Hashable {
        /// The run's name.
        package var run: String
        /// The id of the account.
        package var account: String
        /// The version of the program.
        package var tool: String
        /// When it began.
        package var at: Moment
        /// How many changes of each action the plan has, by the action's name.
        package var changes: [String: Int]
        /// The SHA-256 of the file with its plan, in hexadecimal; `nil` when none was kept.
        package var plan: String?
        /// The run that it undoes; `nil` for a run of files.
        package var undoes: String?

        package init(
            run: String, account: String, tool: String, at: Moment, changes: [String: Int],
            plan: String? = nil, undoes: String? = nil
        ) {
            self.run = run
            self.account = account
            self.tool = tool
            self.at = at
            self.changes = changes
            self.plan = plan
            self.undoes = undoes
        }
    }

    /// A change that is about to be sent.
    package struct Intent: Sendable, Hashable {
        /// Its place in the plan, counted from 0.
        package var change: Int
        /// Which object.
        package var address: ObjectAddress
        /// What is done.
        package var action: Change.Action
        /// The object's id; `nil` for one that is to be created.
        package var id: String?
        /// The object's title.
        package var title: String
        /// Whether the files forbid its removal.
        package var isProtected: Bool
        /// The fields that are sent, in wire names; `null` for a deletion.
        package var body: Value
        /// The object as the account has it before; `nil` for one that is to be created.
        package var before: Value?
        /// When it is sent.
        package var at: Moment

        package init(
            change: Int, address: ObjectAddress, action: Change.Action, id: String?, title: String,
            isProtected: Bool,
            body: Value, before: Value?, at: Moment
        ) {
            self.change = change
            self.address = address
            self.action = action
            self.id = id
            self.title = title
            self.isProtected = isProtected
            self.body = body
            self.before = before
            self.at = at
        }
    }

    /// What became of a change.
    package struct Outcome: Sendable, Hashable {
        /// How it ended.
        package enum Result: String, Sendable, CaseIterable {
            /// Created, changed or removed.
            case done
            /// Created by a call whose answer got lost, and found again.
            case adopted
            /// Not made, for sure.
            case failed
            /// Nobody knows whether it was made.
            case unknown
            /// Not sent, for sure: the run was stopped between the intent and the request.
            case withdrawn
        }

        /// Its place in the plan.
        package var change: Int
        /// How it ended.
        package var result: Result
        /// The object's id, when it is known.
        package var id: String?
        /// Why it failed.
        package var message: String?
        /// When that was known.
        package var at: Moment
        /// What tells, by the account's answer, whether somebody has changed the object since; `nil` when it does not.
        package var revision: String?

        package init(
            change: Int, result: Result, id: String?, message: String?, at: Moment, revision: String? = nil
        ) {
            self.change = change
            self.result = result
            self.id = id
            self.message = message
            self.at = at
            self.revision = revision
        }
    }
}
