import ArgumentParser

/// The options of a plan that concern the project's policies.
struct PolicyOptions: ParsableArguments {
    @Flag(
        name: .customLong("policy-only"),
        help:
            "Print only what the policies of waybill.yaml say of the plan; exit with 5 when one is violated.")
    var policyOnly = false
}
