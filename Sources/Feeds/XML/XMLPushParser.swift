internal import CXMLReader

/// Owns the C parser and gives its events in Swift's terms.
final class XMLPushParser {
    /// What an event says; see `CXMLReader.h`.
    enum Kind {
        case start, end, text, cdata, other, error
    }

    /// The events of one push. It borrows the parser's memory: it must not be used after the next push.
    struct Queue {
        private let storage: CXMLQueue?
        private var index = 0

        init(_ storage: CXMLQueue? = nil) {
            self.storage = storage
        }

        /// The event to be read next.
        var next: CXMLEvent? {
            guard let storage, index < storage.eventCount else { return nil }
            return storage.events[index]
        }

        mutating func skip() { index += 1 }

        /// The bytes of a piece, which the parser has laid into its queue.
        func bytes(_ text: CXMLText) -> UnsafeBufferPointer<UInt8> {
            guard let bytes = storage?.bytes, text.length > 0 else {
                return UnsafeBufferPointer(start: nil, count: 0)
            }
            return UnsafeBufferPointer(start: bytes + text.start, count: text.length)
        }

        func text(_ text: CXMLText) -> String { String(decoding: bytes(text), as: UTF8.self) }

        func attributes(of event: CXMLEvent) -> UnsafeBufferPointer<CXMLAttribute> {
            guard let attributes = storage?.attributes, event.attributeCount > 0 else {
                return UnsafeBufferPointer(start: nil, count: 0)
            }
            return UnsafeBufferPointer(start: attributes + event.firstAttribute, count: event.attributeCount)
        }
    }

    private let pointer: OpaquePointer?

    init(allowance: Int) {
        pointer = CXMLReaderCreate(max(0, allowance))
    }

    deinit { CXMLReaderFree(pointer) }

    /// Parses more text; `nil` when there was no memory for a parser.
    func push(_ slice: ArraySlice<UInt8>, isLast: Bool) -> Queue? {
        guard let pointer else { return nil }
        return slice.withUnsafeBufferPointer { buffer in
            Queue(CXMLReaderPush(pointer, buffer.baseAddress, buffer.count, isLast))
        }
    }
}

extension CXMLEvent {
    var meaning: XMLPushParser.Kind {
        switch Int(kind) {
        case CXMLEventStart: .start
        case CXMLEventEnd: .end
        case CXMLEventText: .text
        case CXMLEventCDATA: .cdata
        case CXMLEventOther: .other
        default: .error
        }
    }
}
