import Diagnostics
import Testing

@testable import Migration

/// Parameters that a tracker adds on its own, written out once.
@Suite struct AppendedParametersTests {
    @Test(arguments: [
        ("https://h.example/c", "https://h.example/c?s1={clickid}"),
        ("https://h.example/c?o=1", "https://h.example/c?o=1&s1={clickid}"),
        ("https://h.example/c?", "https://h.example/c?s1={clickid}"),
        ("https://h.example/c?o=1&", "https://h.example/c?o=1&s1={clickid}"),
        ("https://h.example/c#top", "https://h.example/c?s1={clickid}#top"),
        ("https://h.example/c?o=1#top", "https://h.example/c?o=1&s1={clickid}#top"),
        ("https://h.example/c#a?b=1", "https://h.example/c?s1={clickid}#a?b=1"),
        ("https://h.example/c?s1={clickid}", "https://h.example/c?s1={clickid}"),
        ("https://h.example/c?s1=%7Bclickid%7D&o=1", "https://h.example/c?s1=%7Bclickid%7D&o=1"),
        ("https://h.example/c?%731={clickid}", "https://h.example/c?%731={clickid}"),
        ("https://h.example/c?s1=&o=1", "https://h.example/c?s1={clickid}&o=1"),
        ("https://h.example/c?s1", "https://h.example/c?s1={clickid}"),
        ("https://h.example/c?s10=1&xs1=2", "https://h.example/c?s10=1&xs1=2&s1={clickid}"),
        ("https://h.example/c?a={clickid}", "https://h.example/c?a={clickid}&s1={clickid}"),
        (
            "https://h.example/c?u=https://b.example/?s1={clickid}",
            "https://h.example/c?u=https://b.example/?s1={clickid}&s1={clickid}"
        ),
        (
            "https://h.example/c?u=https%3A%2F%2Fb.example%2F%3Fa%3D1%26s1%3D%7Bclickid%7D",
            "https://h.example/c?u=https%3A%2F%2Fb.example%2F%3Fa%3D1%26s1%3D%7Bclickid%7D&s1={clickid}"
        ),
        ("https://h.example/c#s1={clickid}", "https://h.example/c?s1={clickid}#s1={clickid}"),
        ("", "?s1={clickid}"),
    ])
    func `the click id stands in the link once`(link: String, expected: String) {
        let parameters = AppendedParameters("s1={clickid}")
        let once = parameters.appended(to: link)
        #expect(once.link == expected)
        #expect(once.conflicts == [])
        #expect(parameters.appended(to: once.link).link == expected, "a second time nothing happens")
    }

    @Test func `several parameters are several, and a joint at their start is none`() {
        for text in ["sub1={clickid}&sub2=wb", "?sub1={clickid}&sub2=wb", "&sub1={clickid}&&sub2=wb&"] {
            #expect(
                AppendedParameters(text).appended(to: "https://h.example/?sub2=wb#x").link
                    == "https://h.example/?sub2=wb&sub1={clickid}#x")
        }
        #expect(AppendedParameters("").isEmpty)
        #expect(AppendedParameters("?&").isEmpty)
        #expect(AppendedParameters("").appended(to: "https://h.example/c").link == "https://h.example/c")
        #expect(
            AppendedParameters("flag").appended(to: "https://h.example/c").link == "https://h.example/c?flag")
        #expect(
            AppendedParameters("u=a?b").appended(to: "https://h.example/c").link
                == "https://h.example/c?u=a?b")
    }

    @Test func `a secret in a parameter that is taken is not told`() {
        let result = AppendedParameters("token={clickid}").appended(to: "https://h.example/?token=SECRET")
        let told = result.conflicts.map {
            $0.diagnostic(in: "offer \"Tea\"", tracker: "Voluum", at: nil).message
        }
        #expect(told == ["offer \"Tea\": Voluum adds token={clickid}, but the link has token=***"])
    }

    @Test func `a parameter with another value is told, and the link stays`() {
        let link = "https://h.example/?s1=77&src=a"
        let result = AppendedParameters("s1={clickid}&src=wb").appended(to: link)
        #expect(result.link == link)
        #expect(
            result.conflicts.map { $0.diagnostic(in: "url of offer \"Tea\"", tracker: "Voluum", at: nil) }
                .map { "\($0.severity) \($0.id) \($0.message)" } == [
                    "error migration.parameter-taken url of offer \"Tea\": Voluum adds s1={clickid}, "
                        + "but the link has s1=77",
                    "warning migration.parameter-taken url of offer \"Tea\": Voluum adds src=wb, "
                        + "but the link has src=a",
                ])
    }
}
