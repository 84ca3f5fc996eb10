import Foundation
import NightCramp
import Testing

/// The windows that Rust, Kotlin and Swift build of the same zones, each from a database of its own.
@Suite("The zones of all languages")
struct ZoneVectorsTests {
    struct Zones: Decodable {
        struct Change: Decodable {
            let at: Date
            let offsetS: Int32
        }
        struct Window: Decodable {
            let tzdb, zone: String
            let start, end: Date
            let offsetS: Int32
            let transitions: [Change]

            var told: ZoneWindow {
                ZoneWindow(
                    zone: zone, start: start, end: end, offsetS: offsetS,
                    transitions: transitions.map { Transition(at: $0.at, offsetS: $0.offsetS) })
            }

            func built() throws -> ZoneWindow {
                .from(try #require(TimeZone(identifier: zone), "\(zone)"), start: start, end: end)
            }
        }
        let windows: [Window]
    }

    @Test("a window is that of every other database")
    func windows() throws {
        let here = TimeZone.timeZoneDataVersion
        let all = (try vectors("zones.json") as Zones).windows
        // The laws of the others are younger than this system. A phone that knows them is asked in the same way.
        let known = all.filter { $0.tzdb <= here }
        print("zones: this system has \(here); not compared: \(all.filter { $0.tzdb > here }.map(\.zone))")

        for window in known { #expect(try window.built() == window.told, "\(window.zone)") }
        let zones = Set(known.map(\.zone)).count
        print("figure zones_swift \(zones) zones promise >= 40")
        #expect(zones >= 40, "this system is too old to tell: \(here)")
    }
}
