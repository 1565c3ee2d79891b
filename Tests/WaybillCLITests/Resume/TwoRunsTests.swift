import Testing

/// Two commands that change the same account from the same project at once.
@Suite("Two runs at once")
struct TwoRunsTests {
    /// Files come and go while two are at work: they are searched for the key elsewhere.
    private func apply(_ project: TestProject, _ arguments: String...) async throws -> WaybillProcess.Output {
        try await WaybillProcess.run(
            ["apply"] + arguments, in: project.folder, environment: project.sandbox.environment)
    }

    @Test("Never make anything twice: the second one is refused and told who is at work")
    func refused() async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            try await project.sandbox.setFaults([#""method": "POST", "fault": "latency", "ms": 40"#])
            async let first = apply(project, "team", "--yes")
            async let second = apply(project, "team", "--yes")
            let outputs = try await [first, second]
            #expect(outputs.map(\.status).sorted() == [0, 5], "\(outputs.map(\.all))")
            let loser = try #require(outputs.first { $0.status == 5 })
            #expect(loser.err.contains("`waybill apply`"), "\(loser.all)")
            #expect(loser.err.contains("process "), "\(loser.all)")
            try await project.expectAccount(reference)
            try await project.expectSettled()
        }
    }

    @Test("The one that waits plans when the other is done, and has nothing to do")
    func waits() async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            try await project.sandbox.setFaults([#""method": "POST", "fault": "latency", "ms": 20"#])
            async let first = apply(project, "team", "--yes", "--wait-lock", "5min")
            async let second = apply(project, "team", "--yes", "--wait-lock", "5min")
            let outputs = try await [first, second]
            #expect(outputs.map(\.status) == [0, 0], "\(outputs.map(\.all))")
            #expect(outputs.count { $0.out.contains("Applied: 87 created") } == 1, "\(outputs.map(\.all))")
            try await project.expectAccount(reference)
        }
    }

    @Test("A saved plan that two apply at once is applied once")
    func savedPlan() async throws {
        let reference = try await AccountImage.samples.value
        try await TestProject.runSamples { project in
            let planned = try await project.waybill("plan", "team", "--out", "plan.json")
            #expect(planned.status == 0, "\(planned.all)")
            async let first = apply(project, "plan.json", "--yes", "--wait-lock", "5min")
            async let second = apply(project, "plan.json", "--yes", "--wait-lock", "5min")
            let outputs = try await [first, second]
            #expect(outputs.map(\.status).sorted() == [0, 6], "\(outputs.map(\.all))")
            try await project.expectAccount(reference)
        }
    }
}
