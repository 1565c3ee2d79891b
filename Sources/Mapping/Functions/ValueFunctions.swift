internal import Feeds
internal import JMESPath

private import struct FoundationEssentials.Decimal

/// Functions that read countries, money and HTML.
enum ValueFunctions {
    static let functions: [Function] = [
        // They note what they leave out.
        Function("country", [.required("value", .any)], isPure: false, body: country),
        Function("country_code", [.required("value", .any)], body: countryCode),
        Function("countries_except", [.required("value", .any)], isPure: false, body: countriesExcept),
        Function(
            "money",
            [
                .required("value", .kinds([.string, .number, .null])),
                .required("currency", .kinds([.string, .null])), .optional("locale", .string),
                .optional("rates", .object),
            ], prepare: prepareMoney, body: money),
        Function("text", [.required("html", .kinds([.string, .number, .null]))], body: text),
        Function("unescape", [.required("text", .kinds([.string, .number, .null]))], body: unescape),
    ]

    // MARK: Countries

    private static func country(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard let collector = try collect(&call) else { return .null }
        do throws(ValueError) {
            return result(try collector.list(), &call)
        } catch {
            throw call.fault(error)
        }
    }

    /// The code of a value that is one country and nothing else; null for every other value, which is no error here.
    private static func countryCode(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        var collector = CountryCollector()
        do throws(ValueError) {
            guard call[0].kind(in: call.record) == .string else { return .null }
            try add(call[0], call.record, &collector)
            let list = try collector.list()
            guard list.codes.count == 1, list.dropped.isEmpty else { return .null }
            return .string(list.codes[0])
        } catch {
            return .null
        }
    }

    private static func countriesExcept(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        guard let collector = try collect(&call) else { return .null }
        do throws(ValueError) {
            return result(try collector.complement(), &call)
        } catch {
            throw call.fault(error)
        }
    }

    private static func collect(_ call: inout Evaluation) throws(ExpressionError) -> CountryCollector? {
        if call[0].isNull(in: call.record) { return nil }
        var collector = CountryCollector()
        do throws(ValueError) {
            try add(call[0], call.record, &collector)
        } catch {
            throw call.fault(error)
        }
        return collector
    }

    private static func add(
        _ value: Operand, _ record: Record, _ collector: inout CountryCollector
    ) throws(ValueError) {
        switch value {
        case .entry(let entry): try collector.add(entry: entry, of: record)
        case .string(let text): try collector.add(text)
        // What a projection gives is a list of entries.
        case .list(let elements): for element in elements { try add(element, record, &collector) }
        default: try collector.add(value.value(in: record))
        }
    }

    private static func result(_ list: CountryList, _ call: inout Evaluation) -> Operand {
        for code in list.dropped { call.note("\(code) is no country and was left out") }
        return .list(list.codes.map { .string($0) })
    }

    // MARK: Money

    private static func prepareMoney(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        let hasAll = call.literals.dropFirst().allSatisfy { $0 != nil }
        guard hasAll, case .string(let currency)? = call.literals[1] else { return nil }
        do throws(ValueError) {
            return try reader(
                currency, call.string(2), rates(call.literals.count > 3 ? call.literals[3] : nil))
        } catch {
            throw call.fault(error)
        }
    }

    private static func rates(_ value: Operand?) throws(ValueError) -> [Currency: Decimal] {
        guard case .map(let fields)? = value else { return [:] }
        var rates: [Currency: Decimal] = [:]
        for field in fields {
            guard case .number(let literal) = field.value, let rate = Decimal(string: literal) else {
                throw ValueError(.malformed, "the rate of \(field.name) is no number")
            }
            rates[try Currency(field.name)] = rate
        }
        return rates
    }

    private static func reader(
        _ currency: String?, _ locale: String?, _ rates: [Currency: Decimal]
    ) throws(ValueError) -> MoneyReader {
        try MoneyReader(
            account: try currency.map { text throws(ValueError) in try Currency(text) },
            mark: try locale.map { text throws(ValueError) in try mark(text) } ?? .point,
            rates: rates)
    }

    private static func mark(_ locale: String) throws(ValueError) -> DecimalMark {
        if let mark = DecimalMark(locale: locale) { return mark }
        throw ValueError(
            .malformed, "there is no locale \(ValueError.quoted(locale.utf8.span)) for numbers",
            help: DecimalMark.help)
    }

    private static func money(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call[0].isNull(in: call.record) { return .null }
        do throws(ValueError) {
            let reader =
                if let prepared = call.prepared(MoneyReader.self) {
                    prepared
                } else {
                    try reader(
                        call[1].string(in: call.record), call.count > 2 ? call.string(2) : nil,
                        call.count > 3
                            ? rates(
                                .map(
                                    call[3].fields(in: call.record).map { field in
                                        Operand.Field(
                                            field.name, .number(field.value.number(in: call.record) ?? ""))
                                    })) : [:])
                }
            let isNumber = call[0].kind(in: call.record) == .number
            let money = try call.withBytes(0) { bytes throws(ValueError) in
                isNumber ? try reader.read(number: bytes) : try reader.read(bytes)
            }
            guard let money else { return .null }
            return .number(try reader.inAccount(money).literal)
        } catch {
            throw call.fault(error)
        }
    }

    // MARK: HTML

    private static func text(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call[0].isNull(in: call.record) { return .null }
        return .string(call.withBytes(0) { HTMLText.text($0) })
    }

    private static func unescape(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call[0].isNull(in: call.record) { return .null }
        return .string(call.withBytes(0) { HTMLText.unescape($0) })
    }
}
