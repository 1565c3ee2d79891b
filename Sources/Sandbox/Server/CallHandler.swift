import Feeds

/// Carries out the calls of the document.
struct CallHandler: Sendable {
    let account: AccountStore
    let faults: FaultEngine

    func answer(
        _ call: Call, _ query: QueryParameters, _ body: [UInt8], user: User, faults active: [FaultEffect]
    ) async throws -> Answer {
        switch call {
        case .auth, .login: return Answer(status: 200, body: .json(UserDocument.value(user)))
        case .profile:
            let change = try ProfileChange(try RequestBody.sent(body))
            let changed = try await account.changeUser(user.id) { change.apply(to: &$0) }
            return Answer(status: 200, body: .json(UserDocument.value(changed)))
        case .newKey:
            let changed = try await account.changeUser(user.id) { $0.apiKey = ObjectIDs.key() }
            return Answer(status: 200, body: .json(UserDocument.value(changed)))
        case .sourcePresets: return Answer(status: 200, body: .text(PresetCatalogue.sources))
        case .networkPresets: return Answer(status: 200, body: .text(PresetCatalogue.networks))
        case .index(let index): return Answer(status: 200, body: .text(index.answer(query)))
        case .tags(let kind): return Self.rows(try await account.tags(kind, user: user))
        case .tracks: return Self.rows(try await account.tracks(.tracks(query), user: user))
        case .conversions: return Self.rows(try await account.conversions(.conversions(query), user: user))
        case .uploadConversions:
            let elements = try ConversionUpload.elements(try RequestBody.sent(body))
            try await account.upload(elements, user: user)
            return Answer(status: 201, body: .empty)
        case .report: return Self.rows(try await account.report(ReportQuery(query), user: user))
        case .transactions: return Self.rows(try await account.transactions(.transactions(query), user: user))
        case .list(let kind):
            var list = try ListQuery(kind, query)
            let options = ListFaults(active).options(&list, shuffle: faults.draw)
            let objects = try await account.list(kind, list, user: user, options: options)
            return Self.rows(objects)
        case .create(let kind):
            let sent = try RequestBody.sent(body)
            let (id, answer) = try await account.create(
                kind, sent: sent, user: user, options: WriteFaults.options(active))
            faults.created(id)
            return Answer(status: 201, body: .json(answer))
        case .update(let kind, let id):
            let sent = try RequestBody.sent(body)
            let answer = try await account.update(
                kind, id, sent: sent, user: user, options: WriteFaults.options(active))
            return Answer(status: 200, body: .json(answer))
        case .delete(let kind, let id):
            try await account.delete(kind, id, user: user, options: WriteFaults.options(active))
            return Answer(status: 204, body: .empty)
        }
    }

    private static func rows(_ rows: [Value]) -> Answer { Answer(status: 200, body: .json(.array(rows))) }
}
