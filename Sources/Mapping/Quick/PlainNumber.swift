/// Numbers as nearly all feeds write them: digits, perhaps a point and more digits. Others are read by what knows all.
enum PlainNumber {
    /// More bytes are not looked at; every number up to here has few enough digits.
    static let mostBytes = 30

    /// The length of the number without the zeros that end its fraction; `nil` when it is not plain.
    @inline(__always)
    static func significantLength(_ text: Span<UInt8>) -> Int? {
        guard text.count > 0, text.count <= mostBytes else { return nil }
        var index = 0
        while index < text.count, text[index].isASCIIDigit { index += 1 }
        // "007" is for those who know what it means.
        guard index > 0, text[0] != UInt8(ascii: "0") || index == 1 else { return nil }
        if index == text.count { return index }
        guard text[index] == UInt8(ascii: "."), index + 1 < text.count else { return nil }
        var end = index
        for place in (index + 1)..<text.count {
            guard text[place].isASCIIDigit else { return nil }
            if text[place] != UInt8(ascii: "0") { end = place + 1 }
        }
        return end
    }

    /// Whether a number is plain and has no zeros to spare: two such numbers are equal when their bytes are.
    static func isShortest(_ text: Span<UInt8>) -> Bool { significantLength(text) == text.count }

    /// A plain whole number.
    @inline(__always)
    static func integer(_ text: Span<UInt8>) -> Int? {
        guard text.count > 0, text.count <= 15, text[0] != UInt8(ascii: "0") || text.count == 1 else {
            return nil
        }
        var value = 0
        for index in 0..<text.count {
            guard text[index].isASCIIDigit else { return nil }
            value = value &* 10 &+ Int(text[index] &- 0x30)
        }
        return value
    }
}
