import Testing

@testable import Migration

/// Links as reports may show them.
@Suite struct RedactedLinkTests {
    @Test(arguments: [
        ("https://t.example/click?key=c6dfeb82&cost={cost}", "https://t.example/click?key=***&cost={cost}"),
        ("https://t.example/?a=1&api_key=x#top", "https://t.example/?a=1&api_key=***#top"),
        ("https://t.example/?API_KEY=x", "https://t.example/?API_KEY=***"),
        ("https://t.example/?token=x&access_token=y", "https://t.example/?token=***&access_token=***"),
        ("https://t.example/#access_token=y", "https://t.example/#access_token=***"),
        ("https://t.example/?k%65y=abc%26def&x=1", "https://t.example/?k%65y=***&x=1"),
        ("https://user:pass@t.example/p", "https://***@t.example/p"),
        ("https://abcdef@t.example:8443/p", "https://***@t.example:8443/p"),
        ("https://user:p@ss@t.example/p", "https://***@t.example/p"),
        ("//user:pass@t.example/p", "//***@t.example/p"),
        ("key=abc&s1={clickid}", "key=***&s1={clickid}"),
        (
            "https://a.example/?u=https%3A%2F%2Fu%3Apw%40b.example%2F%3Ftoken%3Dabc%26c%3D1&d=2",
            "https://a.example/?u=https%3A%2F%2F***%40b.example%2F%3Ftoken%3D***%26c%3D1&d=2"
        ),
        (
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fv%3Dhttps%253A%252F%252Fc.example%253Fkey%253Dabc%2526d",
            "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fv%3Dhttps%253A%252F%252Fc.example%253Fkey%253D***%2526d"
        ),
        (
            "see https://u:p@a.example and https://b.example/?key=1 too",
            "see https://***@a.example and https://b.example/?key=*** too"
        ),
    ])
    func `secrets are hidden wherever they stand`(link: String, expected: String) {
        #expect(redactedLink(link) == expected)
        #expect(redactedLink(expected) == expected, "twice is once")
    }

    @Test(arguments: [
        "", "https://t.example/", "https://t.example/?monkey=1&keys=2&tokens=3&key",
        "https://t.example/?key=",
        "https://t.example/a@b?mail=a@b.example", "https://t.example/c//d@e",
        "https://t.example/?token={t1}&key=[[c1]]",
        "https://t.example/?key=%7Bt1%7D", "mailto:a@b.example", "https://t.example?to=a@b", "%", "?", "?=x",
        "://", "@",
    ])
    func `what is no secret stays`(link: String) {
        #expect(redactedLink(link) == link)
    }

    @Test(arguments: ["?key=", "://", "://a", "%3D", "&", "&token", "@", "?key=a&"])
    func `long links end`(unit: String) {
        let link = String(repeating: unit, count: 500_000 / unit.utf8.count)
        #expect(redactedLink(link).utf8.count <= link.utf8.count + link.utf8.count)
    }
}
