/// One reading of a list from its first page to its last, and what speaks against it.
struct ListReading<Model: AccountObject>: Sendable {
    /// The ids in the order in which they came.
    private(set) var order: [ObjectID<Model>] = []
    private(set) var byID: [ObjectID<Model>: Model] = [:]
    /// How many calls it took.
    var requests = 0
    /// Why objects may be missing in it; `nil` when nothing shows that.
    var fault: String?
    /// The objects on the fullest page.
    var largestPage = 0
    /// Whether a page had more objects than were asked for: the account does not cut its lists by what it is asked.
    var exceedsPageSize = false
    /// Whether the list without a status had no objects.
    var isPlainEmpty = false

    /// The objects in the order in which they came.
    var objects: [Model] { order.compactMap { byID[$0] } }

    /// Adds an object; `false` when its id was there before. The later state of it is kept.
    @discardableResult
    mutating func add(_ object: Model) -> Bool {
        guard let id = object.id else { return false }
        let isNew = byID.updateValue(object, forKey: id) == nil
        if isNew { order.append(id) }
        return isNew
    }

    /// Whether everything that another reading saw is in this one.
    func contains(_ other: ListReading) -> Bool { other.order.allSatisfy { byID[$0] != nil } }

    /// Whether its pages ended elsewhere than those of the other one, as far as pages can: a server that gives few
    /// objects on a page, whatever it is asked for, would lose the same ones again.
    func hasOtherBorders(than other: ListReading) -> Bool {
        largestPage != other.largestPage || largestPage <= 1 || exceedsPageSize
    }
}

extension RedTrackClient {
    /// Reads a list once, without judging what was shifted meanwhile.
    /// - Throws: `incompleteList` when the account gives the same page for every number.
    func reading<Model: AccountObject>(
        _ type: Model.Type, status: Status?, pageSize: Int, progress: (@Sendable (Int) -> Void)?
    ) async throws(APIError) -> ListReading<Model> {
        var reading = ListReading<Model>()
        var pages = pages(type, status: status)
        pages.size = pageSize
        var iterator = pages.makeAsyncIterator()
        var pagesInVain = 0
        while let page = try await iterator.next() {
            var added = 0
            for object in page.objects {
                if reading.add(object) {
                    added += 1
                } else {
                    reading.fault = "objects moved from page to page"
                }
            }
            // One page may repeat what shifted; two in a row are a server that does not look at the number.
            pagesInVain = added == 0 ? pagesInVain + 1 : 0
            if pagesInVain == 2 {
                throw Call.list(type, page: page.number).incomplete(
                    "the account repeats a page, so that the rest of the list cannot be read")
            }
            reading.largestPage = max(reading.largestPage, page.objects.count)
            if page.objects.count > pageSize { reading.exceedsPageSize = true }
            progress?(reading.order.count)
        }
        reading.requests = iterator.requests
        return reading
    }

    /// Reads a list once without a status and once for each status that such a list may leave out.
    func completeReading<Model: AccountObject>(
        _ type: Model.Type, pageSize: Int, progress: (@Sendable (Int) -> Void)?
    ) async throws(APIError) -> (reading: ListReading<Model>, foundOnlyUnder: [Status: [ObjectID<Model>]]) {
        var whole = try await reading(type, status: nil, pageSize: pageSize, progress: progress)
        let plain = whole
        whole.isPlainEmpty = plain.order.isEmpty
        var foundOnlyUnder: [Status: [ObjectID<Model>]] = [:]
        for status in Endpoint.of(Model.kind).hiddenStatuses {
            let seen = whole.order.count
            let part = try await reading(type, status: status, pageSize: pageSize) { progress?(seen + $0) }
            whole.requests += part.requests
            whole.fault = whole.fault ?? part.fault ?? contradiction(part, status, plain)
            whole.largestPage = max(whole.largestPage, part.largestPage)
            whole.exceedsPageSize = whole.exceedsPageSize || part.exceedsPageSize
            for object in part.objects {
                if whole.add(object), let id = object.id { foundOnlyUnder[status, default: []].append(id) }
            }
        }
        return (whole, foundOnlyUnder)
    }

    /// Whether the objects under a status contradict that status. A server that ignores the filter repeats the whole
    /// list, and that is fine; one that applies it must not show others.
    private func contradiction<Model: AccountObject>(
        _ part: ListReading<Model>, _ status: Status, _ plain: ListReading<Model>
    ) -> String? {
        let strangers = part.objects.filter { object in
            guard let own = (object as? any StatusCarrying)?.status else { return false }
            return own != status
        }
        if strangers.isEmpty { return nil }
        let areKnown = strangers.allSatisfy { object in object.id.map { plain.byID[$0] != nil } ?? false }
        if areKnown && part.contains(plain) { return nil }
        return "the list of status \(status.rawValue) holds objects of another status"
    }
}
