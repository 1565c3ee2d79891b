import Feeds

/// Carries out the calls of the document.
struct CallHandler: Sendable {
    let account: AccountStore
    let faults: FaultEngine

    func answer(
        _ call: Call, _ query: QueryParameters, _ body: [UInt8], user: User, faults active: [FaultEffect]
    ) async throws -> Answer {
        switch call {
        case .auth: return Answer(status: 200, body: .json(UserDocument.value(user)))
        case .sourcePresets: return Answer(status: 200, body: .text(PresetCatalogue.sources))
        case .networkPresets: return Answer(status: 200, body: .text(PresetCatalogue.networks))
        case .list(let kind):
            var list = try ListQuery(kind, query)
            let options = ListFaults(active).options(&list, shuffle: faults.draw)
            let objects = try await account.list(kind, list, user: user, options: options)
            return Answer(status: 200, body: .json(.array(objects)))
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
}
