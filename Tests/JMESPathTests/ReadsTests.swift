import Diagnostics
import Feeds
import JMESPath
import TestSupport
import Testing

/// What an expression says it may read.
@Suite struct ReadsTests {
    @Test(
        "The tree names what is read, and no more",
        arguments: Case.rows(
            #"""
            a → {a.**}
            a.b → {a.b.**}
            a[0].b → {a[0].b.**}
            a[-1] → {a[-1].**}
            a[*].b → {a[*].b.**}
            a[?b == 'x'].c → {a[*].b.**, a[*].c.**}
            a[?b].c → {a[*].b, a[*].c.**}
            *.a → {[*].a.**}
            @ → {**}
            `1` → {@}
            {x: a, y: b.c} → {a.**, b.c.**}
            {x: a, y: b} | x → {a.**, b}
            [a, b][0] → {a.**, b.**}
            a || b → {a.**, b.**}
            a && b.c → {a.**, b.c.**}
            !a → {a}
            a == b → {a.**, b.**}
            a < b → {a, b}
            length(a) → {a}
            keys(@) → {@}
            type(a) == 'object' && a.b → {a.b.**}
            not_null(a, b) → {a.**, b.**}
            if(a, a.b, c) → {a.b.**, c.**}
            map(&b, a) → {a[*].b.**}
            sort_by(a, &b)[*].c → {a[*].b.**, a[*].c.**}
            max_by(a, &b).c → {a[*].b.**, a[*].c.**}
            sum(a[].b) → {a[*].b.**, a[*][*].b.**}
            values(a)[0].b → {a[*].b.**}
            items(a)[*][1].b → {a[*].b.**}
            to_array(a)[0].b → {a.b.**, a[0].b.**}
            merge(a, b).c → {a.c.**, b.c.**}
            reverse(a)[0].b → {a[*].b.**}
            a[1:].b → {a[*].b.**}
            zip(a, b)[0][1].c → {a[*].c.**, b[*].c.**}
            to_string(a) → {a.**}
            """#))
    func trees(row: [String]) throws {
        #expect("\(try Expression(row[0], functions: .extended).reads)" == row[1])
    }

    @Test("The entries that nobody reads are listed, each without what it holds")
    func unread() throws {
        let record = try Record(
            try JSONDocument.parse(
                Array(#"{"a":{"b":1,"c":2},"d":[{"e":1,"f":2},{"e":3}],"g":{"h":1}}"#.utf8)
            ).value)
        let tree = try ["a.b", "d[*].e", "d[0]"].map { try Expression($0).reads }.reduce(ReadTree()) {
            $0.union($1)
        }
        #expect(tree.unread(in: record).map { record.name(of: $0) } == ["c", "g"])
        #expect(ReadTree.whole.unread(in: record).isEmpty)
        #expect(ReadTree().unread(in: record).map { record.name(of: $0) } == ["a", "d", "g"])
        #expect(ReadTree().unread(in: Record()).isEmpty)
    }

    @Test("Values that an expression does not read never change its result", arguments: Array<UInt64>(1...12))
    func sound(seed: UInt64) throws {
        var generator = ExpressionGenerator(seed: seed + 5_000)
        var random = SeededGenerator(seed: seed)
        var changed = 0
        for _ in 0..<250 {
            let text = generator.expression(Int.random(in: 0...3, using: &random))
            let value = generator.value()
            let expression = try Expression(text, functions: .extended)
            let record = try Record(value)
            let unread = expression.reads.unread(in: record)
            guard !unread.isEmpty else { continue }
            changed += 1
            let other = try Record(replacing(unread, of: record, with: { generator.value(2) }))
            #expect(
                outcome(expression, record) == outcome(expression, other),
                "\(text) reads \(expression.reads) of \(value.jsonText()), not \(other.node().value.jsonText())"
            )
        }
        #expect(changed > 30)
    }

    private func outcome(_ expression: Expression, _ record: Record) -> String {
        do throws(ExpressionError) {
            return try expression.evaluate(record).value(in: record).jsonText()
        } catch {
            return "\(error.code) at \(error.position.offset)"
        }
    }

    /// The record's value with some of its entries replaced.
    private func replacing(_ entries: [Int], of record: Record, with value: () -> Value) -> Value {
        func copy(_ index: Int) -> Value {
            if entries.contains(index) { return value() }
            let node = record.nodes[index]
            guard node.kind == .list || node.kind == .map else { return record.node(index).value }
            var elements: [(String, Value)] = []
            var child = index + 1
            while child < Int(node.end) {
                elements.append((record.name(of: child), copy(child)))
                child = Int(record.nodes[child].end)
            }
            return node.kind == .list ? .array(elements.map(\.1)) : .object(elements)
        }
        return copy(0)
    }
}
