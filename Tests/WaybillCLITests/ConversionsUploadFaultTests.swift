import Feeds
import Subprocess
import Testing

/// Accounts and processes that fail while conversions are uploaded: each conversion counts once.
@Suite("Uploading to an account that misbehaves")
struct ConversionsUploadFaultTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: [String]
        /// What the run says on the way.
        var says: [String] = []
        var testDescription: String { name }

        init(_ name: String, _ rules: [String], says: [String] = []) {
            self.name = name
            self.rules = rules
            self.says = says
        }
    }

    static let survivable: [Case] = [
        Case(
            "the connection drops before anything happens", [UploadProject.post(#""drop_before""#)],
            says: ["0 arrived, 40 did not", "again (attempt 2)"]),
        Case("the connection drops in the middle of the answer", [UploadProject.post(#""drop_during""#)]),
        Case(
            "the connection drops after the commit", [UploadProject.post(#""drop_after_commit""#)],
            says: ["40 arrived, 0 did not"]),
        Case(
            "twice nothing, then the commit without an answer",
            [
                UploadProject.post(#""drop_before""#, times: 2),
                UploadProject.post(#""drop_after_commit""#, times: nil),
            ], says: ["again (attempt 3)", "40 arrived"]),
        Case(
            "a 500 before the commit", [UploadProject.post(#""status", "status": 500"#)],
            says: ["0 arrived, 40 did not"]),
        Case(
            "a 502 after the commit", [UploadProject.post(#""status_after_commit", "status": 502"#)],
            says: ["40 arrived, 0 did not"]),
        Case(
            "a 504 with a wait, before the commit",
            [UploadProject.post(#""status", "status": 504, "retry_after": 1"#)]),
        Case(
            "two 429 that say how long",
            [UploadProject.post(#""status", "status": 429, "retry_after": 1"#, times: 2)],
            says: ["trying again in 1"]),
        Case("half an answer", [UploadProject.post(#""truncated_body""#)]),
        Case(
            "a web page in place of the answer", [UploadProject.post(#""html""#)],
            says: ["0 arrived, 40 did not"]),
        Case("a slow answer", [UploadProject.post(#""latency", "ms": 300"#)]),
        Case("a refusal that names nobody, once", [UploadProject.post(#""status", "status": 400"#)]),
        Case(
            "a 413, until the batch is small enough",
            [UploadProject.post(#""status", "status": 413"#, times: 2)]),
        Case(
            "a refusal although everything was taken",
            [UploadProject.post(#""status_after_commit", "status": 400"#)], says: ["40 arrived, 0 did not"]),
        Case(
            "a lost answer while the log is short, wrapped and limited",
            [
                UploadProject.post(#""drop_after_commit""#),
                #""method": "GET", "path": "/conversions", "fault": "enveloped_list""#,
                #""method": "GET", "path": "/conversions", "times": 1, "fault": "status", "status": 429, "retry_after": 1"#,
                #""method": "GET", "path": "/conversions", "after": 5, "times": 1, "fault": "status", "status": 503"#,
            ], says: ["40 arrived, 0 did not"]),
        Case(
            "a lost answer while the log is empty for a moment",
            [
                UploadProject.post(#""drop_after_commit""#),
                #""method": "GET", "path": "/conversions", "times": 1, "fault": "null_list""#,
            ], says: ["arrived"]),
    ]

    @Test("What the account does wrong once does not show in the end", arguments: survivable)
    func survives(_ wrong: Case) async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<40)
            try project.write(rows)
            try await project.sandbox.setFaults(wrong.rules)
            let output = try await project.upload()
            #expect(output.status == 0, "\(output.all)")
            #expect(output.out.hasPrefix("Uploaded: 40 conversions"), "\(output.all)")
            for text in wrong.says { #expect(output.err.contains(text), "\(text) is not in:\n\(output.all)") }
            try await project.sandbox.setFaults([])
            #expect(try await project.uploaded() == rows)
            try await project.sandbox.clearRequests()
            let again = try await project.upload()
            #expect(again.status == 0, "\(again.all)")
            #expect(try await project.posts() == 0)
            #expect(try await project.uploaded() == rows)
        }
    }

    struct Stop: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: [String]
        let status: Int32
        /// What the output holds.
        let says: String
        var testDescription: String { name }
    }

    static let stops: [Stop] = [
        Stop(
            name: "the key is refused from the second batch on",
            rules: [UploadProject.post(#""status", "status": 401"#, times: nil, after: 1)], status: 7,
            says: "Not sent: 10."),
        Stop(
            name: "the key is refused at once",
            rules: [UploadProject.post(#""status", "status": 401"#, times: nil)], status: 3,
            says: "Not sent: 510."),
        Stop(
            name: "a wait that is too long",
            rules: [UploadProject.post(#""status", "status": 429, "retry_after": 3600"#, times: nil)],
            status: 4, says: "Not sent: 510."),
        Stop(
            name: "the account goes on to fail",
            rules: [UploadProject.post(#""status", "status": 500"#, times: nil, after: 1)], status: 7,
            says: "Not sent: 10."),
        Stop(
            name: "an answer is lost, and the log cannot be read",
            rules: [
                UploadProject.post(#""drop_after_commit""#, times: nil, after: 1),
                #""method": "GET", "path": "/conversions", "fault": "html""#,
            ], status: 7, says: "Unknown: 10."),
        Stop(
            name: "an answer is lost, and the log says that there is nothing",
            rules: [
                UploadProject.post(#""drop_after_commit""#, times: nil, after: 1),
                #""method": "GET", "path": "/conversions", "fault": "null_list""#,
            ], status: 7, says: "Unknown: 10."),
        Stop(
            name: "an answer is lost, and then the key is refused",
            rules: [
                UploadProject.post(#""drop_after_commit""#, times: nil, after: 1),
                #""method": "GET", "path": "/conversions", "fault": "status", "status": 401"#,
            ], status: 7, says: "Unknown: 10."),
    ]

    @Test("What stops an upload is said, and the next one goes on", arguments: stops)
    func goesOn(_ stop: Stop) async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<510)
            try project.write(rows)
            try await project.sandbox.setFaults(stop.rules)
            let first = try await project.upload()
            #expect(first.status == stop.status, "\(first.all)")
            #expect(first.out.contains(stop.says), "\(first.all)")
            #expect(first.out.contains("Stopped early: "), "\(first.all)")
            try await project.sandbox.setFaults([])
            let second = try await project.upload()
            #expect(second.status == 0, "\(second.all)")
            #expect(try await project.uploaded() == rows)
        }
    }

    @Test(
        "An account that refuses every conversion gets each back with its reason, and takes them when it changes its mind"
    )
    func forbidden() async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<5)
            try project.write(rows)
            try await project.sandbox.setFaults([UploadProject.post(#""forbidden""#, times: nil)])
            let first = try await project.upload()
            #expect(first.status == 1, "\(first.all)")
            #expect(first.out.contains("Rejected: 5."), "\(first.all)")
            try await project.sandbox.setFaults([])
            let second = try await project.upload("c.csv.rejects.csv")
            #expect(second.status == 0, "\(second.all)")
            #expect(try await project.uploaded() == rows)
        }
    }

    /// What the account does with the upload that is under way when the process is killed.
    enum Fate: String, Sendable, CaseIterable {
        case lost, committed

        func rule(after count: Int) -> String {
            UploadProject.post(
                self == .lost ? #""latency", "ms": 600000"# : #""drop_after_commit""#, times: nil,
                after: count)
        }
    }

    @Test(
        "After kill -9 at any point the next upload completes the file, and nothing counts twice",
        arguments: [0, 1], Fate.allCases)
    func killed(after count: Int, fate: Fate) async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<(count == 0 ? 20 : 510))
            try project.write(rows)
            // Without its answers the process would go on: the log is silent until the signal.
            try await project.sandbox.setFaults([
                fate.rule(after: count),
                #""method": "GET", "path": "/conversions", "fault": "latency", "ms": 600000"#,
            ])
            let killed = try await project.upload { run in
                try await project.waitForPosts(count + 1)
                try run.send(.kill)
            }
            #expect(killed.status == 128 + 9, "\(killed.all)")
            try await project.sandbox.setFaults([])
            let second = try await project.upload()
            #expect(second.status == 0, "\(second.all)")
            if fate == .committed {
                #expect(second.err.contains("left in doubt by an earlier upload: "), "\(second.all)")
            }
            #expect(try await project.uploaded() == rows)
            try await project.sandbox.clearRequests()
            #expect(try await project.upload().status == 0)
            #expect(try await project.posts() == 0)
            #expect(try await project.sandbox.requests().count == 1)
        }
    }

    @Test(
        "An upload that was in doubt is asked for alone, click by click, and by the next file that needs it")
    func onlyDoubts() async throws {
        try await UploadProject.run { project in
            try project.write(project.rows(0..<10))
            #expect(try await project.upload().status == 0)
            try project.write(project.rows(10..<14), to: "d.csv")
            try await project.sandbox.setFaults([
                UploadProject.post(#""drop_after_commit""#),
                #""method": "GET", "path": "/conversions", "fault": "status", "status": 401"#,
            ])
            let doubt = try await project.upload("d.csv")
            #expect(doubt.status == 7, "\(doubt.all)")
            #expect(doubt.out.contains("Unknown: 4."), "\(doubt.all)")
            #expect(doubt.out.contains("d.csv:2:1: \(project.rows(10..<14)[0].click)"), "\(doubt.all)")
            try await project.sandbox.setFaults([])
            try await project.sandbox.clearRequests()
            // A file that has nothing of it does not ask.
            #expect(try await project.upload().status == 0)
            #expect(try await project.sandbox.requests().map(\.path) == ["/auth"])
            try project.write(project.rows(8..<20), to: "e.csv")
            let last = try await project.upload("e.csv")
            #expect(last.status == 0, "\(last.all)")
            #expect(last.err.contains("left in doubt by an earlier upload: 4"), "\(last.all)")
            #expect(last.out.contains("Uploaded: 6 conversions"), "\(last.all)")
            #expect(try await project.uploaded() == project.rows(0..<20))
        }
    }

    @Test("Ctrl-C finishes the batch that is under way, ends with 130, and the next upload goes on")
    func interrupted() async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<510)
            try project.write(rows)
            try await project.sandbox.setFaults([UploadProject.post(#""latency", "ms": 5000"#)])
            let first = try await project.upload { run in
                try await project.waitForPosts(1)
                try run.send(.interrupt)
            }
            #expect(first.status == 130, "\(first.all)")
            #expect(first.out.contains("Uploaded: 500 conversions"), "\(first.all)")
            #expect(first.out.contains("Not sent: 10."), "\(first.all)")
            #expect(try await project.uploaded().count == 500)
            #expect(try await project.upload().status == 0)
            #expect(try await project.uploaded() == rows)
        }
    }

    @Test("While an upload of a project is under way, another one is refused; a killed one is none")
    func together() async throws {
        try await UploadProject.run { project in
            let rows = project.rows(0..<40)
            try project.write(rows)
            try await project.sandbox.setFaults([UploadProject.post(#""latency", "ms": 600000"#)])
            let first = try await project.upload { run in
                try await project.waitForPosts(1)
                let second = try await project.upload()
                #expect(second.status == 5, "\(second.all)")
                #expect(second.err.contains("another upload of this project is under way"), "\(second.all)")
                try run.send(.kill)
            }
            #expect(first.status == 128 + 9, "\(first.all)")
            try await project.sandbox.setFaults([])
            #expect(try await project.upload().status == 0)
            #expect(try await project.uploaded() == rows)
        }
    }
}
