import Foundation
import GRDB
import Synchronization

/// The account in its data file: one writer, several readers, nothing of it on an event loop.
final class AccountStore: Sendable {
    let pool: DatabasePool
    let ids = ObjectIDs()
    let sums = TrafficSums()
    let marks = ListMarks()
    private let users: Mutex<[String: User]>
    /// The key that the sandbox was started with or found.
    let mainKey: String

    /// Opens or makes the data file.
    ///
    /// WAL with `synchronous = NORMAL`: a commit reaches the operating system before it is answered, so it
    /// survives `kill -9` of this process at any moment. Only a crash of the machine may take the last commits
    /// back, which a sandbox need not survive, and a commit costs no wait for the disk. Moving the log into the file does:
    /// it is done rarely, and for a file that goes with the server nothing is waited for at all.
    /// - Throws: ``SandboxError`` when the file cannot be opened or is something else.
    init(
        path: String, isTemporary: Bool = false, apiKey: String?, seed: SandboxSeed,
        copying copy: SandboxAccount? = nil
    ) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = max(5, ProcessInfo.processInfo.activeProcessorCount)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = \(isTemporary ? "OFF" : "NORMAL")")
            // Pages of 4 KiB: a log of 32 MiB.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try AccountSchema.migrator.migrate(pool)
            let ids = ids
            let known = try pool.write { db in
                if try User.all(db).isEmpty {
                    let user = try User.insert(db, ids: ids, apiKey: apiKey ?? ObjectIDs.key(), copying: copy)
                    if let copy {
                        try copy.insert(db, user: user, ids: ids)
                    } else if seed == .demo {
                        try DemoAccount.insert(db, user: user, ids: ids)
                    }
                } else if let apiKey {
                    try db.execute(
                        sql: "UPDATE user SET api_key = ? WHERE seq = (SELECT min(seq) FROM user)",
                        arguments: [apiKey])
                }
                return try User.all(db)
            }
            mainKey = known.first?.apiKey ?? ""
            users = Mutex(Dictionary(known.map { ($0.apiKey, $0) }, uniquingKeysWith: { first, _ in first }))
        } catch let error as DatabaseError {
            throw SandboxError(
                code: .dataFile,
                message:
                    "cannot use \(path) as data file: \(error.message ?? "SQLite error \(error.resultCode.rawValue)")"
                    + "; name a new file, or one that a sandbox has made")
        }
    }

    /// Closes the connections once their queries have ended.
    func close() {
        try? pool.close()
    }

    /// Reads a state of the account, on the thread of the caller.
    ///
    /// A reader of a WAL file waits for nobody, and there are as many connections as threads that run tasks: the
    /// thread is as busy as with any other work. A queue of the pool would cost two changes of threads for each
    /// request, which is more than the queries of a page do.
    func read<Result>(_ body: (Database) throws -> Result) throws -> Result { try pool.read(body) }

    /// The user of a key; `nil` when the key is unknown.
    func user(key: String) -> User? {
        users.withLock { $0[key] }
    }

    /// The user with this address and password; `nil` when there is none.
    func user(login: String, password: String) -> User? {
        users.withLock { users in users.values.first { $0.email == login && $0.password == password } }
    }

    /// Adds a user, so that a test has somebody else's objects.
    func addUser(timezone: Timezone) async throws -> User {
        let ids = ids
        let user = try await pool.write { db in
            try User.insert(db, ids: ids, apiKey: ObjectIDs.key(), timezone: timezone)
        }
        users.withLock { $0[user.apiKey] = user }
        return user
    }

    /// Changes the profile or the key of a user; the keys that the user had before are unknown from then on.
    /// - Returns: the user as changed.
    /// - Throws: ``Refusal`` with 401 when the user has gone.
    func changeUser(_ id: String, _ change: @escaping @Sendable (inout User) -> Void) async throws -> User {
        try await writeUser(id) { user in
            change(&user)
            user.updatedAt = Timestamp.text(Timestamp.now())
        }
    }

    /// Notes a login with the password. A request with a key is none, as every request has one.
    /// - Returns: the user as changed.
    /// - Throws: ``Refusal`` with 401 when the user has gone.
    func loggedIn(_ id: String) async throws -> User {
        try await writeUser(id) { $0.lastLogin = Timestamp.text(Timestamp.now()) }
    }

    private func writeUser(
        _ id: String, _ change: @escaping @Sendable (inout User) -> Void
    ) async throws -> User {
        try await pool.write { [self] db in
            guard var user = try User.all(db).first(where: { $0.id == id }) else {
                throw Refusal(401, ["API key is invalid"])
            }
            change(&user)
            try user.update(db)
            let changed = user
            // Still in the queue of writes, so that of two changes the later one is also known last.
            db.afterNextTransaction(onCommit: { [self] _ in
                users.withLock { users in
                    users = users.filter { $0.value.id != id }
                    users[changed.apiKey] = changed
                }
            })
            return changed
        }
    }
}
