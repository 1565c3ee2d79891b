internal import CXMLReader

/// Owns the C parser and gives its tape in Swift's terms.
final class XMLPushParser {
    private let pointer: OpaquePointer?

    init(limits: ReaderLimits, isRepaired: Bool) {
        func size(_ limit: Int) -> Int { max(0, limit) }
        pointer = CXMLReaderCreate(
            CXMLLimits(
                depth: size(limits.depth), attributes: size(limits.fields), nameBytes: size(limits.nameBytes),
                textBytes: size(limits.textBytes), entityBytes: size(limits.entityBytes),
                names: XMLNames.greatestCount),
            isRepaired)
    }

    deinit { CXMLReaderFree(pointer) }

    /// Parses more text and forgets the first `done` events of the tape before; `nil` when there was no memory for a
    /// parser. What it gave before is void afterwards.
    func push(_ source: CXMLSource, done: Int) -> CXMLQueue? {
        guard let pointer else { return nil }
        return CXMLReaderPush(pointer, source, max(0, done))
    }
}

extension CXMLEvent {
    /// What an event says; see `CXMLReader.h`.
    enum Meaning {
        case start, end, text, error
    }

    var meaning: Meaning {
        switch Int(kind) {
        case CXMLEventStart: .start
        case CXMLEventEnd: .end
        case CXMLEventText: .text
        default: .error
        }
    }

    /// Whether it comes from the replacement text of an entity.
    var isInEntity: Bool { Int(flags) & CXMLInEntity != 0 }
    /// Whether its text is not in the document as it is, but kept by the parser.
    var isKept: Bool { Int(flags) & CXMLKept != 0 }
}

extension CXMLAttribute {
    var isNamespace: Bool { Int(flags) & CXMLNamespace != 0 }
    var isDefault: Bool { Int(flags) & CXMLDefault != 0 }
    var isKept: Bool { Int(flags) & CXMLKept != 0 }
}

extension CXMLName {
    /// The prefix as written, without its colon.
    var prefixBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: prefix, count: prefixLength) }
    /// The name behind the prefix.
    var localBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: local, count: localLength) }
    /// What the prefix stands for.
    var namespaceBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: uri, count: uriLength) }
    /// The name as written.
    var written: [UInt8] {
        prefixLength > 0 ? prefixBytes + [UInt8(ascii: ":")] + localBytes : Array(localBytes)
    }
}
