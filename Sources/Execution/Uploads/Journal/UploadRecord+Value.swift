package import Feeds
import RedTrack

extension UploadRecord {
    /// The record as a JSON object.
    package var value: Value {
        switch self {
        case .started(let start):
            .object([
                ("type", .string("upload")), ("run", .string(start.run)), ("account", .string(start.account)),
                ("tool", .string(start.tool)), ("file", .string(start.file)),
                ("at", .string(start.at.description)),
            ])
        case .intent(let intent):
            .object([
                ("type", .string("intent")), ("batch", .number(String(intent.batch))),
                ("at", .string(intent.at.description)),
                ("conversions", .array(intent.conversions.map(\.wireValue))),
            ])
        case .outcome(let outcome):
            .object(
                [
                    ("type", .string("outcome")), ("batch", .number(String(outcome.batch))),
                    ("result", .string(outcome.result.rawValue)),
                ] + (outcome.message.map { [("message", .string($0))] } ?? [])
                    + [("at", .string(outcome.at.description))])
        case .settled(let settlement):
            .object([
                ("type", .string("settled")), ("run", .string(settlement.run)),
                ("batch", .number(String(settlement.batch))),
                ("arrived", .array(settlement.arrived.map { .number(String($0)) })),
                ("lost", .array(settlement.lost.map { .number(String($0)) })),
                ("at", .string(settlement.at.description)),
            ])
        case .finished(let moment):
            .object([("type", .string("finished")), ("at", .string(moment.description))])
        }
    }

    /// Reads a record; `nil` when it is none that this version knows.
    package init?(_ value: Value) {
        func text(_ name: String) -> String? { value[name]?.value.string }
        func number(_ name: String) -> Int? { value[name]?.value.number.flatMap { Int($0) } }
        func places(_ name: String) -> [Int]? {
            guard let nodes = value[name]?.value.list else { return nil }
            let places = nodes.compactMap { $0.value.number.flatMap { Int($0) } }
            return places.count == nodes.count ? places : nil
        }
        guard let at = text("at").flatMap({ Moment($0) }) else { return nil }
        switch text("type") {
        case "upload":
            guard let run = text("run"), let account = text("account") else { return nil }
            self = .started(
                Start(run: run, account: account, tool: text("tool") ?? "", file: text("file") ?? "", at: at))
        case "intent":
            guard let batch = number("batch"), let nodes = value["conversions"]?.value.list else {
                return nil
            }
            let conversions = nodes.compactMap { ConversionUpload(journalled: $0.value) }
            guard conversions.count == nodes.count else { return nil }
            self = .intent(Intent(batch: batch, conversions: conversions, at: at))
        case "outcome":
            guard let batch = number("batch"),
                let result = text("result").flatMap({ Outcome.Result(rawValue: $0) })
            else { return nil }
            self = .outcome(Outcome(batch: batch, result: result, message: text("message"), at: at))
        case "settled":
            guard let run = text("run"), let batch = number("batch"), let arrived = places("arrived"),
                let lost = places("lost")
            else { return nil }
            self = .settled(Settlement(run: run, batch: batch, arrived: arrived, lost: lost, at: at))
        case "finished": self = .finished(at: at)
        default: return nil
        }
    }
}

extension ConversionUpload {
    fileprivate init?(journalled value: Value) {
        guard let click = value["clickid"]?.value.string,
            let payout = value["payout"]?.value.number.flatMap({ DecimalLiteral($0)?.decimal })
        else { return nil }
        self.init(clickID: click, payout: payout)
    }
}
