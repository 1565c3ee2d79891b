internal import Diagnostics
internal import Feeds
internal import FoundationEssentials
internal import RedTrack

/// What trackers say of money, in RedTrack's words: one amount in the account's currency, or none.
enum Payout {
    /// Puts the payment of an offer in the place of its payout, and says what of its cap is not moved.
    static func apply(to offer: inout TrackerObject, _ options: MigrationOptions, currency: String)
        -> [Diagnostic]
    {
        var findings: [Diagnostic] = []
        if let limit = offer.text("conversion_cap.limit"), number(limit) != 0 {
            let period = offer.text("conversion_cap.period").map { " (\($0))" } ?? ""
            let replacement =
                offer.text("conversion_cap.replacement").map { ", after which \"\($0)\" takes over," } ?? ""
            findings.append(
                offer.warning(
                    "cap", "its cap of \(limit) conversions\(period)\(replacement) is not written",
                    help: "RedTrack's cap may count clicks: set one there by hand where it is needed"))
        }
        let payout = offer.node("payout")
        let hasPayment = offer.node("payment") != nil
        for name in ["payout", "conversion_cap"] { offer.set(name, nil) }
        guard let payout, !hasPayment else { return findings }
        if let kind = payout.value["unknown"]?.value.string {
            findings.append(
                offer.warning(
                    "payout-kind",
                    "its payout is of the kind \(kind), which nobody knows, and none is written",
                    help:
                        "set it by hand; --set fixed_payout=\(kind) takes it for a fixed amount, where the template has that"
                ))
            return findings
        }
        let (amount, finding) = amount(payout.value, "payout", offer, options, currency: currency)
        if let amount { offer.set("payment", .object([("amount", .number(amount))])) }
        return findings + [finding].compactMap { $0 }
    }

    /// Puts the cost per click of a campaign in the place of its cost.
    static func applyCost(
        to campaign: inout TrackerObject, _ options: MigrationOptions, currency: String
    ) -> [Diagnostic] {
        let cost = campaign.node("cost")
        campaign.set("cost", nil)
        guard let cost, campaign.node("cpc") == nil else { return [] }
        let model = cost.value["model"]?.value.string ?? ""
        let untracked = ["", "NOT_TRACKED", "NO_TRACKED", "NONE"]
        if untracked.contains(model.uppercased()) { return [] }
        guard model.uppercased() == "CPC" else {
            return [
                campaign.warning(
                    "cost-model", "its cost model \(model) has no counterpart: no cost per click is written",
                    help: "enter a cost in RedTrack, or let the source report it")
            ]
        }
        let (amount, finding) = amount(cost.value, "cost per click", campaign, options, currency: currency)
        if let amount { campaign.set("cpc", .number(amount)) }
        return [finding].compactMap { $0 }
    }

    /// An amount in the account's currency, or why there is none.
    private static func amount(
        _ value: Value, _ what: String, _ object: TrackerObject, _ options: MigrationOptions, currency: String
    ) -> (String?, Diagnostic?) {
        if value["automatic"]?.value.bool == true {
            return (
                nil,
                object.warning(
                    "automatic", "its \(what) is automatic: no fixed amount is written",
                    help: object.kind == .campaign
                        ? "enter one in RedTrack, or let the source report it"
                        : "RedTrack takes the payout of each conversion from the network's postback")
            )
        }
        guard let text = value["amount"]?.value.string, !text.isEmpty else { return (nil, nil) }
        guard let amount = number(text) else {
            return (nil, object.error("amount", "its \(what) \"\(text)\" is no amount"))
        }
        if amount < 0 { return (nil, object.error("amount", "its \(what) \(text) is below 0")) }
        if amount == 0 {
            // A click that costs nothing is what RedTrack assumes anyhow.
            let isCost = object.kind == .campaign
            return (nil, isCost ? nil : object.warning("no-amount", "its \(what) is 0: no amount is written"))
        }
        let own = (value["currency"]?.value.string ?? "").uppercased()
        if own.isEmpty || own == currency.uppercased() { return ("\(amount)", nil) }
        guard let rate = options.rates[own] else {
            return (
                nil,
                object.warning(
                    "currency", "its \(what) of \(text) \(own) is not in \(currency): no amount is written",
                    help: "--exchange-rate \(own)=NUMBER says what one \(own) is worth in \(currency)")
            )
        }
        return ("\(amount * rate)", nil)
    }

    /// A plain decimal number; nothing else is guessed at.
    static func number(_ text: String) -> Decimal? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), digits.utf8.count <= 38,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return Decimal(string: text)
    }
}
