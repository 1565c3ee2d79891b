/// Reads query parameters and collects what is wrong with them, so that an answer names everything at once.
struct ParameterReader {
    private let query: QueryParameters
    private var problems: [String] = []

    init(_ query: QueryParameters) {
        self.query = query
    }

    /// A text; an empty one is none.
    func text(_ name: String) -> String? {
        query[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Texts separated by commas.
    func list(_ name: String) -> [String]? {
        text(name)?.split(separator: ",").map(String.init)
    }

    /// A number from 1.
    mutating func number(_ name: String, _ fallback: Int) -> Int {
        guard let text = text(name) else { return fallback }
        if let number = Int(text), number >= 1, text.utf8.first != UInt8(ascii: "+") { return number }
        problems.append("\(name) value is invalid: it should be a number from 1")
        return fallback
    }

    /// A day.
    mutating func day(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        if Timestamp.isDay(text) { return text }
        problems.append("\(name) value is invalid: it should be YYYY-MM-DD")
        return nil
    }

    /// Numbers separated by commas.
    mutating func numbers(_ name: String) -> [Int]? {
        guard let texts = list(name) else { return nil }
        let numbers = texts.compactMap { Int($0) }
        if numbers.count != texts.count { problems.append("\(name) value is invalid: it should be a number") }
        return numbers
    }

    /// - Throws: ``Refusal`` with 400 and every problem.
    func check() throws {
        guard problems.isEmpty else { throw Refusal(400, problems) }
    }
}
