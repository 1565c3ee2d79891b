internal import RedTrack

/// What the fields of the API document mean, in a sentence each: one table for `explain`, the JSON Schema and the XSD.
enum FieldMeaning {
    /// What a field means; `nil` for one that nobody has described.
    static func of(_ kind: Kind, _ path: String) -> String? {
        let plain = withoutNumber(path)
        if let sentence = table["\(kind.rawValue).\(plain)"] { return sentence }
        // Filters are all alike.
        let names = plain.split(separator: ".")
        if names.starts(with: ["streams", "filters"]), names.count == 4 {
            switch names[3] {
            case "active": return "Whether the filter does anything; a filter that is written is active."
            case "exclude": return "Whether clicks that match are kept out instead of let in."
            default: return "The values that match."
            }
        }
        return nil
    }

    /// `sub1` to `sub10` mean the same.
    private static func withoutNumber(_ path: String) -> String {
        guard let sub = path.range(ofSub: ()) else { return path }
        return String(path[..<sub]) + "subN"
    }

    private static let table: [String: String] = [
        "network.title": "What the network is called.",
        "network.url": "The network's site.",
        "network.skype": "A contact at the network.",
        "network.offer_url":
            "The template of offer links: `[insert_offer_url_here]`, then what the network takes {clickid} in.",
        "network.postback_url":
            "The link that the network calls for a conversion: names of RedTrack on the left, its own macros on the right.",
        "network.preset_id": "The predefined network that it was made from.",
        "source.title": "What the source is called.",
        "source.postback_url":
            "The link that RedTrack calls to report a conversion; {ref_id} is the source's click id.",
        "source.cost_id": "The source's macro for what a click costs.",
        "source.ref_id": "The source's macro for its click id.",
        "source.subN": "A macro of the source, kept with each click and passed on as {subN}.",
        "source.hints": "What each of `sub1` to `sub10` means, for people who read reports.",
        "source.hints.subN": "What the values of this parameter mean.",
        "source.preset_id": "The predefined source that it was made from.",
        "source.url": "In an example of the API document; RedTrack does not store it.",
        "source.payment": "In a table of the API document; RedTrack does not store it.",
        "source.payment.amount": "In a table of the API document; RedTrack does not store it.",
        "domain.title": "What the domain is called.",
        "domain.url": "Scheme and host of tracking links, perhaps with a path.",
        "domain.email": "Where mail about its certificate goes.",
        "landing.title": "What the landing page is called.",
        "landing.url": "Where it is, with macros.",
        "offer.title": "What the offer is called.",
        "offer.status": "Whether it is in use.",
        "offer.network": "The network that it belongs to.",
        "offer.country_codes": "The countries that it is for.",
        "offer.url": "Where a visitor is sent, with macros; {clickid} tells conversions apart.",
        "offer.postback_url": "Where its conversions are reported to.",
        "offer.payment": "What a conversion pays.",
        "offer.payment.amount": "The amount, in the account's currency.",
        "offer.targeting": "The advertiser's own targeting, for information.",
        "offer.targeting.os": "Operating systems.",
        "offer.targeting.os.name": "The name, such as Android.",
        "offer.targeting.os.version": "The version.",
        "offer.targeting.browser": "Browsers.",
        "offer.targeting.browser.name": "The name, such as Chrome.",
        "offer.targeting.browser.version": "The version.",
        "offer.targeting.countries": "Countries, independent of the offer's own.",
        "offer.targeting.cities": "Names of cities.",
        "offer.targeting.devices": "Brands of devices.",
        "offer.targeting.isp": "Names of providers.",
        "offer.cap": "How many clicks a day it takes; 0 means no cap.",
        "offer.cap_alert": "Whether reaching the cap is reported.",
        "campaign.title": "What the campaign is called.",
        "campaign.cpc": "What a click costs.",
        "campaign.source": "The source that its traffic comes from.",
        "campaign.domain": "The domain of its tracking link; changing it changes the link of running ads.",
        "campaign.redirect_type": "How a visitor is sent on.",
        "campaign.status": "Whether it takes traffic.",
        "campaign.streams":
            "The ways through the campaign: each click is drawn, by weight, among those whose filters it passes.",
        "campaign.streams.offers": "The offers among which a visitor is drawn.",
        "campaign.streams.offers.offer": "The offer.",
        "campaign.streams.offers.weight": "Its chance, relative to the other offers of the stream.",
        "campaign.streams.landings":
            "The landing pages among which a visitor is drawn; none means straight to the offer.",
        "campaign.streams.landings.landing": "The landing page.",
        "campaign.streams.landings.weight": "Its chance, relative to the other landing pages of the stream.",
        "campaign.streams.cost": "What a click of this stream costs.",
        "campaign.streams.weight": "The stream's chance, relative to the other streams.",
        "campaign.streams.filters": "Which clicks the stream takes: those that pass every active filter.",
        "campaign.streams.filters.country": "Countries by their codes.",
        "campaign.streams.filters.city": "Cities by name.",
        "campaign.streams.filters.isp": "Providers by name.",
        "campaign.streams.filters.browser": "Browsers by name.",
        "campaign.streams.filters.os": "Operating systems by name.",
        "campaign.streams.filters.connection_type": "The type of the connection: one value.",
        "campaign.streams.filters.device_type": "Devices.",
        "campaign.streams.filters.ip": "Addresses.",
        "campaign.streams.filters.subs": "Values of `sub1` to `sub10`; a click must have all of them.",
        "campaign.streams.filters.subs.items.subN": "The value that the parameter must have.",
        "campaign.streams.filters.bots": "Bots by their ids.",
        "campaign.notes": "Free texts for people.",
        "campaign.tags": "Labels.",
        "campaign.postbacks": "Where conversions are reported to.",
        "campaign.postbacks.url": "The link that RedTrack calls, with macros.",
        "campaign.postbacks.payment_percent": "The share of the payout that is reported, in percent.",
    ]
}

extension String {
    /// Where a last name `sub1` to `sub10` starts.
    fileprivate func range(ofSub: Void) -> Index? {
        let last = lastIndex(of: ".").map(index(after:)) ?? startIndex
        let name = self[last...]
        return name.hasPrefix("sub") && Int(name.dropFirst(3)) != nil ? last : nil
    }
}
