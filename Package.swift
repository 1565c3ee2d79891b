// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "waybill",
    products: [
        .executable(name: "waybill", targets: ["waybill"]),
        .library(name: "RedTrack", targets: ["RedTrack", "RedTrackHTTP"]),
        .library(name: "Waybill", targets: ["Waybill"]),
        .library(name: "Feeds", targets: ["Feeds"]),
        .library(name: "Routing", targets: ["Routing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Places, messages with stable ids, underline, suggestions. Imports nothing.
        .target(name: "Diagnostics"),

        // Bytes -> records with places.
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CXMLReader", dependencies: ["CLibXML2"]),
        .target(name: "CBytes"),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .target(name: "Feeds", dependencies: ["CBytes", "CISAL", "CXMLReader", "Diagnostics"]),

        // Expressions over record values.
        .target(name: "JMESPath", dependencies: ["Diagnostics", "Feeds"]),

        // The API: models, endpoints as values, paging, retry, budget; and its transport.
        .target(name: "RedTrack", dependencies: ["Diagnostics", "Feeds"]),
        .target(
            name: "RedTrackHTTP",
            dependencies: [
                "RedTrack",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),

        // Records of feeds -> objects.
        .target(name: "Mapping", dependencies: ["Diagnostics", "Feeds", "JMESPath", "RedTrack"]),

        // The templates that ship, as files beside the program.
        .target(
            name: "Templates", path: "templates", sources: ["ShippedTemplates.swift"],
            resources: [.copy("feeds"), .copy("trackers")]),

        // File formats <-> objects, feeds -> objects, lock file, lint.
        .target(
            name: "Manifests",
            dependencies: [
                "Diagnostics", "Feeds", "Mapping", "RedTrack",
                .product(name: "Yams", package: "Yams"),
            ]),

        // Ordered rules of other trackers -> disjoint streams, with proof: pure.
        .target(name: "Routing", dependencies: ["Diagnostics"]),

        // Tracker export -> rule trees -> manifest.
        .target(
            name: "Migration",
            dependencies: [
                "Diagnostics", "Feeds", "Manifests", "Mapping", "Planning", "RedTrack", "Routing",
            ]),

        // Snapshot, match, canonical diff, guards, plan, renderers: pure.
        .target(
            name: "Planning",
            dependencies: [
                "Diagnostics", "Feeds", "JMESPath", "Manifests", "Mapping", "RedTrack",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // Executor and journal.
        .target(
            name: "Execution",
            dependencies: [
                "Diagnostics", "Feeds", "Manifests", "Planning", "RedTrack",
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // The API as a server, reached from the CLI alone.
        .target(
            name: "Sandbox",
            dependencies: [
                "Feeds",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),

        // Commands, output types, terminal, exit codes: the only room that prints.
        .target(
            name: "WaybillCLI",
            dependencies: [
                "Diagnostics", "Execution", "Feeds", "Manifests", "Mapping", "Migration", "Planning",
                "RedTrack", "RedTrackHTTP", "Sandbox", "Templates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(name: "waybill", dependencies: ["WaybillCLI"]),

        // The umbrella library.
        .target(
            name: "Waybill",
            dependencies: [
                "Diagnostics", "Execution", "Feeds", "Manifests", "Planning", "RedTrack",
                "RedTrackHTTP",
            ],
            path: "Sources/WaybillLibrary"),

        // What several suites of tests share.
        .target(name: "TestSupport", dependencies: ["Feeds"], path: "Tests/TestSupport"),
        .systemLibrary(
            name: "CZlib", path: "Tests/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "FeedsTests", dependencies: ["CZlib", "Diagnostics", "Feeds", "TestSupport"]),
        .testTarget(
            name: "JMESPathTests", dependencies: ["Diagnostics", "Feeds", "JMESPath", "TestSupport"]),
        .testTarget(
            name: "RedTrackTests", dependencies: ["Diagnostics", "Feeds", "RedTrack", "TestSupport"]),
        .testTarget(
            name: "RedTrackHTTPTests", dependencies: ["Feeds", "RedTrack", "RedTrackHTTP", "Sandbox"]),
        .testTarget(
            name: "MappingTests",
            dependencies: [
                "Diagnostics", "Feeds", "JMESPath", "Manifests", "Mapping", "RedTrack", "TestSupport",
            ]),
        .testTarget(
            name: "ManifestsTests",
            dependencies: ["Diagnostics", "Feeds", "Manifests", "Mapping", "RedTrack", "TestSupport"]),
        .testTarget(
            name: "TemplatesTests",
            dependencies: [
                "Diagnostics", "Feeds", "JMESPath", "Manifests", "Mapping", "RedTrack", "TestSupport",
            ],
            exclude: ["Golden"]),
        .testTarget(
            name: "MigrationTests",
            dependencies: [
                "Diagnostics", "Feeds", "Manifests", "Migration", "Planning", "RedTrack", "Routing",
                "TestSupport",
            ],
            exclude: ["Report/Golden"]),
        .testTarget(name: "RoutingTests", dependencies: ["Diagnostics", "Routing", "TestSupport"]),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["Diagnostics", "Feeds", "Manifests", "Planning", "RedTrack", "TestSupport"],
            exclude: ["Golden"]),
        .testTarget(
            name: "ExecutionTests",
            dependencies: [
                "Diagnostics", "Execution", "Feeds", "Manifests", "Planning", "RedTrack",
                "RedTrackHTTP", "Sandbox", "TestSupport", "TortureRunner",
            ]),
        // Kills runs at every point; see scripts/torture.
        .executableTarget(
            name: "TortureRunner",
            dependencies: [
                "Execution", "Feeds", "Manifests", "Planning", "RedTrack", "RedTrackHTTP", "Sandbox",
            ],
            path: "Tests/TortureRunner"),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "Feeds", "Sandbox",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .testTarget(
            name: "WaybillCLITests",
            dependencies: [
                "Execution", "Feeds", "Manifests", "Migration", "Planning", "RedTrack", "Routing",
                "TestSupport", "WaybillCLI", "waybill",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Golden"]),
    ],
    swiftLanguageModes: [.v6]
)

// Some tests alone; see scripts/release-tests.
if let wanted = Context.environment["WAYBILL_TESTS"]?.split(separator: ",").map(String.init) {
    package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}

// Measures what only the package itself can call; see Benchmarks/mapping and Benchmarks/rendering.
if Context.environment["WAYBILL_BENCHMARKS"] != nil {
    package.targets.append(
        .executableTarget(
            name: "map", dependencies: ["Feeds", "Mapping"], path: "Benchmarks/Mapping/Sources"))
    package.targets.append(
        .executableTarget(
            name: "render", dependencies: ["Diagnostics", "Feeds", "Manifests", "Planning", "RedTrack"],
            path: "Benchmarks/Rendering/Sources"))
    package.targets.append(
        .executableTarget(
            name: "planbench", dependencies: ["Diagnostics", "Feeds", "Manifests", "Planning", "RedTrack"],
            path: "Benchmarks/Plan/Sources"))
}

// Every target of ours is compiled under the same rules.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
