// swift-tools-version: 6.1
import PackageDescription

/// Settings every module shares: Swift 6 mode, `any` spelled out, imports not leaked to importers.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the product. The order below is the order of the layers, lowest first: a module may
/// only name modules above it in this list, and `ArchitectureTests` checks that its imports agree.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    swiftSettings: house)
}

let package = Package(
  name: "mingzhang",
  products: [.executable(name: "mingzhang", targets: ["mingzhang"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // For tests alone: what it writes, our workbooks are held against.
    .systemLibrary(
      name: "CXLSXWriter", path: "Tests/CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CAtomicRename"),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CTheme", exclude: ["starter", "embed.sh"]),

    module("Diagnostics"),
    module("Documents", ["Diagnostics", "CYAML"]),
    module("Extraction", ["Diagnostics", "CArchive", "CXML"]),
    module("Figures", ["Diagnostics"]),
    module("Forms", ["Diagnostics", "Documents", "Figures"]),
    module("Markdown", ["Diagnostics", "CCMarkGFM"]),
    module("Disclosures", ["Diagnostics", "Documents", "Extraction", "Figures", "Forms", "Markdown"]),
    module("Validation", ["Diagnostics", "Extraction", "Figures", "Forms", "Markdown", "Disclosures"]),
    module(
      "Rendering",
      [
        "Diagnostics", "Figures", "Forms", "Markdown", "Disclosures",
      ]),
    module("Export", ["Diagnostics", "Figures", "Forms", "Disclosures", "CZlib"]),
    module(
      "Site",
      [
        "Diagnostics", "Documents", "Extraction", "Figures", "Forms", "Markdown", "Disclosures", "Validation",
        "Rendering", "Export", "CTheme", "CMalloc", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    module(
      "Publishing",
      ["Diagnostics", "CAtomicRename", .product(name: "Crypto", package: "swift-crypto")]),
    module(
      "Preview",
      [
        "Diagnostics",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    module(
      "CommandLine",
      [
        "Diagnostics", "Documents", "Extraction", "Figures", "Forms", "Markdown", "Disclosures", "Validation",
        "Rendering",
        "Export", "Site", "Publishing", "Preview", "CTheme",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "mingzhang", dependencies: ["CommandLine"], swiftSettings: house),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Forms", "Disclosures"], path: "Tests/TestSupport",
      swiftSettings: house),
    .target(
      name: "GeneratedData", dependencies: ["Diagnostics", "Figures", "Forms", "Disclosures", "TestSupport"],
      path: "Tests/GeneratedData", swiftSettings: house),
    .executableTarget(
      name: "Benchmark", dependencies: ["Diagnostics", "Documents", "Site", "TestSupport", "CYAML", "CCMarkGFM"],
      path: "Tests/Benchmark", exclude: ["hugo"], swiftSettings: house),
    .executableTarget(
      name: "MutationRun",
      dependencies: [
        "Diagnostics", "Documents", "Figures", "Forms", "Disclosures", "Validation", "Site", "GeneratedData",
        "TestSupport",
      ],
      path: "Tests/MutationRun", swiftSettings: house),
    .executableTarget(
      name: "ReleaseKillProbe", dependencies: ["Publishing"], path: "Tests/ReleaseKillProbe",
      swiftSettings: house),
    tests(of: "Diagnostics"),
    tests(of: "Documents"),
    tests(of: "Extraction", ["CArchive"]),
    tests(of: "Figures"),
    tests(of: "Forms"),
    tests(of: "Markdown"),
    tests(of: "Disclosures"),
    tests(of: "Validation", ["Extraction", "GeneratedData"]),
    // The library that says how Mustache fills a template: ours is held against it.
    tests(of: "Rendering", [.product(name: "Mustache", package: "swift-mustache")]),
    tests(of: "Export", ["Extraction", "CXLSXWriter"]),
    tests(of: "Site", ["Extraction", .product(name: "Crypto", package: "swift-crypto")]),
    tests(of: "Publishing", ["ReleaseKillProbe"]),
    tests(of: "Preview"),
    tests(of: "CommandLine", ["mingzhang"]),
  ]
)

// `make fuzz` alone: it needs libFuzzer, which is its `main`.
if Context.environment["MINGZHANG_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Diagnostics", "Documents", "Extraction", "Figures", "Forms", "Markdown", "Disclosures", "Validation",
        "Rendering",
        "Export", "Site", "Publishing", "Preview", "TestSupport",
      ],
      path: "Tests/Fuzz", swiftSettings: house))
}
