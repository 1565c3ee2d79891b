/// Where a journal's lines go. What has been appended stays, whatever happens to the process or the machine.
package protocol DurableLog: Sendable {
    /// Adds bytes at the end and returns when they are durable. Never called twice at the same time.
    /// - Throws: ``JournalError`` when that is not sure; nothing is appended after that.
    func append(_ bytes: [UInt8]) throws(JournalError)
}
