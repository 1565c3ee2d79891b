/// Small projects, as files.
enum Fixtures {
    /// An object of each kind, two of some, all tied together.
    static let small: [String: String] = [
        "account.yaml": """
        networks:
          - title: North
            url: https://north.example
        sources:
          - title: Search
            sub1: "{keyword}"
        domains:
          - title: Go
            url: https://go.example
        landings:
          - title: Page
            url: https://page.example
          - title: Quiz
            url: https://quiz.example
        """,
        "traffic.yaml": """
        offers:
          - title: Red
            network: North
            url: https://red.example/?c={clickid}
            country_codes: [DE]
            payment: {amount: 2.5}
            status: active
          - title: Blue
            network: North
            url: https://blue.example/?c={clickid}
            country_codes: [GB]
            status: active
        campaigns:
          - title: Summer
            source: Search
            domain: Go
            cpc: 0.1
            status: active
            streams:
              - weight: 2
                offers:
                  - {offer: Red, weight: 1}
                landings:
                  - {landing: Page, weight: 1}
                filters:
                  country: {iso: [DE]}
              - weight: 1
                offers:
                  - {offer: Red, weight: 1}
          - title: Winter
            source: Search
            cpc: 0.2
            status: archived
            streams:
              - weight: 1
                offers:
                  - {offer: Blue, weight: 1}
                landings:
                  - {landing: Quiz, weight: 1}
        """,
    ]

    /// So many objects of some kinds that lists can be cut into pages.
    static func wide(landings count: Int = 8) -> [String: String] {
        let numbers = 1...8
        let networks = numbers.map { "  - {title: Network \($0), url: https://n\($0).example}" }
        let landings = (1...count).map { "  - {title: Landing \($0), url: https://page.example/\($0)}" }
        let offers = numbers.map {
            "  - {title: Offer \($0), network: Network \($0), url: https://o\($0).example, country_codes: [DE], status: active}"
        }
        let campaigns = numbers.map {
            """
              - title: Campaign \($0)
                source: Source
                cpc: 0.1
                status: \($0 % 3 == 0 ? "archived" : "active")
                streams: [{weight: 1, offers: [{offer: Offer \($0), weight: 1}]}]
            """
        }
        let blocks = [
            ["networks:"], networks, ["sources:", "  - title: Source"], ["landings:"], landings, ["offers:"],
            offers, ["campaigns:"], campaigns,
        ]
        return ["wide.yaml": blocks.flatMap { $0 }.joined(separator: "\n") + "\n"]
    }
}
