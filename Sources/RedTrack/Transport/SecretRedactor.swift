/// Takes a secret out of texts, in whatever encoding an answer or an error may echo it.
package struct SecretRedactor: Sendable {
    private let secret: [UInt8]
    private let replacement: [UInt8]

    /// A redactor of one secret, which it replaces by its `label` in brackets; an empty secret is in no text.
    package init(_ secret: String, label: String) {
        self.secret = Array(secret.utf8)
        replacement = Array("[\(label)]".utf8)
    }

    /// `text` with each occurrence of the secret replaced: written as it is, percent-encoded in part or as a whole,
    /// once or twice, as a form field, or with the escapes of JSON.
    package func redacted(_ text: String) -> String {
        guard !secret.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        // Nearly every text is without it, and stays as it is.
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard canStart(bytes[index]), let end = match(bytes, at: index) else {
                index += 1
                continue
            }
            result += bytes[copied..<index]
            result += replacement
            index = end
            copied = end
        }
        if copied == 0 { return text }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether an occurrence may start with this byte. Texts are long, and nearly all of their bytes cannot.
    private func canStart(_ byte: UInt8) -> Bool {
        byte == secret.first || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\")
            || byte == UInt8(ascii: "+")
    }

    /// Where the secret ends that starts at `start`; `nil` when none does.
    private func match(_ bytes: [UInt8], at start: Int) -> Int? {
        var index = start
        for expected in secret {
            guard let length = Self.length(of: expected, in: bytes[index...]) else { return nil }
            index += length
        }
        return index
    }

    /// How many bytes at the start stand for `expected`; `nil` when they stand for something else.
    private static func length(of expected: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        for prefix in ["%", "%25", "\\u00"] where bytes.starts(with: prefix.utf8) {
            let digits = bytes.dropFirst(prefix.utf8.count).prefix(2)
            if digits.count == 2, UInt8(String(decoding: digits, as: UTF8.self), radix: 16) == expected {
                return prefix.utf8.count + 2
            }
        }
        if bytes.first == expected { return 1 }
        if bytes.first == UInt8(ascii: "\\"), bytes.dropFirst().first == expected { return 2 }
        if bytes.first == UInt8(ascii: "+"), expected == UInt8(ascii: " ") { return 1 }
        return nil
    }
}
