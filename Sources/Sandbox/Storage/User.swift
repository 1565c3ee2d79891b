import GRDB

/// Somebody whose key the API knows.
struct User: Sendable, Hashable {
    let id: String
    var apiKey: String
    let email: String
    let createdAt: String
    /// Kept as it was sent, as the key is: whoever reads the data file has the account anyway, and only its owner
    /// can. No answer shows it.
    var password: String
    var firstName: String
    var lastName: String
    var skype: String
    /// The zone in which the days of statistics and logs begin.
    let timezone: Timezone
    var updatedAt: String
    /// When somebody last logged in with the password; at first, when the user was made.
    var lastLogin: String

    /// What a user that never chose one logs in with.
    static let initialPassword = "sandbox"
}

extension User {
    /// All users in the order of their creation; the first is the one that the sandbox was started for.
    static func all(_ db: Database) throws -> [User] {
        try Row.fetchAll(db, sql: "SELECT * FROM user ORDER BY seq").map { row in
            User(
                id: row["id"], apiKey: row["api_key"], email: row["email"], createdAt: row["created_at"],
                password: row["password"], firstName: row["firstname"], lastName: row["lastname"],
                skype: row["skype"], timezone: Timezone.named(row["zone"]) ?? .utc,
                updatedAt: row["updated_at"], lastLogin: row["last_login"])
        }
    }

    static func insert(
        _ db: Database, ids: ObjectIDs, apiKey: String, timezone: Timezone = .utc,
        copying copy: SandboxAccount? = nil
    ) throws -> User {
        let now = Timestamp.now()
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM user") ?? 0
        let user = User(
            id: copy?.id ?? ids.next(seconds: now.seconds), apiKey: apiKey,
            email: copy?.email ?? "user\(count + 1)@sandbox.example",
            createdAt: Timestamp.text(now), password: initialPassword, firstName: "", lastName: "",
            skype: "", timezone: copy?.timezone.flatMap(Timezone.named) ?? timezone,
            updatedAt: Timestamp.text(now), lastLogin: Timestamp.text(now))
        try db.execute(
            sql: """
                INSERT INTO user (id, api_key, email, created_at, password, zone, updated_at, last_login)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                user.id, user.apiKey, user.email, user.createdAt, user.password, user.timezone.zone,
                user.updatedAt, user.lastLogin,
            ])
        return user
    }

    /// Writes what can change.
    func update(_ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE user SET api_key = ?, password = ?, firstname = ?, lastname = ?, skype = ?,
                    updated_at = ?, last_login = ?
                WHERE id = ?
                """,
            arguments: [apiKey, password, firstName, lastName, skype, updatedAt, lastLogin, id])
    }
}
