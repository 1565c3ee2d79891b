internal import Diagnostics

/// What is wrong with a JSON text, at distances from the start of the input: places cost something and come later.
struct JSONFault {
    /// Another place that belongs to the fault.
    enum Reference {
        /// Where the same name stands first.
        case first(Int)
        /// The list or map that is still open.
        case opened(isList: Bool, at: Int)
    }

    var code: FeedError.Code
    var message: String
    /// The offset of the fault in the input.
    var offset: Int
    var help: String?
    var reference: Reference?
    /// Whether it is the content of one token that is wrong: where the value ends is clear nevertheless.
    var isTokenOnly = false
    /// Whether it is only wrong because the input ends here.
    var isInputEnd = false
    /// Whether it is a byte that is no UTF-8, so that the text around it tells more.
    var isBadByte = false
    /// Which limit was exceeded, if it is one that can be set.
    var exceeded: ReaderLimits.Kind?

    init(
        _ code: FeedError.Code, _ message: String, at offset: Int, help: String? = nil,
        isTokenOnly: Bool = false
    ) {
        self.code = code
        self.message = message
        self.offset = offset
        self.help = help
        self.isTokenOnly = isTokenOnly
    }

    /// A limit is exceeded.
    init(
        exceeding limit: ReaderLimits.Kind, _ message: String, at offset: Int, help: String? = nil,
        isTokenOnly: Bool = false
    ) {
        self.init(.limit, message, at: offset, help: help, isTokenOnly: isTokenOnly)
        self.exceeded = limit
    }
}
