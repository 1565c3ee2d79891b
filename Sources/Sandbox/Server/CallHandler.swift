import Feeds

/// Carries out the calls of the document.
struct CallHandler: Sendable {
    let account: AccountStore
    let faults: FaultEngine

    func answer(
        _ call: Call, _ query: QueryParameters, _ body: [UInt8], user: User, faults active: [FaultEffect]
    ) async throws -> Answer {
        switch call {
        case .auth: return try shown(user)
        case .login: return try shown(try await account.loggedIn(user.id))
        case .profile:
            let change = try ProfileChange(try RequestBody.sent(body))
            return try shown(try await account.changeUser(user.id) { change.apply(to: &$0) })
        case .newKey:
            return try shown(try await account.changeUser(user.id) { $0.apiKey = ObjectIDs.key() })
        case .sourcePresets: return Answer(status: 200, body: .text(PresetCatalogue.sources))
        case .networkPresets: return Answer(status: 200, body: .text(PresetCatalogue.networks))
        case .index(let index): return Answer(status: 200, body: .text(index.answer(query)))
        case .tags(let kind): return Self.rows(try account.tags(kind, user: user))
        case .tracks:
            var log = try LogQuery.tracks(query)
            let options = ListFaults(active).options(&log.window, shuffle: faults.draw)
            return Self.rows(try account.tracks(log, user: user, options: options))
        case .conversions:
            var log = try LogQuery.conversions(query)
            let options = ListFaults(active).options(&log.window, shuffle: faults.draw)
            return Self.rows(try account.conversions(log, user: user, options: options))
        case .uploadConversions:
            let elements = try ConversionUpload.elements(try RequestBody.sent(body))
            try await account.upload(elements, user: user)
            return Answer(status: 201, body: .empty)
        case .report: return Self.rows(try account.report(ReportQuery(query), user: user))
        case .transactions:
            var log = try LogQuery.transactions(query)
            let options = ListFaults(active).options(&log.window, shuffle: faults.draw)
            return Self.rows(try account.transactions(log, user: user, options: options))
        case .list(let kind):
            var list = try ListQuery(kind, query)
            let options = ListFaults(active).options(&list.window, shuffle: faults.draw)
            let page = try account.list(kind, list, user: user, options: options)
            return Answer(status: 200, body: .text(page))
        case .create(let kind):
            let sent = try RequestBody.sent(body)
            let (id, answer) = try await account.create(
                kind, sent: sent, user: user, options: WriteFaults.options(active))
            faults.created(id)
            return Answer(status: 201, body: .text(answer))
        case .update(let kind, let id):
            let sent = try RequestBody.sent(body)
            let answer = try await account.update(
                kind, id, sent: sent, user: user, options: WriteFaults.options(active))
            return Answer(status: 200, body: .text(answer))
        case .delete(let kind, let id):
            try await account.delete(kind, id, user: user, options: WriteFaults.options(active))
            return Answer(status: 204, body: .empty)
        }
    }

    private func shown(_ user: User) throws -> Answer {
        Answer(status: 200, body: .json(UserDocument.value(user, try account.standing(user))))
    }

    private static func rows(_ rows: [Value]) -> Answer { Answer(status: 200, body: .json(.array(rows))) }
}
