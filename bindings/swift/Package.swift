// swift-tools-version: 6.0
// The journal for Swift. Make the library and its Swift code first: bindings/scripts/generate
// Build and test everything: bindings/scripts/test-swift
import Foundation
import PackageDescription

// An app for Apple systems embeds the XCFramework that bindings/scripts/package-apple leaves here. Without one, and on
// Linux always, the library of this machine is linked.
let framework = "NightCrampFFI.xcframework"
let hasFramework = FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(framework)")
let library = "\(Context.packageDirectory)/../../target/release/libnightcramp_ffi.a"

let package = Package(
    name: "NightCramp",
    platforms: [.iOS(.v17), .macOS(.v14), .watchOS(.v10)],
    products: [
        .library(name: "NightCramp", targets: ["NightCramp"]),
        .library(name: "NightCrampInbox", targets: ["NightCrampInbox"]),
    ],
    targets: [
        hasFramework
            ? .binaryTarget(name: "NightCrampFFI", path: framework)
            : .systemLibrary(name: "NightCrampFFI"),
        .target(
            name: "NightCramp",
            dependencies: ["NightCrampFFI"],
            linkerSettings: hasFramework ? [] : [.unsafeFlags(["-Xlinker", library])]
        ),
        // For widgets, controls and watches: no native code, so it starts at once and never opens the journal.
        .target(name: "NightCrampInbox"),
        .executableTarget(name: "TapperForTests", dependencies: ["NightCramp"], path: "Tests/TapperForTests"),
        .testTarget(name: "NightCrampTests", dependencies: ["NightCramp", "NightCrampInbox", "TapperForTests"]),
        .testTarget(name: "NightCrampInboxTests", dependencies: ["NightCrampInbox"]),
    ],
    swiftLanguageModes: [.v6]
)
