import GRDB

/// Reading and writing single objects inside one transaction.
struct ObjectTable {
    let db: Database
    let user: User

    static let columns = "id, user_id, status, document, created_at, updated_at"

    /// The object with this id.
    /// - Throws: ``Refusal`` with 404 when there is none of this kind, with 403 when it is another user's.
    func object(_ kind: Kind, _ id: String) throws -> StoredObject {
        let statement = try db.cachedStatement(
            sql: "SELECT \(Self.columns) FROM object WHERE id = ? AND kind = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id, kind.rawValue]) else {
            throw Refusal.unknown(kind)
        }
        let object = try StoredObject(row)
        guard object.userID == user.id else { throw Refusal.foreign }
        return object
    }

    func insert(_ kind: Kind, _ object: StoredObject) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO object
                (id, user_id, kind, status, title, folded_title, document, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            object.id, object.userID, kind.rawValue, object.status, object.document.text("title"),
            object.document.text("title").lowercased(), object.document.jsonText,
            object.createdAt, object.updatedAt,
        ])
        try insertLinks(kind, object)
    }

    func update(_ kind: Kind, _ object: StoredObject) throws {
        try db.cachedStatement(
            sql: """
                UPDATE object SET status = ?, title = ?, folded_title = ?, document = ?, updated_at = ? WHERE id = ?
                """
        ).execute(arguments: [
            object.status, object.document.text("title"), object.document.text("title").lowercased(),
            object.document.jsonText, object.updatedAt, object.id,
        ])
        try db.cachedStatement(sql: "DELETE FROM link WHERE object_id = ?").execute(arguments: [object.id])
        try insertLinks(kind, object)
    }

    /// Removes the row; its links go with it.
    func delete(_ id: String) throws {
        try db.cachedStatement(sql: "DELETE FROM object WHERE id = ?").execute(arguments: [id])
    }

    /// Whether an offer or a campaign that is not deleted refers to the object.
    func isInUse(_ id: String) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT 1 FROM link JOIN object ON object.id = link.object_id
                WHERE target = ? AND role IN ('network', 'source', 'domain', 'offer', 'landing') AND status <> 3
                LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [id]) != nil
    }

    private func insertLinks(_ kind: Kind, _ object: StoredObject) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO link (object_id, role, target) VALUES (?, ?, ?)")
        for link in kind.wire.links(of: try object.document.value()) {
            try statement.execute(arguments: [object.id, link.role.rawValue, link.target])
        }
    }
}

/// Looks referenced ids up in the same transaction.
struct TableReferences: ReferenceCheck {
    let db: Database
    let user: User
    let isStrict: Bool

    func exists(_ kind: Kind, _ id: String) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM object WHERE id = ? AND kind = ? AND user_id = ?")
        return try Row.fetchOne(statement, arguments: [id, kind.rawValue, user.id]) != nil
    }
}

extension StoredObject {
    /// Reads a row of ``ObjectTable/columns``.
    init(_ row: Row) throws {
        let text: String = row[3]
        id = row[0]
        userID = row[1]
        status = row[2]
        document = try StoredDocument(stored: Array(text.utf8))
        createdAt = row[4]
        updatedAt = row[5]
    }
}
