import Diagnostics
import Feeds
import JMESPath
import Testing

/// What holds for every expression.
@Suite struct SyntaxPropertyTests {
    static let seeds = Array<UInt64>(1...8)

    @Test("What an expression prints as reads back as the same expression", arguments: seeds)
    func roundTrip(seed: UInt64) throws {
        var generator = ExpressionGenerator(seed: seed)
        for _ in 0..<60 {
            let text = generator.expression()
            guard let expression = try? Expression(text, functions: .extended) else { continue }
            let printed = expression.normalized
            let again = try Expression(printed, functions: .extended)
            #expect(again.normalized == printed, "\(text)")
            #expect(again.means(expression), "\(text) -> \(printed)")
        }
    }

    @Test("An expression and what it prints as have the same results", arguments: seeds)
    func sameResults(seed: UInt64) throws {
        var generator = ExpressionGenerator(seed: seed + 1_000)
        for _ in 0..<60 {
            let text = generator.expression()
            let value = generator.value()
            let printed = try Expression(text, functions: .extended).normalized
            let results = [text, printed].map { text in
                do throws(ExpressionError) {
                    return try Expression(text, functions: .extended).search(value).jsonText()
                } catch {
                    return error.code.description
                }
            }
            #expect(results[0] == results[1], "\(text)")
        }
    }

    @Test("No text makes the compiler fail otherwise than with an error in the text", arguments: seeds)
    func garbage(seed: UInt64) {
        var generator = ExpressionGenerator(seed: seed)
        for _ in 0..<300 {
            let text = generator.garbage()
            do throws(ExpressionError) {
                _ = try Expression(text, functions: .extended).search(.object([("a", .number("1"))]))
            } catch {
                #expect((0...text.utf8.count).contains(error.position.offset), "\(text)")
            }
        }
    }

    @Test("Every part of an expression is an expression or an error", arguments: seeds)
    func truncated(seed: UInt64) {
        var generator = ExpressionGenerator(seed: seed + 2_000)
        for _ in 0..<2 {
            let text = Array(generator.expression())
            for count in 0..<min(text.count, 80) {
                _ = try? Expression(String(text.prefix(count)), functions: .extended).search(
                    generator.value())
                _ = try? Expression(String(text.dropFirst(count)), functions: .extended)
            }
        }
    }
}
