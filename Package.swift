// swift-tools-version: 6.1
import PackageDescription

// The street: imports go downwards only. namiki → Plan, Counter, Standardization, OpenData, Automation → Site → Ward → Storage, Tabular → Japanese.
// Engines (LifeEvents, Conversion, Documents, Notices, Datasets, Scenarios, Browsing) stand beside it: they import neither pages nor the database.
let package = Package(
    name: "namiki",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "namiki", targets: ["namiki"])],
    dependencies: [
        // Without its reading of configuration files, which needs a package more.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(
            name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CMeCab", providers: [.apt(["libmecab-dev"])]),

        .target(name: "Japanese"),
        .target(name: "Declaring", dependencies: ["Japanese", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "LifeEvents", dependencies: ["Japanese", "Declaring"],
            exclude: ["README.md"],
            plugins: ["EmbedTexts"]),
        .target(name: "Tabular", dependencies: ["Japanese", "CXlsxWriter", "CZip", "CExpat"]),
        .target(name: "Documents", dependencies: ["Japanese", "Tabular"], exclude: ["README.md"]),
        .target(
            name: "Notices", dependencies: ["Japanese", "Tabular", "Documents", "CMeCab"], exclude: ["README.md"]),
        .target(
            name: "Datasets", dependencies: ["Japanese", "Tabular"], exclude: ["README.md", "Knowledge"],
            plugins: ["EmbedTexts"]),
        .target(
            name: "Storage",
            dependencies: ["Japanese", "CLibPQ", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(
            name: "Ward",
            dependencies: [
                "Japanese", "Tabular", "Storage",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ], exclude: ["Migrations"], plugins: ["EmbedTexts"]),
        .target(
            name: "Site",
            dependencies: [
                "Ward", "Documents",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            exclude: ["README.md", "Assets"], plugins: ["EmbedTexts"]),
        .target(
            name: "Plan", dependencies: ["Site", "Notices", "Documents"],
            exclude: ["README.md", "Migrations"], plugins: ["EmbedTexts"]),
        .target(
            name: "Counter", dependencies: ["Site", "LifeEvents", .product(name: "Yams", package: "Yams")],
            exclude: ["README.md", "Migrations"], plugins: ["EmbedTexts"]),
        .target(
            name: "Conversion",
            dependencies: ["Japanese", "Tabular", "Declaring", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["Knowledge"], plugins: ["EmbedTexts"]),
        .target(
            name: "Standardization", dependencies: ["Site", "Conversion", "Declaring"],
            exclude: ["README.md", "Migrations"], plugins: ["EmbedTexts"]),
        .target(
            name: "OpenData", dependencies: ["Site", "Datasets"],
            exclude: ["README.md", "Migrations"], plugins: ["EmbedTexts"]),
        .target(
            name: "Scenarios", dependencies: ["Japanese", "Tabular", "Declaring"], exclude: ["README.md", "Knowledge"],
            plugins: ["EmbedTexts"]),
        .target(
            name: "Browsing",
            dependencies: [
                "Scenarios", "Japanese",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            exclude: ["README.md", "Assets"], plugins: ["EmbedTexts"]),
        .target(
            name: "Automation", dependencies: ["Site", "Scenarios", "Browsing", "Declaring"],
            exclude: ["README.md", "Migrations"], plugins: ["EmbedTexts"]),
        .target(
            name: "SampleSystem",
            dependencies: [.product(name: "Hummingbird", package: "hummingbird")], exclude: ["README.md"]),
        .target(name: "SyntheticWard", dependencies: ["Japanese"], exclude: ["Knowledge"], plugins: ["EmbedTexts"]),
        .executableTarget(
            name: "namiki",
            dependencies: ["Plan", "Counter", "Standardization", "OpenData", "Automation", "SyntheticWard"]),

        .executableTarget(name: "embed-texts"),
        .plugin(name: "EmbedTexts", capability: .buildTool, dependencies: ["embed-texts"]),

        .target(name: "RandomTesting"),
        .target(name: "StorageTesting", dependencies: ["Storage", "CLibPQ"]),
        .target(
            name: "WardTesting",
            dependencies: [
                "Ward", "RandomTesting", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        .target(name: "SiteTesting", dependencies: ["Site", "WardTesting"]),
        .testTarget(
            name: "DocumentsTests", dependencies: ["Documents", "RandomTesting"], exclude: ["Fixtures"]),
        .testTarget(
            name: "NoticesTests", dependencies: ["Notices", "RandomTesting"], exclude: ["Texts"]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Japanese", "Tabular", "RandomTesting"]),
        .testTarget(name: "JapaneseTests", dependencies: ["Japanese", "RandomTesting"]),
        .testTarget(
            name: "LifeEventsTests", dependencies: ["LifeEvents", "RandomTesting", "Tabular"],
            exclude: ["Golden"]),
        .testTarget(name: "TabularTests", dependencies: ["Tabular", "RandomTesting"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "StorageTesting", "RandomTesting"]),
        .testTarget(name: "WardTests", dependencies: ["Ward", "StorageTesting", "WardTesting", "RandomTesting"]),
        .testTarget(
            name: "SiteTests", dependencies: ["Site", "StorageTesting", "WardTesting", "SiteTesting", "RandomTesting"]),
        .testTarget(
            name: "PlanTests",
            dependencies: ["Plan", "StorageTesting", "WardTesting", "SiteTesting", "RandomTesting"]),
        .testTarget(
            name: "CounterTests",
            dependencies: ["Counter", "StorageTesting", "WardTesting", "SiteTesting", "RandomTesting"]),
        .testTarget(name: "ConversionTests", dependencies: ["Conversion", "RandomTesting"]),
        .testTarget(name: "SyntheticWardTests", dependencies: ["SyntheticWard", "Conversion"]),
        .testTarget(
            name: "StandardizationTests",
            dependencies: [
                "Standardization", "SyntheticWard", "StorageTesting", "WardTesting", "SiteTesting", "RandomTesting",
            ]),
        .testTarget(
            name: "OpenDataTests",
            dependencies: ["OpenData", "StorageTesting", "WardTesting", "SiteTesting", "RandomTesting"]),
        .testTarget(name: "ScenariosTests", dependencies: ["Scenarios", "RandomTesting"]),
        .testTarget(name: "BrowsingTests", dependencies: ["Browsing", "Scenarios", "SampleSystem", "RandomTesting"]),
        .testTarget(
            name: "AutomationTests",
            dependencies: [
                "Automation", "SampleSystem", "StorageTesting", "WardTesting", "SiteTesting", "RandomTesting",
            ]),
        .testTarget(
            name: "PlatformTests",
            dependencies: ["namiki", "Plan", "Counter", "OpenData", "Automation", "WardTesting", "SiteTesting"]),
    ]
)

// One optimised build serves the people who run the program and the tests that look inside it: what was tested is what runs.
for target in package.targets where target.type == .regular || target.type == .executable {
    target.swiftSettings = [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]
}
// Tests import what their modules are built on, too: named here, they are compiled anew whenever it changes.
let known = Dictionary(package.targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
func namesBelow(_ target: Target, in known: [String: Target]) -> Set<String> {
    target.dependencies.reduce(into: []) { names, dependency in
        guard case .byNameItem(let name, _) = dependency, let below = known[name] else { return }
        if below.type == .regular { names.insert(name) }
        names.formUnion(namesBelow(below, in: known))
    }
}
for target in package.targets where target.type == .test {
    let named = target.dependencies.compactMap { dependency -> String? in
        guard case .byNameItem(let name, _) = dependency else { return nil }
        return name
    }
    target.dependencies += namesBelow(target, in: known).subtracting(named).sorted().map { .byName(name: $0) }
    // The tests themselves are compiled for the compiler's time, not for theirs.
    target.swiftSettings = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
}
