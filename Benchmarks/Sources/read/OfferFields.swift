import Feeds

/// An offer as a program would keep it.
struct Offer {
    var id = ""
    var title = ""
    var network = ""
    var url = ""
    var payoutCents = 0
    var currency = ""
    var countries: [String] = []
    var status = 0
    var cap = 0
    var tags: [String] = []
    var description = ""
}

/// A field of a record, found again where it stood in the record before.
struct Field {
    private let name: [UInt8]
    private var guess = 0

    init(_ name: String) {
        self.name = Array(name.utf8)
    }

    mutating func find(in record: borrowing Record, at index: Int = 0) -> Int? {
        guard let found = record.child(of: index, named: name.span, guess: guess) else { return nil }
        guess = found
        return found
    }

    mutating func text(of record: borrowing Record, at index: Int = 0) -> String {
        find(in: record, at: index).map { record.text(of: $0) } ?? ""
    }
}

extension Record {
    /// An integer; 0 for what is none.
    func integer(of index: Int) -> Int {
        let span = bytes.span
        var value = 0
        for offset in textRange(of: index) {
            let digit = Int(span[offset]) - 48
            guard (0...9).contains(digit) else { return 0 }
            value = value &* 10 &+ digit
        }
        return value
    }

    /// An amount in hundredths; 0 for what is none.
    func cents(of index: Int) -> Int {
        let span = bytes.span
        var value = 0
        var decimals: Int?
        for offset in textRange(of: index) {
            if span[offset] == UInt8(ascii: "."), decimals == nil {
                decimals = 0
                continue
            }
            let digit = Int(span[offset]) - 48
            guard (0...9).contains(digit) else { return 0 }
            value = value &* 10 &+ digit
            decimals = decimals.map { $0 + 1 }
        }
        for _ in (decimals ?? 0)..<max(2, decimals ?? 0) { value = value &* 10 }
        return value
    }

    /// The texts of a list; of a single text, that one.
    func texts(of index: Int) -> [String] {
        let node = nodes[index]
        guard node.kind == .list else { return [text(of: index)] }
        var texts: [String] = []
        texts.reserveCapacity(Int(node.count))
        var child = index + 1
        while child < Int(node.end) {
            texts.append(text(of: child))
            child = Int(nodes[child].end)
        }
        return texts
    }

    /// The parts of a text between bars.
    func parts(of index: Int) -> [String] {
        let range = textRange(of: index)
        guard !range.isEmpty else { return [] }
        let span = bytes.span
        var parts: [String] = []
        var start = range.lowerBound
        for offset in range where span[offset] == UInt8(ascii: "|") {
            parts.append(text(in: start..<offset))
            start = offset + 1
        }
        parts.append(text(in: start..<range.upperBound))
        return parts
    }
}
