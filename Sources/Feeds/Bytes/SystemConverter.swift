#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#elseif canImport(Darwin)
    private import Darwin
#endif

/// The system's `iconv` from one of its encodings to UTF-8, without its leniencies: nothing is replaced or left out.
final class SystemConverter {
    /// Why a conversion stopped.
    enum Stop: Hashable {
        /// All input is converted.
        case complete
        /// The output is full.
        case full
        /// The input ends inside a character; more bytes may complete it.
        case incomplete
        /// The next bytes are no character.
        case invalid
    }

    private let descriptor: iconv_t

    /// Opens the converter of a name of `iconv`; `nil` when the system has none.
    init?(from name: String) {
        let descriptor = iconv_open("UTF-8", name)
        guard descriptor != iconv_t(bitPattern: -1), let descriptor else { return nil }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    /// Converts from the beginning of `input` to the beginning of `output`, and says how far it got in both.
    func convert(
        _ input: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
    ) -> (read: Int, written: Int, stop: Stop) {
        // iconv reads through the pointer only; its declaration is older than `const`.
        var source = UnsafeMutableRawPointer(mutating: input.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var sourceLeft = input.count
        var targetLeft = output.count
        errno = 0
        let result = iconv(descriptor, &source, &sourceLeft, &target, &targetLeft)
        let code = errno
        var stop = Stop.complete
        if result == -1 {
            stop =
                switch code {
                case E2BIG: .full
                case EINVAL: .incomplete
                default: .invalid
                }
        }
        return (input.count - sourceLeft, output.count - targetLeft, stop)
    }

    /// Writes what the converter holds back of a character that is two scalars, and begins anew.
    func finish(to output: UnsafeMutableRawBufferPointer) -> Int {
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetLeft = output.count
        _ = iconv(descriptor, nil, nil, &target, &targetLeft)
        _ = iconv(descriptor, nil, nil, nil, nil)
        return output.count - targetLeft
    }

    /// The UTF-8 of one byte; `nil` when it is no character by itself.
    func decode(_ byte: UInt8) -> [UInt8]? {
        var isWhole = false
        let text = [UInt8](unsafeUninitializedCapacity: 16) { output, filled in
            let output = UnsafeMutableRawBufferPointer(output)
            let result = withUnsafeBytes(of: byte) { convert($0, to: output) }
            isWhole = result.stop == .complete
            filled =
                result.written
                + finish(to: UnsafeMutableRawBufferPointer(rebasing: output[result.written...]))
        }
        return isWhole ? text : nil
    }
}
