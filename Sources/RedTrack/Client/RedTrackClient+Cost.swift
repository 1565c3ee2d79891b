extension RedTrackClient {
    /// How many calls it takes to look at some objects of a kind.
    /// - Parameters:
    ///   - kind: the kind.
    ///   - ids: how many objects.
    ///   - listed: how many objects of the kind the account has.
    /// - Returns: the calls by their ids, `nil` where the API knows no such call, and those for one reading of the list.
    package static func callsToLook(
        at kind: Kind, ids: Int, listed: Int
    ) -> (byID: Int?, byList: Int) {
        func calls(_ count: Int, _ size: Int) -> Int { (count + size - 1) / size }
        return (
            Endpoint.of(kind).selectsByID ? calls(ids, Endpoint.idsPerRequest) : nil,
            // The page after the last one is empty.
            calls(max(ids, listed), Endpoint.pageSize) + 1
        )
    }

    /// How many ids one call asks for.
    package static var idsPerCall: Int { Endpoint.idsPerRequest }
}
