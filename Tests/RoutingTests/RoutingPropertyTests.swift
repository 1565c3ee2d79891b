import Routing
import TestSupport
import Testing

/// What holds for any rule tree. `scripts/routing` tries many; the tests a few.
@Suite struct RoutingPropertyTests {
    private static let compiler = RoutingCompiler(streamLimit: 1_000_000)

    private static func generator(_ number: Int, _ salt: UInt64) -> SeededGenerator {
        SeededGenerator(seed: RoutingRuns.seed &+ UInt64(number) &* 7_919 &+ salt)
    }

    @Test(arguments: RandomTree.Fields.allCases)
    func `streams route every click as the rules do, click by click, and the proof says so`(
        fields: RandomTree.Fields
    ) throws {
        var (compiled, refused) = (0, 0)
        for number in 0..<(RoutingRuns.trees + 3) / 4 {
            var generator = Self.generator(number, 1)
            let random = RandomTree(fields, &generator)
            let label: Comment = "\(fields), tree \(number) of seed \(RoutingRuns.seed)"
            let streams: [RoutedStream]
            do throws(RoutingRefusal) {
                streams = try Self.compiler.compile(random.tree).streams
            } catch {
                refused += 1
                let code = error.obstacles.first?.code
                #expect(code == .inexpressible || code == .noFilter, "\(label): \(error)")
                continue
            }
            compiled += 1
            let clicks = random.clicks
            let wrong = clicks.first {
                BruteForce.outcome(random.tree, $0) != BruteForce.outcome(streams, $0)
            }
            #expect(wrong == nil, label)
            let verdict = RoutingProof().compare(random.tree, with: streams)
            #expect(verdict.isEquivalent, "\(label): \(verdict)")
            if random.tree.mode == .position {
                // Boxes share no click: only paths of one rule match together.
                for click in clicks {
                    let boxes = Set(streams.filter { BruteForce.passes($0, click) }.map(Self.box))
                    #expect(boxes.count <= 1, "\(label): \(click)")
                }
            }
        }
        #expect(compiled > 0, "\(fields), seed \(RoutingRuns.seed)")
        print(
            "\(fields): seed \(RoutingRuns.seed), \(compiled) trees compiled and proven, \(refused) refused")
    }

    /// A stream without what comes after its filters.
    private static func box(_ stream: RoutedStream) -> RoutedStream {
        var stream = stream
        stream.weight = 0
        stream.offers = []
        stream.landings = []
        stream.origin = StreamOrigin()
        return stream
    }

    @Test func `what is refused cannot be said by any streams that share no click`() throws {
        var (checked, expressible, unknown) = (0, 0, 0)
        for number in 0..<RoutingRuns.trees * 2 {
            var generator = Self.generator(number, 2)
            let random = RandomTree(.small, &generator)
            let clicks = random.clicks
            guard clicks.count <= Partitions.limit else { continue }
            let label: Comment = "tree \(number) of seed \(RoutingRuns.seed)"
            var partitions = Partitions(random)
            let outcomes = clicks.map { click in
                let outcome = BruteForce.outcome(random.tree, click)
                return outcome.isEmpty ? nil : outcome
            }
            let isPossible = partitions.exists(outcomes)
            if isPossible == nil { unknown += 1 }
            do throws(RoutingRefusal) {
                _ = try Self.compiler.compile(random.tree)
                expressible += 1
                // Rules that are drawn by weight may share clicks; all others must not.
                if random.tree.mode == .position { #expect(isPossible != false, label) }
            } catch {
                checked += 1
                #expect(error.obstacles.first?.code == .inexpressible, "\(label): \(error)")
                #expect(isPossible != true, "\(label): \(error)")
            }
        }
        #expect(checked > 0)
        #expect(unknown * 20 <= checked + expressible, "seed \(RoutingRuns.seed)")
        print(
            "seed \(RoutingRuns.seed): \(checked) refusals, \(expressible) others, \(unknown) not decided by trial"
        )
    }

    @Test func `a field without a filter is refused only where clicks that differ in it alone part`() throws {
        var checked = 0
        for number in 0..<RoutingRuns.trees {
            var generator = Self.generator(number, 3)
            let random = RandomTree(.any, &generator)
            let label: Comment = "tree \(number) of seed \(RoutingRuns.seed)"
            do throws(RoutingRefusal) {
                _ = try Self.compiler.compile(random.tree)
            } catch {
                guard error.obstacles.first?.code == .noFilter else { continue }
                checked += 1
                let clicks = random.clicks
                let parts = ["language", "weekday"].map(RoutingField.init).contains { field in
                    guard let values = random.universe[field] else { return false }
                    return clicks.contains { click in
                        let outcomes = values.map { value in
                            var click = click
                            click.values[field] = [value]
                            return BruteForce.outcome(random.tree, click)
                        }
                        return Set(outcomes).count > 1
                    }
                }
                #expect(parts, "\(label): \(error)")
                #expect(error.obstacles.allSatisfy { $0.origin.steps.last?.hasPrefix("condition ") ?? false })
            }
        }
        #expect(checked > 0)
        print("seed \(RoutingRuns.seed): \(checked) refusals for want of a filter are right")
    }

    @Test(arguments: RoutingCompiler.Fault.allCases)
    func `a mistake of the compiler that changes the routing is always found`(
        fault: RoutingCompiler.Fault
    ) throws {
        let wanted = max(20, RoutingRuns.trees / 40)
        var compiler = Self.compiler
        compiler.fault = fault
        var (different, alike, number) = (0, 0, 0)
        while different < wanted, number < wanted * 1_000 {
            number += 1
            var generator = Self.generator(number, 4)
            let random = RandomTree(number.isMultiple(of: 2) ? .plain : .filtered, &generator)
            guard let streams = try? compiler.compile(random.tree).streams else { continue }
            let label: Comment = "\(fault), tree \(number) of seed \(RoutingRuns.seed)"
            let verdict = RoutingProof().compare(random.tree, with: streams)
            let isWrong = random.clicks.contains {
                BruteForce.outcome(random.tree, $0) != BruteForce.outcome(streams, $0)
            }
            #expect(verdict.isEquivalent == !isWrong, "\(label): \(verdict)")
            if isWrong { different += 1 } else { alike += 1 }
            guard case .different(let example) = verdict else { continue }
            // The counter-example is one: any click with its properties goes two ways.
            let click = random.clicks.first { click in
                example.click.allSatisfy { property in
                    let values = click.values[property.field] ?? []
                    let value = property.value ?? "something else"
                    return values.contains(value) == property.isMet
                }
            }
            let outcomes = click.map {
                ($0, BruteForce.outcome(random.tree, $0), BruteForce.outcome(streams, $0))
            }
            #expect(outcomes.map { $0.1 != $0.2 } == true, "\(label): \(verdict)")
        }
        #expect(different == wanted, "\(fault), seed \(RoutingRuns.seed)")
        print(
            "\(fault): seed \(RoutingRuns.seed), \(different) of \(different) found, \(alike) without effect")
    }
}
