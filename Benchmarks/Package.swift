// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "waybill-benchmarks",
    dependencies: [.package(name: "waybill", path: "..")],
    targets: [
        // One set of offers in four formats.
        .executableTarget(name: "generate"),
        // Reads a feed as a program would: every field of every record as a typed value.
        .executableTarget(name: "read", dependencies: [.product(name: "Feeds", package: "waybill")]),
    ],
    swiftLanguageModes: [.v6]
)
