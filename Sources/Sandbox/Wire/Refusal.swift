/// A request that is not carried out: the status and the messages of the answer.
struct Refusal: Error, Sendable {
    let status: Int
    let messages: [String]

    init(_ status: Int, _ messages: [String]) {
        self.status = status
        self.messages = messages
    }

    /// An id that no object of the kind has.
    static func unknown(_ kind: Kind) -> Refusal { Refusal(404, ["\(kind.noun) ID cannot be found"]) }

    /// An object of somebody else.
    static let foreign = Refusal(403, ["Unauthorized to manage the resource"])
}
