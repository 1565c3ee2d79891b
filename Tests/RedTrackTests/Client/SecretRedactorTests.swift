import RedTrack
import Testing

@Suite struct SecretRedactorTests {
    private let redactor = SecretRedactor("aB/9+", label: "key")

    @Test(
        "the key is taken out in every encoding",
        arguments: [
            "aB/9+", "aB%2F9%2B", "aB%2f9%2b", "%61%42%2F%39%2B", "aB%252F9%252b", "aB\\/9+",
            "a\\u0042/9\\u002B",
        ])
    func encodings(text: String) {
        #expect(redactor.redacted("x=\(text)&y aB/9") == "x=[key]&y aB/9")
        #expect(redactor.redacted(text + text) == "[key][key]")
    }

    @Test(
        "other texts are left as they are", arguments: ["", "aB/9", "AB/9+", "%", "%2", "\\", "ä%zz", "aB%2"])
    func others(text: String) {
        #expect(redactor.redacted(text) == text)
    }

    @Test(
        "values are percent-encoded once, all but unreserved characters",
        arguments: [
            ("aZ09-._~", "aZ09-._~"), ("a b", "a%20b"), ("%20", "%2520"),
            ("a+b&c=d#/?", "a%2Bb%26c%3Dd%23%2F%3F"),
            ("ü🌍", "%C3%BC%F0%9F%8C%8D"), ("{clickid}", "%7Bclickid%7D"), ("1,2", "1%2C2"),
        ])
    func percentEncoding(text: String, expected: String) {
        #expect(PercentEncoding.encode(text) == expected)
    }
}
