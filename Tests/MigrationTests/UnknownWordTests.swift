import Diagnostics
import Manifests
import Migration
import RedTrack
import Testing

/// A word that decides something and that a template does not know is refused with its place, or said: it is never taken
/// for one that is known.
@Suite struct UnknownWordTests {
    /// What stands in a file of a sample, what takes its place, and what is said then.
    struct Change: Sendable, CustomTestStringConvertible {
        let tracker: String
        let file: String
        let known: String
        let unknown: String
        let message: String

        init(_ tracker: String, _ file: String, _ known: String, _ unknown: String, _ message: String) {
            (self.tracker, self.file, self.known, self.unknown) = (tracker, file, known, unknown)
            self.message = message
        }

        var testDescription: String { "\(tracker) \(known) → \(unknown)" }

        /// What becomes of the sample with it.
        func migration() throws -> Migration {
            let sample = SampleExport(tracker)
            let text = try sample.text(of: file)
            try #require(text.contains(known))
            return try sample.with([file: text.replacing(known, with: unknown)]).migration()
        }
    }

    private static let refused = [
        Change(
            "voluum", "campaigns.json", #""destination": "DIRECT_LINKING""#, #""destination": "BASKET""#,
            "has the destination BASKET, which is not known"),
        Change(
            "voluum", "flows.json", #""offerRedirectMode": "REGULAR""#, #""offerRedirectMode": "SIDEWAYS""#,
            "redirects in a way that is not known"),
        Change(
            "voluum", "flows.json", #""predicate": "MUST_BE""#, #""predicate": "MAY_BE""#,
            "has the predicate MAY_BE, which is not known"),
        Change(
            "voluum", "campaigns.json", #""flow": {"#, #""inlineFlow": {"defaultPaths": []}, "flow": {"#,
            "leads to a flow and has paths of its own"),
        Change(
            "binom", "campaigns.json", #""exactMatch": true"#, #""exactMatch": false"#,
            "condition country: is not to match exactly"),
        Change(
            "binom", "campaigns.json", #""exactMatch": true"#, #""exactMatch": false"#,
            "condition token_1: looks for parts of texts"),
        Change(
            "binom", "rotations.json", #""operator": "is""#, #""operator": "like""#,
            "has the operator \"like\""),
        Change(
            "binom", "campaigns.json", #""enabled": true, "operator""#, #""enabled": 0, "operator""#,
            "is neither on nor off (0)"),
        Change(
            "binom", "campaigns.json", #""type": "NONE""#, #""type": "MAGIC""#,
            "table 'redirect' has no \"MAGIC\""),
        Change(
            "keitaro", "streams.json", #""state": "active""#, #""state": "paused""#,
            "has the state \"paused\", which nobody knows"),
        Change(
            "keitaro", "streams.json", #""share": 100, "state": "active""#,
            #""share": 100, "state": "paused""#,
            "has an offer or a page in the state \"paused\", which nobody knows"),
        Change(
            "keitaro", "campaigns.json", #""state": "active""#, #""state": "paused""#,
            "has a state that nobody knows"),
        Change(
            "keitaro", "offers.json", #""state": "active""#, #""state": "paused""#,
            "offer \"Tea\": has a state that nobody knows"),
        Change(
            "keitaro", "affiliate-networks.json", #""state": "active""#, #""state": "paused""#,
            "network \"Northwind Leads\": has a state that nobody knows"),
        Change(
            "keitaro", "traffic-sources.json", #""state": "active""#, #""state": "paused""#,
            "source \"PushHub\": has a state that nobody knows"),
        Change(
            "keitaro", "offers.json", #""action_type": "http""#, #""action_type": "iframe""#,
            "is shown in another way than by a redirect (action_type)"),
        Change(
            "keitaro", "landing-pages.json", #""action_type": "http""#, #""action_type": "iframe""#,
            "is shown in another way than by a redirect (action_type)"),
        Change(
            "keitaro", "streams.json", #""offer_selection": "before_click""#, #""offer_selection": "later""#,
            "draws its offer \"later\", which nobody knows"),
        Change(
            "keitaro", "streams.json", #""filter_or": false"#, #""filter_or": "xor""#,
            "joins its filters by filter_or \"xor\", which nobody knows"),
        Change(
            "keitaro", "streams.json", #""schema": "landings""#, #""schema": "maze""#,
            "has the schema \"maze\""),
        Change(
            "keitaro", "streams.json", #""mode": "accept""#, #""mode": "prefer""#, "has the mode \"prefer\""),
        Change(
            "keitaro", "streams.json", #""type": "regular""#, #""type": "odd""#, "has the type \"odd\""),
        Change(
            "keitaro", "campaigns.json", #""type": "position""#, #""type": null"#,
            "rules are chosen by \"a way that is not said\""),
        Change(
            "funnelflux", "funnels.json", #""rotatorType": "random""#, #""rotatorType": "roulette""#,
            "draws by \"roulette\", which nobody knows"),
        Change(
            "funnelflux", "funnels.json", #""nodeType": "lander""#, #""nodeType": "popup""#,
            "is of kind popup"),
        Change(
            "funnelflux", "funnels.json", #""condition": "ifYes""#, #""condition": "ifPerhaps""#,
            "has a way of which is not said for which answer it is"),
        Change(
            "funnelflux", "funnel-conditions.json", #""operator": "IS""#, #""operator": "LIKE""#,
            "compares, which no filter does"),
        Change(
            "funnelflux", "pages-1.json", #""pageType": "lander""#, #""pageType": "popup""#,
            "it is neither a lander nor an offer"),
        Change(
            "funnelflux", "pages-2.json", #""redirectType": "307""#, #""redirectType": "teleport""#,
            "FunnelFlux redirects to it in a way that is not known"),
        Change(
            "clickflare", "flows/66a0c0de0000000000000028.json", #""destination": "offers_only""#,
            #""destination": "basket""#, "leads to basket, which is not known"),
        Change(
            "clickflare", "campaigns.json", #""tracking_type": "redirect""#, #""tracking_type": "odd""#,
            "it is tracked without a redirect"),
        Change(
            "prosper202", "rotators/12.json", #""statement": "is""#, #""statement": "like""#,
            "asks in a way that is not known"),
        Change(
            "prosper202", "rotators/12.json", #""type": "country""#, #""type": "planet""#,
            "is of a kind that is not known"),
    ]

    @Test(arguments: refused)
    func `what decides where clicks go is refused with its place`(change: Change) throws {
        let errors = try change.migration().campaigns.flatMap(\.findings).filter { $0.severity == .error }
        let found = errors.filter { $0.message.contains(change.message) }
        #expect(!found.isEmpty, "\(Set(errors.map(\.message)).sorted())")
        #expect(found.allSatisfy { $0.place?.position != nil })
    }

    private static let said = [
        Change(
            "voluum", "offers.json", #""type": "MANUAL""#, #""type": "SHARE""#,
            "its payout is of the kind SHARE, which nobody knows, and none is written"),
        Change(
            "keitaro", "offers.json", #""payout_type": "CPA""#, #""payout_type": "SHARE""#,
            "its payout is of the kind SHARE, which nobody knows, and none is written"),
        Change(
            "funnelflux", "pages-2.json", #""payoutType": "perConversion""#, #""payoutType": "share""#,
            "its payout is of the kind share, which nobody knows, and none is written"),
        Change(
            "clickflare", "offers.json", #""type": "manual""#, #""type": "share""#,
            "its payout is of the kind share, which nobody knows, and none is written"),
        Change(
            "clickflare", "flows/66a0c0de0000000000000028.json", #""transition": "302""#,
            #""transition": "sideways""#, "its clicks are redirected there by another way than 302"),
        Change(
            "funnelflux", "traffic-sources.json", #""postbackType": "postbackUrl""#,
            #""postbackType": "pigeon""#, "its pixel or script has no counterpart"),
    ]

    @Test(arguments: said)
    func `what decides amounts and the like is said, and nothing is written for it`(change: Change) throws {
        let migration = try change.migration()
        let warnings = (migration.findings + migration.campaigns.flatMap(\.findings)).filter {
            $0.severity == .warning && $0.message.contains(change.message)
        }
        #expect(!warnings.isEmpty)
        #expect(warnings.allSatisfy { $0.place?.position != nil })
        guard change.message.contains("payout") else { return }
        #expect(
            migration.objects.allSatisfy { object in
                object.kind != .offer || object.field("payment") == nil
                    || !warnings.contains { $0.message.hasPrefix("offer \"\(object.title ?? "")\":") }
            })
    }

    @Test func `a kind of payout that the user names is a fixed amount`() throws {
        let sample = SampleExport("voluum")
        let text = try sample.text(of: "offers.json").replacing(#""MANUAL""#, with: #""FIXED""#)
        let migration = try sample.with(["offers.json": text])
            .deciding { $0.parameters = ["fixed_payout": "FIXED"] }.migration()
        #expect(!migration.remarks.contains { $0.contains("of the kind") })
        #expect(
            migration.text(.offer, "voluum/d0000000-0000-4000-8000-000000000007", "payment.amount")
                == "0.0007")
    }

    @Test func `the word for ways through landers is one that the user names`() throws {
        let sample = SampleExport("voluum")
        let usual = try sample.migration().campaigns.filter(\.isMigrated).map(\.name)
        let text = try sample.text(of: "campaigns.json").replacing(
            "\"landers\": [\n", with: "\"destination\": \"BASKET\", \"landers\": [\n")
        let other = sample.with(["campaigns.json": text])
        let refused = try other.migration()
        #expect(refused.campaigns.count(where: \.isMigrated) < usual.count)
        #expect(
            refused.campaigns.flatMap(\.findings).contains {
                $0.message.contains("--set lander_destination=BASKET says so")
            })
        let migration = try other.deciding { $0.parameters = ["lander_destination": "BASKET"] }.migration()
        #expect(migration.campaigns.filter(\.isMigrated).map(\.name) == usual)
        let direct = try sample.text(of: "campaigns.json").replacing("DIRECT_LINKING", with: "BASKET")
        let without = try sample.with(["campaigns.json": direct])
            .deciding { $0.parameters = ["lander_destination": "BASKET"] }.migration()
        #expect(
            without.campaigns.flatMap(\.findings).contains {
                $0.message.contains("leads through landers and has none")
            })
    }
}
