// swift-tools-version: 6.3
import PackageDescription

// Fuzz targets for libFuzzer, one for each reader. Build and run them with ../scripts/fuzz: they have no `main` of
// their own, so that they link only with `--sanitize=fuzzer`.
let entry: [SwiftSetting] = [.unsafeFlags(["-parse-as-library"])]
let feeds: Target.Dependency = .product(name: "Feeds", package: "waybill")

let package = Package(
    name: "waybill-fuzz",
    dependencies: [.package(name: "waybill", path: "..")],
    targets: [
        .target(name: "Harness", dependencies: [feeds]),
        .executableTarget(name: "csv", dependencies: ["Harness", feeds], swiftSettings: entry),
        .executableTarget(name: "json", dependencies: ["Harness", feeds], swiftSettings: entry),
        .executableTarget(name: "xml", dependencies: ["Harness", feeds], swiftSettings: entry),
    ],
    swiftLanguageModes: [.v6]
)
