/// Why a sandbox could not start or go on; says what to do about it and never carries the key.
package struct SandboxError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    package struct Code: Sendable, Hashable {
        private enum Kind: Sendable, Hashable { case dataFile, address, option }
        private let kind: Kind
        /// The data file cannot be opened, or is not one of ours.
        package static let dataFile = Code(kind: .dataFile)
        /// The address cannot be bound.
        package static let address = Code(kind: .address)
        /// An option cannot be read.
        package static let option = Code(kind: .option)
    }

    /// The kind of failure.
    package let code: Code
    /// One sentence, with the next step.
    package let message: String

    package var description: String { message }
}
