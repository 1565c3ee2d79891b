import Feeds
import GRDB

/// How a write departs from the document, when a fault asks for it.
struct WriteOptions: Sendable {
    var isStrict = true
    var keepsUpdatedAt = false
    var dropsStatus = false
    var fillsFilters = false
}

/// Creates, updates and deletes: each one transaction, all or nothing.
extension AccountStore {
    /// Creates an object.
    /// - Returns: its id and the answer.
    /// - Throws: ``Refusal`` with 400 and every message that applies.
    func create(
        _ kind: Kind, sent: Value, user: User, options: WriteOptions
    ) async throws -> (id: String, answer: [UInt8]) {
        let (ids, sums) = (ids, sums)
        return try await pool.write { db in
            let draft = try Draft(kind.wire, sent: sent, onto: nil)
            try Self.check(kind, draft, sent, db, user, options)
            let now = Timestamp.now()
            var object = StoredObject(
                id: ids.next(seconds: now.seconds), userID: user.id, status: draft.status,
                document: StoredDocument(draft.document), createdAt: Timestamp.text(now),
                updatedAt: Timestamp.text(now))
            if options.dropsStatus { object = try object.with(status: 0) }
            try ObjectTable(db: db, user: user).insert(kind, object)
            return (object.id, try Self.answer(kind, object, db, user, sums.view, options))
        }
    }

    /// Lays the sent fields over an object.
    /// - Returns: the answer.
    /// - Throws: ``Refusal`` with 400, 403 or 404.
    func update(
        _ kind: Kind, _ id: String, sent: Value, user: User, options: WriteOptions
    ) async throws -> [UInt8] {
        let sums = sums
        return try await pool.write { db in
            let table = ObjectTable(db: db, user: user)
            let old = try table.object(kind, id)
            let draft = try Draft(kind.wire, sent: sent, onto: old)
            try Self.check(kind, draft, sent, db, user, options)
            let object = StoredObject(
                id: old.id, userID: old.userID, status: draft.status,
                document: StoredDocument(draft.document), createdAt: old.createdAt,
                updatedAt: options.keepsUpdatedAt ? old.updatedAt : Timestamp.text(Timestamp.now()))
            try table.update(kind, object)
            return try Self.answer(kind, object, db, user, sums.view, options)
        }
    }

    /// Deletes an object; a campaign stays with status 3 and leaves the lists.
    /// - Throws: ``Refusal`` with 403 or 404, or with 400 when something refers to the object.
    func delete(_ kind: Kind, _ id: String, user: User, options: WriteOptions) async throws {
        try await pool.write { db in
            let table = ObjectTable(db: db, user: user)
            let object = try table.object(kind, id)
            if kind == .campaign {
                try table.update(kind, try object.with(status: 3))
            } else if options.isStrict, try table.isInUse(id) {
                throw Refusal(400, ["\(kind.noun) is in use"])
            } else {
                try table.delete(id)
            }
        }
    }

    /// Takes an object away behind everybody's back, referenced or not.
    func vanish(_ kind: Kind, id: String?, user: User) async throws {
        try await pool.write { db in
            try db.execute(
                sql: """
                    DELETE FROM object WHERE seq = (
                        SELECT max(seq) FROM object
                        WHERE user_id = ?1 AND kind = ?2 AND (?3 IS NULL OR id = ?3))
                    """,
                arguments: [user.id, kind.rawValue, id])
        }
    }

    private static func check(
        _ kind: Kind, _ draft: Draft, _ sent: Value, _ db: Database, _ user: User, _ options: WriteOptions
    ) throws {
        let references = TableReferences(db: db, user: user, isStrict: options.isStrict)
        let problems = try kind.wire.problems(of: draft.document, sent: sent, references: references)
        guard problems.isEmpty else { throw Refusal(400, problems) }
    }

    private static func answer(
        _ kind: Kind, _ object: StoredObject, _ db: Database, _ user: User, _ sums: TrafficSums.View,
        _ options: WriteOptions
    ) throws -> [UInt8] {
        var lookups = Lookups()
        let today = DayRange(first: nil, last: nil, zone: user.timezone)
        lookups.totals = try TotalsQueries(db: db, user: user, sums: sums).totals(kind, today)
        lookups.counts = try LookupQueries(db: db).counts(kind, [object.id])
        lookups.fillsFilters = options.fillsFilters
        var answer = AnswerWriter()
        answer.object { kind.write(object, as: .write, with: lookups, to: &$0) }
        return answer.bytes
    }
}

extension StoredObject {
    /// This object with another status, also in its document where the kind has one.
    func with(status: Int) throws -> StoredObject {
        var document = document
        if case .map(var members) = try document.value(),
            let index = members.firstIndex(where: { $0.name == "status" })
        {
            members[index] = Member("status", .number(String(status)))
            document = StoredDocument(.map(members))
        }
        return StoredObject(
            id: id, userID: userID, status: status, document: document, createdAt: createdAt,
            updatedAt: updatedAt)
    }
}
