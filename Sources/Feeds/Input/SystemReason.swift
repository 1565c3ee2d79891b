internal import Diagnostics

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension FeedError {
    /// What the system says about a file that cannot be had, and what to do about it.
    static func system(_ code: Int32, _ what: String) -> FeedError {
        var buffer = [CChar](repeating: 0, count: 256)
        var reason = "error \(code)"
        if strerror_r(code, &buffer, buffer.count) == 0 {
            reason = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        let help: String? =
            switch code {
            case ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG: "check the path; - stands for standard input"
            case EACCES, EPERM: "give this user the right to read it"
            case EISDIR: "name the files in the folder"
            case EMFILE, ENFILE: "raise the number of files that a process may open"
            case EIO, ESTALE: "the disk or the network failed: try again, or copy the file first"
            default: nil
            }
        return FeedError(.source, "\(what): \(reason)", at: .start, help: help)
    }
}
