import Foundation

// TortureRunner sample SEED COUNT [SIZE]: some points, drawn by a seed; what the tests run.
// TortureRunner all SEED [SIZE] [EVERY]: every point without faults, and every EVERYth point with each fault;
// what scripts/torture runs.
// TortureRunner faults SEED [SIZE] [EVERY]: the second half of that alone.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "work" { exit(await Child.work(Array(arguments.dropFirst()))) }
guard let mode = arguments.first, ["sample", "all", "faults"].contains(mode), arguments.count >= 2,
    let seed = UInt64(arguments[1])
else {
    say(
        "usage: TortureRunner sample SEED COUNT [SIZE] | all SEED [SIZE] [EVERY] | faults SEED [SIZE] [EVERY]"
    )
    exit(64)
}
do {
    let every = Int(arguments.dropFirst(3).first ?? "") ?? 50
    let campaign =
        switch mode {
        case "sample": Rounds.sample(seed: seed, count: Int(arguments.dropFirst(2).first ?? "") ?? 8)
        case "faults": Rounds.faults(every: every)
        default: Rounds.all(every: every)
        }
    let size = Int(arguments.dropFirst(mode == "sample" ? 3 : 2).first ?? "") ?? (mode == "sample" ? 60 : 300)
    exit(try await campaign.run(size: size, seed: seed) ? 0 : 1)
} catch {
    say("\(error)")
    exit(1)
}
