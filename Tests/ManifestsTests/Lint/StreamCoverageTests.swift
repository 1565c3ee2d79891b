import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite("Traffic that no stream takes")
struct StreamCoverageTests {
    private func streams(_ filters: [String]) -> String {
        "campaigns:\n  - title: c\n    streams:\n"
            + filters.map { "      - {weight: 1, offers: [{offer: x, weight: 1}], filters: {\($0)}}" }
            .joined(separator: "\n")
    }

    @Test(
        "a click that passes no stream is described",
        arguments: [
            (["country: {iso: [DE, AT]}"], "country other than AT, DE"),
            (["country: {iso: [DE], exclude: true}"], "country DE"),
            (["country: {iso: [DE]}", "country: {iso: [DE], exclude: true}"], nil),
            (["country: {iso: [DE]}", ""], nil),
            (["country: {iso: [DE], active: false}"], nil),
            (["bots: {ids: [b], exclude: true}"], nil),
            (["ip: {items: [192.0.2.1], exclude: true}"], nil),
            (["bots: {ids: [b]}"], "bots other than b"),
            (
                [
                    "country: {iso: [DE]}, os: {titles: [iOS]}", "country: {iso: [DE], exclude: true}",
                    "os: {titles: [Android]}",
                ], "country DE, os other than android, ios"
            ),
            (
                [
                    "country: {iso: [DE]}, os: {titles: [iOS]}", "country: {iso: [DE], exclude: true}",
                    "country: {iso: [DE]}, os: {titles: [IOS], exclude: true}",
                ], nil
            ),
            (["subs: {items: {sub1: a, sub2: b}, exclude: true}"], "sub1 a, sub2 b"),
            (["subs: {items: {sub1: a, sub2: b}, exclude: true}", "subs: {items: {sub1: a, sub2: b}}"], nil),
            (["subs: {items: {sub1: a, sub2: b}, exclude: true}", "subs: {items: {sub1: a}}"], nil),
        ])
    func uncovered(filters: [String], click: String?) throws {
        let settings = LintSettings(["inactive-filter": .init(level: .off)])
        let found = try lint(streams(filters), settings)
        #expect(found.map(\.id) == (click == nil ? [] : ["lint.uncovered-traffic"]), "\(found)")
        if let click { #expect(found.first?.help?.contains("such as: \(click);") == true, "\(found)") }
    }

    @Test("it agrees with trying every click", arguments: 0..<200)
    func bruteForce(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let values = ["a", "b", "c"]
        let names = ["country", "os", "sub1"]
        let streams: [StreamClicks] = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            var clicks = StreamClicks()
            for name in names where Bool.random(using: &random) {
                clicks.conditions[name] = .init(
                    values: Set(values.filter { _ in Bool.random(using: &random) } + ["a"]),
                    excludes: Bool.random(using: &random))
            }
            return clicks
        }
        var isCovered = true
        for first in values + ["other"] {
            for second in values + ["other"] {
                for third in values + ["other"] {
                    let click = [first, second, third]
                    let isTaken = streams.contains { stream in
                        zip(names, click).allSatisfy { stream.conditions[$0]?.passes($1) ?? true }
                    }
                    if !isTaken { isCovered = false }
                }
            }
        }
        var coverage = StreamCoverage(streams)
        #expect((coverage.uncovered() == nil) == isCovered, "seed \(seed): \(streams)")
    }

    @Test("many filters that differ are given up on, not waited for")
    func bounded() {
        let streams = (0..<60).map { number in
            var clicks = StreamClicks()
            for property in 0..<12 {
                clicks.conditions["sub\(property)"] = .init(
                    values: Set((0..<30).map { "\(($0 * number + property) % 97)" }),
                    excludes: number % 3 == 0)
            }
            return clicks
        }
        var coverage = StreamCoverage(streams)
        _ = coverage.uncovered()
    }
}
