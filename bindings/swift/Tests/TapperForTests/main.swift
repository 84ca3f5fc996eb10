// Taps without end, and prints the id of each tap once it is acknowledged, until somebody kills it.
// Usage: TapperForTests <directory> <milliseconds since 1970 of the first tap>
import Foundation
import NightCramp

let journal = try Journal.open(dir: CommandLine.arguments[1])
guard let first = Double(CommandLine.arguments[2]) else { exit(2) }
for n in 0... {
    // A minute apart: none joins another.
    let at = Date(timeIntervalSince1970: first / 1000 + Double(n) * 60)
    let tap = Tap(id: journal.newId(), at: Moment(at: at, offsetS: 3600, zone: "Europe/Berlin"), source: .app)
    _ = try journal.tap(tap: tap)
    FileHandle.standardOutput.write(Data("\(tap.id)\n".utf8))
}
