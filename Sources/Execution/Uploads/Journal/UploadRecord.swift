package import RedTrack

/// One line of the journal of an upload. No record ever holds the key of the account.
package enum UploadRecord: Sendable, Hashable {
    /// The upload began.
    case started(Start)
    /// A batch is about to be sent.
    case intent(Intent)
    /// What became of a batch.
    case outcome(Outcome)
    /// What the log of the account says of conversions in doubt.
    case settled(Settlement)
    /// The upload came to its end.
    case finished(at: Moment)

    /// The begin of an upload.
    package struct Start: Sendable, Hashable {
        /// The upload's name.
        package var run: String
        /// The id of the account.
        package var account: String
        /// The version of the program.
        package var tool: String
        /// The file as it was named.
        package var file: String
        /// When it began.
        package var at: Moment

        package init(run: String, account: String, tool: String, file: String, at: Moment) {
            self.run = run
            self.account = account
            self.tool = tool
            self.file = file
            self.at = at
        }
    }

    /// A batch that is about to be sent.
    package struct Intent: Sendable, Hashable {
        /// Its number in this upload, counted from 1.
        package var batch: Int
        /// What is sent, in this order.
        package var conversions: [ConversionUpload]
        /// When it is sent.
        package var at: Moment

        package init(batch: Int, conversions: [ConversionUpload], at: Moment) {
            self.batch = batch
            self.conversions = conversions
            self.at = at
        }
    }

    /// What became of a batch.
    package struct Outcome: Sendable, Hashable {
        /// How it ended.
        package enum Result: String, Sendable, CaseIterable {
            /// The account took all of it.
            case accepted
            /// The account refused it and took nothing.
            case refused
            /// It surely did not arrive.
            case unsent
            /// Nobody knows.
            case unknown
        }

        /// Its number.
        package var batch: Int
        /// How it ended.
        package var result: Result
        /// Why.
        package var message: String?
        /// When that was known.
        package var at: Moment

        package init(batch: Int, result: Result, message: String?, at: Moment) {
            self.batch = batch
            self.result = result
            self.message = message
            self.at = at
        }
    }

    /// What the log of the account says of a batch in doubt, of this upload or an earlier one.
    package struct Settlement: Sendable, Hashable {
        /// The upload that sent it.
        package var run: String
        /// Its number there.
        package var batch: Int
        /// The places of the conversions that the account has, counted from 0.
        package var arrived: [Int]
        /// The places of those that it does not have.
        package var lost: [Int]
        /// When that was known.
        package var at: Moment

        package init(run: String, batch: Int, arrived: [Int], lost: [Int], at: Moment) {
            self.run = run
            self.batch = batch
            self.arrived = arrived
            self.lost = lost
            self.at = at
        }
    }
}
