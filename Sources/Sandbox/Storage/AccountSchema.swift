import GRDB

/// The tables of a data file, in the steps in which they came to be.
enum AccountSchema {
    /// - `user`: the accounts of the file; the first is the one the sandbox was started for.
    /// - `object`: all six kinds. `seq` is the order of creation, which is the order of lists; `document` is the
    ///   JSON text of the writable fields, with numbers as they were sent.
    /// - `link`: under which ids, tags and countries an object is found. "In use", counts and filters are queries
    ///   on it.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("account") { db in
            try db.execute(
                sql: """
                    CREATE TABLE user (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        api_key TEXT NOT NULL UNIQUE,
                        email TEXT NOT NULL,
                        created_at TEXT NOT NULL
                    ) STRICT;
                    CREATE TABLE object (
                        seq INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        user_id TEXT NOT NULL REFERENCES user(id),
                        kind TEXT NOT NULL,
                        status INTEGER NOT NULL,
                        title TEXT NOT NULL,
                        folded_title TEXT NOT NULL,
                        document TEXT NOT NULL,
                        has_traffic INTEGER NOT NULL DEFAULT 0,
                        created_at TEXT NOT NULL,
                        updated_at TEXT NOT NULL
                    ) STRICT;
                    CREATE INDEX object_list ON object(user_id, kind, seq);
                    CREATE TABLE link (
                        object_id TEXT NOT NULL REFERENCES object(id) ON DELETE CASCADE,
                        role TEXT NOT NULL,
                        target TEXT NOT NULL,
                        PRIMARY KEY (object_id, role, target)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX link_target ON link(target, role);
                    """)
        }
        return migrator
    }
}
