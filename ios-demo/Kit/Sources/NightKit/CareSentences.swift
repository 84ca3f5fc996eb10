// What is said about the journal itself: how it is, what came back, how much room is missing.
import Foundation
import NightCramp

extension Notice {
    /// Storage is nearly full. Free 2 MB to keep logging in the journal.
    public var words: String {
        switch self {
        case .full(missingBytes: 0): Words.Notice.full
        case .full(let missingBytes): Words.Notice.nearlyFull(missingBytes.neededWords)
        case .recovered(let back, let lost):
            "\(Words.Notice.recovered) \(recoveredWords(back, lost)) \(Words.Notice.oldFileKept)"
        case .newerApp: Words.Notice.newerApp
        case .readOnly: Words.Notice.readOnly
        case .unreadable: Words.Notice.unreadable
        }
    }
}

extension Health {
    /// The rows of the help page, with dates as on the wall clock of `now`.
    func rows(on now: Moment) -> [PageRow] {
        func date(_ at: Date) -> String {
            Moment(at: at, offsetS: now.offsetS, zone: now.zone).day?.dateWords ?? Words.Help.notKnown
        }
        let newest = copies.map(\.madeAt).max().map { "\(copies.count), newest \(date($0))" }
        let told = problems.map(\.words).joined(separator: "\n")
        let rows = [
            PageRow(label: Words.Help.size, value: bytes.sizeWords),
            PageRow(label: Words.Help.free, value: freeBytes?.sizeWords ?? Words.Help.notKnown),
            PageRow(label: Words.Help.checked, value: checkedAt.map(date) ?? Words.Help.notYet),
            PageRow(label: Words.Help.copies, value: newest ?? Words.Help.none),
            PageRow(label: Words.Help.problems, value: told.isEmpty ? Words.Help.none : told),
        ]
        guard let recovery, case .recovered(let back, let lost) = Notice(recovery) else { return rows }
        return rows + [
            PageRow(label: Words.Help.recovered, value: "\(date(recovery.at)). \(recoveredWords(back, lost))")
        ]
    }
}

extension Problem {
    /// One sentence for the help page.
    var words: String {
        switch self {
        case .readOnly: Words.Help.nothingAdded
        case .storageLow(let missingBytes): "\(missingBytes.neededWords) of storage to free."
        case .checkOverdue: Words.Help.overdue
        case .rowsSetAside(let rows): "\(entries(Int(rows))) damaged and set aside."
        case .filesSetAside(let folders): folders == 1 ? "1 old file kept." : "\(folders) old files kept."
        case .damaged: Words.Help.damaged
        }
    }
}

extension CalendarDay {
    /// 23 November 2026.
    var dateWords: String { "\(day) \(monthWords)" }
}

extension UInt64 {
    /// 350 KB, 1.2 MB, 64 MB or 3.4 GB, as phones count: in thousands.
    var sizeWords: String {
        switch self {
        case ..<1_000_000: "\((self + 999) / 1_000) KB"
        case ..<1_000_000_000: "\(tenths(of: 1_000_000)) MB"
        default: "\(tenths(of: 1_000_000_000)) GB"
        }
    }

    /// So many MB that it is enough.
    fileprivate var neededWords: String { "\(self / 1_000_000 + (isMultiple(of: 1_000_000) ? 0 : 1)) MB" }

    private func tenths(of unit: UInt64) -> String {
        let tenths = self / (unit / 10)
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
    }
}

/// 212 entries are back, 3 could not be read again.
private func recoveredWords(_ back: Int, _ lost: Int) -> String {
    let rest = lost == 0 ? "" : ", \(lost) could not be read again"
    return "\(entries(back)) \(back == 1 ? "is" : "are") back\(rest)."
}

private func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }
