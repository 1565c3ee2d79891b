internal import Feeds

extension DraftGuesser {
    private static let path = "payment.amount"

    /// What a conversion pays, and in which currency.
    mutating func guessPayout() {
        let candidates = ranked(payoutScore)
        guard let best = candidates.first else {
            addCurrency("USD", isFound: false)
            model[field: Self.path] = DraftModel.Line(
                name: Self.path, expression: "money(payout, param('currency'))",
                comments: ["No field was found that says what a conversion pays."], isActive: false)
            return
        }
        let field = best.field
        let amounts = field.values.map { Self.money($0) }
        let named = Set(amounts.compactMap { $0?.currency?.code })
        let currencyField = currencyField(of: field)
        // Where most records name none, the few that do are the exceptions.
        let codes = currencyField?.values.map { $0.uppercased() } ?? []
        let written = codes.count * 2 > amounts.count ? codes : []
        let currency =
            Self.usual(amounts.compactMap { $0?.currency?.code })
            ?? Self.usual(written) ?? "USD"
        addCurrency(currency, isFound: !named.isEmpty || !written.isEmpty)
        var line = DraftModel.Line(name: Self.path, expression: "", comments: [])
        line.expression = amountExpression(field, currency, amounts)
        line.comments = ["\(best.reason), in \(coverage(field)): \(samples(field))"]
        if field.path.lists > 0 {
            line.comments.append(
                "Only the first of its list counts; each: \(listName(field)) would make an offer of each.")
        }
        if named.count > 1 {
            line.comments.append("decide: amounts in \(named.sorted().joined(separator: ", "))")
        }
        if field.words.isEmpty || isPrice(field) {
            line.isActive = false
            let text = field.words.isEmpty ? "may be what the network pays" : "looks like what shoppers pay"
            line.comments = ["decide: \(YAMLText.shown(field.expression, 60)) (\(samples(field))) \(text)"]
        } else if let fault = fault(line.expression, currency),
            !skipFaults(field, line.expression, currency, fault)
        {
            line.isActive = false
            line.comments.append("decide: \(YAMLText.shown(fault, 200))")
        } else {
            chosen["payout"] = field
            skipOtherCurrencies(currencyField)
        }
        model[field: Self.path] = line
    }

    private func payoutScore(_ field: DraftField) -> (score: Int, reason: String)? {
        guard field.isScalar, !field.values.isEmpty, field.statistics.kinds[.true] == nil else { return nil }
        let known = DraftNames.payouts[field.name]
        if known == nil, field.words.contains(where: DraftNames.noAmounts.contains) { return nil }
        let isAmount = field.share { Self.money($0) != nil }
        guard isAmount > 0 else { return nil }
        // What is paid for a goal is an extra, and an amount that is always 0 is none.
        let owners = field.path.names.dropLast().flatMap(NameWords.words)
        var penalty =
            depthPenalty(field) + (owners.contains { ["goals", "goal", "events"].contains($0) } ? 40 : 0)
        if field.share({ Self.money($0)?.isZero != false }) == 1 { penalty += 40 }
        if let known { return (max(1, known - penalty), "named like a payout") }
        if field.words.contains("payout") || field.words.contains("commission") {
            return (max(1, 52 - penalty), "named like a payout")
        }
        // Digits alone may be anything; a sign of a currency or two decimals are money.
        let isMoney = field.share { text in
            guard let money = Self.money(text) else { return false }
            return money.currency != nil || text.utf8.suffix(3).first == UInt8(ascii: ".")
        }
        guard isMoney == 1, field.words.isEmpty else { return nil }
        return (1, "holds amounts of money")
    }

    /// The amount that a text writes, as far as that can be told without knowing the account.
    private static func money(_ text: String) -> Money? {
        guard let reader = try? MoneyReader() else { return nil }
        return try? reader.read(text)
    }

    /// Whether a field is the price of a shop's product.
    private func isPrice(_ field: DraftField) -> Bool {
        guard field.words.contains("price") else { return false }
        let shopFields = fields.count { DraftNames.shopWords.contains($0.name) }
        return shopFields >= 2 || field.name != "price"
    }

    private func amountExpression(_ field: DraftField, _ currency: String, _ amounts: [Money?]) -> String {
        var value = field.expression
        if field.share({ $0.contains("%") }) > 0 {
            // A share of the price is no amount.
            value = "if(!contains(to_string(\(value)), '%'), \(value))"
        }
        let text = "money(\(value), param('currency'))"
        let hasZero = amounts.contains { $0?.isZero == true }
        return hasZero ? "\(text) | if(@ > `0`, @)" : text
    }

    /// Why some record of the sample could not be mapped.
    private func fault(_ expression: String, _ currency: String) -> String? {
        guard let result = withParameters(["currency": currency]).run(expression) else {
            return "it is no expression"
        }
        if result.faults > 0 {
            return "\(result.faults) of \(probe.records.count) records: \(result.firstFault ?? "")"
        }
        return nil
    }

    /// Leaves out the few records whose amounts are none; false when they are many.
    private mutating func skipFaults(
        _ field: DraftField, _ expression: String, _ currency: String, _ fault: String
    ) -> Bool {
        let probe = withParameters(["currency": currency])
        guard let result = probe.run(expression), let condition = probe.exceptions(field.expression, result)
        else {
            return false
        }
        model.skips.append(
            DraftModel.Skip(
                when: condition, reason: "no amount in the account's currency",
                comments: ["decide: \(YAMLText.shown(fault, 200))"]))
        return true
    }

    /// The list that a field stands in, as `each` names it.
    private func listName(_ field: DraftField) -> String {
        var path = field.path
        while let parent = path.parent, parent.lists > 0 { path = parent }
        let text = path.parent?.expression(rows: rows) ?? ""
        return YAMLText.shown(text, 60)
    }

    /// The probe with the parameters that expressions read.
    private func withParameters(_ parameters: [String: String]) -> DraftProbe {
        var probe = probe
        probe.functions = .mapping(parameters: parameters.mapValues { .some($0) }, tables: [:], joins: [])
        return probe
    }

    // MARK: Currencies

    private mutating func addCurrency(_ code: String, isFound: Bool) {
        model.parameters.append(
            DraftModel.Parameter(
                name: "currency", help: "the currency of the RedTrack account", pattern: "[A-Z]{3}",
                fallback: code,
                comments: isFound ? [] : ["decide: the feed names none, or only few records do"]))
    }

    private static func usual(_ codes: [String]) -> String? {
        let counts = Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +)
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        return best.flatMap { Currency(code: $0.utf8.span) }?.code
    }

    /// The field that names the currency of an amount: the one beside it, else the one that stands nearest.
    private func currencyField(of amount: DraftField) -> DraftField? {
        let found = ranked { field in
            guard field.isScalar, let known = DraftNames.currencies[field.name],
                field.share({ Currency(code: $0.utf8.span) != nil }) == 1
            else { return nil }
            let shared = zip(field.path.steps, amount.path.steps).prefix { $0 == $1 }.count
            guard shared == field.path.steps.count - 1 else { return nil }
            return (known + 10 * shared, "")
        }
        return found.first?.field
    }

    private mutating func skipOtherCurrencies(_ field: DraftField?) {
        guard let field, !field.hasOthersThanTexts else { return }
        let isUpper = field.share { $0 == $0.uppercased() } == 1
        let value = field.expression
        let code = isUpper ? value : "upper(\(value))"
        model.skips.append(
            DraftModel.Skip(
                when: "\(value) && \(code) != param('currency')", reason: "paid in another currency",
                comments: ["\(samples(field, 5)) in \(YAMLText.shown(value, 60))"]))
    }
}
