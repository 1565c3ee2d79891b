/// The bodies of the demo account, as a client would send them; `@offer1` is the id of the first offer.
enum DemoText {
    static let networks = """
        [{"title": "Harbour Leads", "url": "https://harbour-leads.example", "skype": "harbour.support",
          "offer_url": "[insert_offer_url_here]&s2={clickid}",
          "postback_url": "http://rdtrck2.com/postback?clickid=#s2#&sum=#price#"},
         {"title": "Northwind CPA", "url": "https://northwind-cpa.example",
          "offer_url": "[insert_offer_url_here]&aff_sub={clickid}",
          "postback_url": "http://rdtrck2.com/postback?clickid={aff_sub}&sum={payout}"}]
        """

    static let sources = """
        [{"title": "Google AdWords", "preset_id": "5811bf3a7588f7923a8b45bd", "ref_id": "{GCLID}",
          "sub1": "{Keyword}", "sub2": "{Placement}", "sub3": "{MatchType}", "sub6": "{campaignid}",
          "hints": {"sub1": "Bidded keyword", "sub2": "Placement", "sub3": "Match type", "sub6": "Campaign"}},
         {"title": "Pebble Push", "ref_id": "{click_id}", "cost_id": "{cost}", "sub1": "{zone_id}",
          "sub2": "{creative_id}", "hints": {"sub1": "Zone", "sub2": "Creative"},
          "postback_url": "https://pebble-push.example/conversion?id={ref_id}"}]
        """

    static let domains = """
        [{"title": "Main tracking domain", "url": "https://go.lantern.example", "email": "ops@lantern.example"}]
        """

    static let landings = """
        [{"title": "Sleep quiz", "url": "https://pages.lantern.example/sleep-quiz"},
         {"title": "Sleep story", "url": "https://pages.lantern.example/sleep-story"},
         {"title": "Loan calculator", "url": "https://pages.lantern.example/loan-calculator"}]
        """

    static let offers = """
        [{"title": "Dream Drops DE", "program_id": "@network1", "status": 1, "country_codes": ["DE", "AT"],
          "url": "https://track.harbour-leads.example/c?o=101&s2={clickid}", "payment": {"amount": 24.5},
          "cap": 200, "cap_alert": true, "tags": ["sleep", "dach"]},
         {"title": "Dream Drops FR", "program_id": "@network1", "status": 1, "country_codes": ["FR"],
          "url": "https://track.harbour-leads.example/c?o=102&s2={clickid}", "payment": {"amount": 22}},
         {"title": "Night Mask", "program_id": "@network1", "status": 1, "country_codes": ["DE", "FR", "AT"],
          "url": "https://track.harbour-leads.example/c?o=117&s2={clickid}", "payment": {"amount": 18.75}},
         {"title": "Swift Loan GB", "program_id": "@network2", "status": 1, "country_codes": ["GB"],
          "url": "https://go.northwind-cpa.example/aff_c?offer_id=8&aff_sub={clickid}&aff_sub2={sub1}",
          "payment": {"amount": 41.2}, "tags": ["loans"],
          "targeting": {"os": [{"name": "Android", "version": "8"}], "browser": [], "countries": ["GB"],
            "cities": [], "devices": [], "isp": []}},
         {"title": "Swift Loan GB (old form)", "program_id": "@network2", "status": 2, "country_codes": ["GB"],
          "url": "https://go.northwind-cpa.example/aff_c?offer_id=3&aff_sub={clickid}",
          "payment": {"amount": 35}}]
        """

    static let campaigns = """
        [{"title": "Sleep, Google, DACH and France", "cpc": 0.12, "source_id": "@source1", "domain_id": "@domain1",
          "redirect_type": 1, "status": 1, "tags": ["sleep", "search"], "notes": ["Quiz first, story as control"],
          "postbacks": [{"url": "https://stats.lantern.example/hit?c={clickid}", "payment_percent": 100}],
          "streams": [
            {"weight": 3, "cost": 0,
             "offers": [{"id": "@offer1", "weight": 2}, {"id": "@offer3", "weight": 1}],
             "landings": [{"id": "@landing1", "weight": 70}, {"id": "@landing2", "weight": 30}],
             "filters": {"country": {"iso": ["DE", "AT"], "active": true},
               "bots": {"ids": [], "active": true, "exclude": true}}},
            {"weight": 1, "cost": 0, "offers": [{"id": "@offer2", "weight": 1}],
             "landings": [{"id": "@landing2", "weight": 1}],
             "filters": {"country": {"iso": ["FR"], "active": true}}}]},
         {"title": "Loans, Pebble, UK mobile", "cpc": 0.035, "source_id": "@source2", "redirect_type": 2,
          "status": 1, "tags": ["loans"],
          "streams": [
            {"weight": 1, "cost": 0, "offers": [{"id": "@offer4", "weight": 1}],
             "landings": [{"id": "@landing3", "weight": 1}],
             "filters": {"country": {"iso": ["GB"], "active": true},
               "os": {"titles": ["Android", "iOS"], "active": true},
               "connection_type": {"id": "wifi", "active": false},
               "subs": {"items": {"sub1": "zone-7"}, "active": true, "exclude": true}}},
            {"weight": 1, "cost": 0, "offers": [{"id": "@offer4", "weight": 1}], "landings": []}]}]
        """
}
