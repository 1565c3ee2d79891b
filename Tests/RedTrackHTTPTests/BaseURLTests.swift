import Testing

@testable import RedTrackHTTP

@Suite struct BaseURLTests {
    @Test(
        "addresses are taken as they are, without slashes at the end",
        arguments: [
            ("https://api.redtrack.io", "https://api.redtrack.io"),
            ("https://api.redtrack.io///", "https://api.redtrack.io"),
            ("HTTPS://API.RedTrack.io:8443/v1/", "https://api.redtrack.io:8443/v1"),
            ("http://127.0.0.1:80", "http://127.0.0.1:80"), ("http://localhost/", "http://localhost"),
            ("http://[::1]:8080/a%20b", "http://[::1]:8080/a%20b"), ("http://127.9.9.9", "http://127.9.9.9"),
        ])
    func accepted(address: String, expected: String) throws {
        #expect(try BaseURL(address, allowInsecure: false).text == expected)
    }

    @Test(
        "plain http is for this machine alone, unless allowed",
        arguments: [
            "http://api.redtrack.io", "http://127.0.0.1.example", "http://localhost.example",
            "http://0.0.0.0",
            "http://128.0.0.1", "http://127.0.0.1x",
        ])
    func insecure(address: String) throws {
        let error = #expect(throws: HTTPTransportError.self) { try BaseURL(address, allowInsecure: false) }
        #expect(error?.code == .insecure)
        #expect(try BaseURL(address, allowInsecure: true).isSecure == false)
    }

    @Test(
        "what is no address of an API is refused, and not repeated",
        arguments: [
            "", "api.redtrack.io", "ftp://a.example", "https://", "https:///x", "https://user:pw@a.example",
            "https://a.example?api_key=1", "https://a.example/#x", "https://a.example:0",
            "https://a.example:70000",
            "https://a.example:", "https://a b.example", "https://a.example/a b", "https://ä.example",
            "https://[::1",
        ])
    func refused(address: String) {
        let error = #expect(throws: HTTPTransportError.self) { try BaseURL(address, allowInsecure: true) }
        #expect(error?.code == .address)
        #expect(error?.message.contains("pw") == false)
    }
}
