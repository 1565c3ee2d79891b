import Foundation

/// Which points are struck, with which faults.
struct Rounds {
    private enum Choice {
        case sample(count: Int)
        case all(every: Int)
        case faults(every: Int)
    }

    private let choice: Choice

    /// Some points and faults, drawn by the seed.
    static func sample(seed: UInt64, count: Int) -> Rounds { Rounds(choice: .sample(count: count)) }

    /// Every point without faults, and each fault at every so many points.
    static func all(every: Int) -> Rounds { Rounds(choice: .all(every: max(every, 1))) }

    /// Each fault at every so many points, and no point without one.
    static func faults(every: Int) -> Rounds { Rounds(choice: .faults(every: max(every, 1))) }

    /// Strikes, and tells how it goes.
    /// - Returns: whether every run ended as it must.
    func run(size: Int, seed: UInt64) async throws -> Bool {
        var random = Generator(state: seed)
        let start = Date()
        let torture = try await Torture(size: size, parallel: 4, seed: seed)
        say("seed \(seed), size \(size): a run of \(torture.points) points")
        let strikes = strikes(torture.points, &random)
        var (kills, resumes, failures, done) = (0, 0, 0, 0)
        for (point, fault, again) in strikes {
            let outcome = try await torture.strike(point: point, fault, again: again)
            kills += outcome.kills
            resumes += outcome.resumes
            done += 1
            if let complaint = outcome.fault {
                failures += 1
                say("FAILED: point \(point), fault \"\(fault.name)\", again at \(again): \(complaint)")
            }
            if done.isMultiple(of: 50) {
                let seconds = Int(Date().timeIntervalSince(start))
                say("\(done) of \(strikes.count): \(kills) kills, \(failures) failures, \(seconds) s")
            }
        }
        if failures == 0 { torture.clean() }
        let seconds = Int(Date().timeIntervalSince(start))
        say("\(done) runs, \(kills) kills, \(resumes) times gone on, \(failures) failures, \(seconds) s")
        return failures == 0
    }

    private typealias Strike = (point: Int, fault: NamedFault, again: [Int])

    private func strikes(_ points: Int, _ random: inout Generator) -> [Strike] {
        // Every third run is killed again while it goes on.
        func again(_ random: inout Generator) -> [Int] {
            random.next(below: 3) == 0 ? [random.next(below: max(points / 2, 1))] : []
        }
        switch choice {
        case .sample(let count):
            return (0..<count).map { number in
                let fault =
                    number.isMultiple(of: 2)
                    ? NamedFault.none : NamedFault.all[random.next(below: NamedFault.all.count)]
                return (random.next(below: points), fault, again(&random))
            }
        case .all(let every):
            let plain: [Strike] = (0..<points).map { ($0, .none, again(&random)) }
            return plain + crossed(points, every, &random, again)
        case .faults(let every): return crossed(points, every, &random, again)
        }
    }

    /// Each fault at every so many points.
    private func crossed(
        _ points: Int, _ every: Int, _ random: inout Generator, _ again: (inout Generator) -> [Int]
    ) -> [Strike] {
        var strikes: [Strike] = []
        for fault in NamedFault.all {
            var point = random.next(below: every)
            while point < points {
                strikes.append((point, fault, again(&random)))
                point += every
            }
        }
        return strikes
    }
}

/// Numbers that a seed decides.
struct Generator {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
    }
}
