import Feeds
import GRDB

/// What is wrong with a data file; nothing, unless it was damaged or references were left loose.
struct DataCheck: Sendable {
    /// What SQLite finds in its pages and indices.
    var integrity: [String] = []
    /// Rows that refer to rows that are not there.
    var foreignKeys: [String] = []
    /// Objects whose text is no JSON, or whose links are not those of their text.
    var torn: [String] = []
    /// Objects of accounts that refer to objects that are not there.
    var dangling: [String] = []

    /// The form of `GET /_sandbox/check`.
    var value: Value {
        let lists = [
            ("integrity", integrity), ("foreign_keys", foreignKeys), ("torn", torn), ("dangling", dangling),
        ]
        return .object(lists.map { ($0.0, .array($0.1.map(Value.string))) })
    }
}

extension AccountStore {
    /// Looks at everything in the data file.
    func check() throws -> DataCheck {
        try read { db in
            var check = DataCheck()
            check.integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            check.foreignKeys = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
                "\(row[0] as String? ?? "") \(row[1] as Int? ?? 0): \(row[2] as String? ?? "")"
            }
            check.dangling = try String.fetchAll(
                db,
                sql: """
                    SELECT object.id || ': ' || role || ' ' || target
                    FROM link JOIN object ON object.id = link.object_id
                    WHERE status <> 3 AND role IN ('network', 'source', 'domain', 'offer', 'landing')
                    AND NOT EXISTS (SELECT 1 FROM object other WHERE other.id = target AND other.kind = role)
                    """)
            let links = try db.makeStatement(sql: "SELECT role, target FROM link WHERE object_id = ?")
            let objects = try Row.fetchCursor(db, sql: "SELECT \(ObjectTable.columns), kind FROM object")
            while let row = try objects.next() {
                guard let object = try? StoredObject(row), let document = try? object.document.value(),
                    let kind = Kind(rawValue: row[6])
                else {
                    check.torn.append(row[0])
                    continue
                }
                let stored = try Row.fetchSet(links, arguments: [object.id])
                let due = Set(kind.wire.links(of: document).map { [$0.role.rawValue, $0.target] })
                if Set(stored.map { [$0[0] as String, $0[1] as String] }) != due {
                    check.torn.append(object.id)
                }
            }
            return check
        }
    }
}
