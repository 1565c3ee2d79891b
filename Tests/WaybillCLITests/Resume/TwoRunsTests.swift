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
            // The first one is turned away for as long as the second one tries.
            try await project.sandbox.setFaults([
                #""method": "POST", "after": 3, "fault": "status", "status": 429, "retry_after": 3"#
            ])
            let first = try await project.waybill("apply", "team", "--yes") { _ in
                try await project.waitForWrites(4)
                let second = try await apply(project, "team", "--yes")
                #expect(second.status == 5, "\(second.all)")
                #expect(second.err.contains("`waybill apply`"), "\(second.all)")
                #expect(second.err.contains("process "), "\(second.all)")
                try await project.sandbox.setFaults([])
            }
            #expect(first.status == 0, "\(first.all)")
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
