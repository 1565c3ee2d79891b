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
        migrator.registerMigration("profile") { db in
            try db.execute(
                sql: """
                    ALTER TABLE user ADD COLUMN password TEXT NOT NULL DEFAULT 'sandbox';
                    ALTER TABLE user ADD COLUMN firstname TEXT NOT NULL DEFAULT '';
                    ALTER TABLE user ADD COLUMN lastname TEXT NOT NULL DEFAULT '';
                    ALTER TABLE user ADD COLUMN skype TEXT NOT NULL DEFAULT '';
                    ALTER TABLE user ADD COLUMN zone TEXT NOT NULL DEFAULT 'UTC';
                    ALTER TABLE user ADD COLUMN updated_at TEXT NOT NULL DEFAULT '';
                    UPDATE user SET updated_at = created_at;
                    """)
        }
        migrator.registerMigration("traffic", migrate: addTraffic)
        migrator.registerMigration("login") { db in
            try db.execute(
                sql: """
                    ALTER TABLE user ADD COLUMN last_login TEXT NOT NULL DEFAULT '';
                    UPDATE user SET last_login = created_at;
                    """)
        }
        migrator.registerMigration("lists", migrate: countListChanges)
        return migrator
    }

    /// - `list_change`: how often rows have left a list or come back into it, so that it is known whether the rows before
    ///   another are as many as they were.
    private static func countListChanges(_ db: Database) throws {
        func count(_ event: String, _ row: String) -> String {
            """
            CREATE TRIGGER list_\(row)_change AFTER \(event) BEGIN
                INSERT INTO list_change (user_id, kind, changes) VALUES (\(row).user_id, \(row).kind, 1)
                ON CONFLICT DO UPDATE SET changes = changes + 1;
            END;
            """
        }
        try db.execute(
            sql: """
                CREATE TABLE list_change (
                    user_id TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    changes INTEGER NOT NULL,
                    PRIMARY KEY (user_id, kind)
                ) STRICT, WITHOUT ROWID;
                """ + count("DELETE ON object", "old")
                    + count("UPDATE OF status ON object WHEN (old.status = 3) <> (new.status = 3)", "new"))
    }

    /// - `click`: who came, and where they were sent; times are seconds since 1970, money is in millionths. Ids of
    ///   objects are kept when the objects go.
    /// - `conversion`: what came of clicks, with a time of its own.
    /// - `payment`: the rows of `GET /transactions`, as JSON.
    ///
    /// Statistics are queries on the first two; the column that stood in for them goes.
    private static func addTraffic(_ db: Database) throws {
        let texts = [
            "country", "region", "city", "language", "os", "os_version", "browser", "browser_version",
            "device", "device_brand", "device_model", "connection_type", "isp", "ip", "user_agent",
            "referrer", "referrer_domain", "proxy_type", "ref_id",
        ]
        let columns = (texts + SourceWire.subs).map { "\($0) TEXT NOT NULL" }.joined(separator: ", ")
        try db.execute(
            sql: """
                ALTER TABLE object DROP COLUMN has_traffic;
                CREATE TABLE click (
                    seq INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    user_id TEXT NOT NULL REFERENCES user(id),
                    campaign_id TEXT NOT NULL,
                    source_id TEXT NOT NULL,
                    network_id TEXT NOT NULL,
                    offer_id TEXT NOT NULL,
                    landing_id TEXT NOT NULL,
                    stream TEXT NOT NULL,
                    time INTEGER NOT NULL,
                    cost INTEGER NOT NULL,
                    is_unique INTEGER NOT NULL,
                    is_page_click INTEGER NOT NULL,
                    \(columns)
                ) STRICT;
                CREATE INDEX click_time ON click(user_id, time);
                CREATE INDEX click_campaign ON click(user_id, campaign_id, time);
                CREATE TABLE conversion (
                    seq INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    user_id TEXT NOT NULL REFERENCES user(id),
                    click_id TEXT NOT NULL REFERENCES click(id),
                    payout INTEGER NOT NULL,
                    time INTEGER NOT NULL
                ) STRICT;
                CREATE INDEX conversion_time ON conversion(user_id, time);
                CREATE INDEX conversion_click ON conversion(click_id);
                CREATE TABLE payment (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT,
                    user_id TEXT NOT NULL REFERENCES user(id),
                    status TEXT NOT NULL,
                    time INTEGER NOT NULL,
                    document TEXT NOT NULL
                ) STRICT;
                """)
    }
}
