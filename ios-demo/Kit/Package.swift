// swift-tools-version: 6.0
// What the iOS demo's screens hold, without pixels: runs and is tested on Linux too. See bindings/scripts/test-swift.
import PackageDescription

let package = Package(
    name: "NightKit",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "NightKit", targets: ["NightKit"])],
    dependencies: [.package(path: "../../bindings/swift")],
    targets: [
        .target(
            name: "NightKit",
            dependencies: [
                .product(name: "NightCramp", package: "swift"),
                .product(name: "NightCrampInbox", package: "swift"),
            ]
        ),
        .testTarget(
            name: "NightKitTests",
            dependencies: ["NightKit", .product(name: "NightCramp", package: "swift")],
            // Swift 6.0's own Observation library on Linux lacks a symbol that nobody calls.
            linkerSettings: [.unsafeFlags(["-Xlinker", "--allow-shlib-undefined"], .when(platforms: [.linux]))]
        ),
    ],
    swiftLanguageModes: [.v6]
)
