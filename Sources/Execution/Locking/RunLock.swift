import Crypto
import Planning
package import RedTrack
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Sees to it that one process at a time changes an account from a project: two that plan from the same account would
/// both create what it lacks.
///
/// The system's own lock on a file in `.waybill` decides, and ends with the process that holds it, however that ends.
/// The file says who holds it. Where the folder is shared between machines the system's lock may mean nothing: an owner
/// on another machine that has given a sign of life lately counts as one all the same.
package final class RunLock: Sendable {
    /// How often the owner gives a sign of life.
    static let heartbeat = Duration.seconds(20)
    /// How long an owner on another machine counts as alive after its last sign of life.
    package static let expiry = Duration.seconds(180)

    /// Where the file is.
    package let path: String
    /// The owner on another machine that has fallen silent, and whose lock was taken over; `nil` in general.
    package let silent: RunOwner?

    private struct State {
        var owner: RunOwner
        /// `nil` once it is released.
        var descriptor: Int32?
    }

    private let state: Mutex<State>
    private let beating: Mutex<Task<Void, Never>?> = Mutex(nil)

    private init(path: String, descriptor: Int32, owner: RunOwner, silent: RunOwner?) {
        self.path = path
        self.silent = silent
        state = Mutex(State(owner: owner, descriptor: descriptor))
    }

    deinit { release() }

    /// Takes the lock, and waits for it as long as it may.
    /// - Parameters:
    ///   - folder: the project's folder.
    ///   - account: the id of the account.
    ///   - command: what others are told of this process.
    ///   - wait: how long to wait for another owner.
    ///   - time: what waits are measured by.
    ///   - clock: what signs of life are told by.
    ///   - waiting: told once, when there is another owner to wait for.
    /// - Returns: the lock; held until ``release()``, the last reference, or the end of the process.
    /// - Throws: ``JournalError`` with the code `busy`, which names the owner; `CancellationError`.
    package static func take(
        folder: String, account: String, command: String, wait: Duration = .zero, time: TimeSource = .system,
        clock: @escaping @Sendable () -> Moment = { .now }, waiting: (String) -> Void = { _ in }
    ) async throws -> RunLock {
        try JournalFolder(project: folder).makeOwnFolder()
        let path = path(folder, account)
        let deadline = time.now() + wait
        var isTold = false
        while true {
            switch try attempt(path, command, clock()) {
            case .success(let lock):
                lock.beat(time: time, clock: clock)
                return lock
            case .failure(let busy):
                let left = deadline - time.now()
                if left <= .zero { throw busy }
                if !isTold { waiting(busy.message) }
                isTold = true
                try await time.sleep(min(left, .milliseconds(250)))
            }
        }
    }

    private static func attempt(
        _ path: String, _ command: String, _ now: Moment
    ) throws(JournalError) -> Result<RunLock, JournalError> {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw JournalFile.failure(.folder, path, "the file cannot be made") }
        let own = RunOwner.current(command: command, at: now)
        let isFree = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        if !isFree, errno != EWOULDBLOCK {
            let failure = JournalFile.failure(.folder, path, "the file cannot be locked")
            close(descriptor)
            throw failure
        }
        let other = (try? JournalFile.bytes(of: path)).flatMap { RunOwner($0) }
        let age = other.map { max(now.milliseconds - $0.renewed.milliseconds, 0) } ?? 0
        let isElsewhere = other.map { !$0.sharesMachine(with: own) } ?? false
        guard isFree, !isElsewhere || Duration.milliseconds(age) >= expiry else {
            close(descriptor)
            return .failure(busy(path, other, isElsewhere: isFree && isElsewhere, own, now))
        }
        let lock = RunLock(path: path, descriptor: descriptor, owner: own, silent: isElsewhere ? other : nil)
        lock.write()
        return .success(lock)
    }

    /// Others see from now on which run it is.
    package func note(_ run: RunID) {
        state.withLock { $0.owner.run = run.rawValue }
        write()
    }

    /// Gives the lock back; doing it twice does no harm.
    package func release() {
        beating.withLock { $0.take() }?.cancel()
        state.withLock { state in
            guard let descriptor = state.descriptor.take() else { return }
            // The file stays: whoever waits for it has it open.
            _ = ftruncate(descriptor, 0)
            // A process that is being started may have a copy of the descriptor for a moment.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
    }

    private func write() {
        state.withLock { state in
            guard let descriptor = state.descriptor else { return }
            let bytes = state.owner.bytes
            // What others read is for people and for the rule of signs of life: a failure stops nothing.
            _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            _ = ftruncate(descriptor, off_t(bytes.count))
        }
    }

    private func beat(time: TimeSource, clock: @escaping @Sendable () -> Moment) {
        let task = Task { [weak self] in
            while (try? await time.sleep(Self.heartbeat)) != nil, !Task.isCancelled {
                guard let self else { return }
                self.state.withLock { $0.owner.renewed = clock() }
                self.write()
            }
        }
        beating.withLock { $0 = task }
    }

    /// Who is at work on an account from a project now; `nil` when nobody is, or nobody can be named.
    /// - Parameters:
    ///   - folder: the project's folder.
    ///   - account: the id of the account.
    /// - Returns: the owner, as the file says.
    package static func owner(folder: String, account: String) -> RunOwner? {
        let path = path(folder, account)
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        if descriptor < 0 { return nil }
        // Closing gives back what was taken just to see whether it can be.
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return (try? JournalFile.bytes(of: path)).flatMap { RunOwner($0) }
    }

    private static func path(_ folder: String, _ account: String) -> String {
        JournalFolder(project: folder).ownPath("busy-\(name(of: account))")
    }

    /// An id as a part of the name of a file.
    private static func name(of account: String) -> String {
        let isPlain = account.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        if isPlain, !account.isEmpty, account.utf8.count <= 64 { return account }
        return String(Fingerprint.whole(of: SHA256.hash(data: Array(account.utf8))).prefix(24))
    }
}
