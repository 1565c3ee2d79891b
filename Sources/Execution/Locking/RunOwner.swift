import Feeds

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who is at work on an account, as the file that is locked meanwhile tells others.
package struct RunOwner: Sendable, Hashable {
    /// The name of the machine.
    package var host: String
    /// What tells one start of the machine from another; empty where the system does not say.
    package var boot: String
    /// The process.
    package var process: Int
    /// The user.
    package var user: String
    /// The command.
    package var command: String
    /// The run, once it has begun.
    package var run: String?
    /// Since when.
    package var since: Moment
    /// The last sign of life.
    package var renewed: Moment

    /// This process.
    static func current(command: String, at moment: Moment) -> RunOwner {
        RunOwner(
            host: hostName, boot: bootName, process: Int(getpid()), user: userName, command: command,
            run: nil,
            since: moment, renewed: moment)
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static var userName: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "\(getuid())" }
        return String(cString: name)
    }

    private static var bootName: String {
        guard let bytes = try? JournalFile.bytes(of: "/proc/sys/kernel/random/boot_id") else { return "" }
        return String(decoding: bytes.filter { $0 > 32 }, as: UTF8.self)
    }

    /// Whether a lock of the system between this process and that one means something for sure: both run on the same
    /// start of the same machine.
    func sharesMachine(with other: RunOwner) -> Bool {
        boot.isEmpty || other.boot.isEmpty ? host == other.host : boot == other.boot
    }
}

extension RunOwner {
    /// The line that the file holds.
    var bytes: [UInt8] {
        var members: [(String, Value)] = [
            ("host", .string(host)), ("boot", .string(boot)), ("process", .number("\(process)")),
            ("user", .string(user)), ("command", .string(command)),
        ]
        if let run { members.append(("run", .string(run))) }
        members += [("since", .string(since.description)), ("renewed", .string(renewed.description))]
        return Value.object(members).jsonBytes() + [UInt8(ascii: "\n")]
    }

    /// Reads a file; `nil` when it holds no owner, or is being written.
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSONDocument.parse(bytes).value,
            let since = value["since"]?.value.string.flatMap({ Moment($0) }),
            let renewed = value["renewed"]?.value.string.flatMap({ Moment($0) })
        else { return nil }
        host = value["host"]?.value.string ?? ""
        boot = value["boot"]?.value.string ?? ""
        process = value["process"]?.value.number.flatMap { Int($0) } ?? 0
        user = value["user"]?.value.string ?? ""
        command = value["command"]?.value.string ?? ""
        run = value["run"]?.value.string
        self.since = since
        self.renewed = renewed
    }
}
