import Foundation
import NightCramp

/// One number to call.
public struct Call: Hashable, Sendable {
    /// As the person reads it: 116 117.
    public let number: String
    /// What dials it: `tel:116117`.
    public let address: URL

    /// A call to a number; nil where nothing in it can be dialled.
    public init?(_ number: String) {
        let dialled = number.filter { $0.isASCII && ($0.isNumber || "+*#".contains($0)) }
        guard dialled.contains(where: \.isNumber), let address = URL(string: "tel:\(dialled)") else { return nil }
        self.number = number
        self.address = address
    }
}

/// Whom to call, as the core says it for the person's country.
public struct Calls: Hashable, Sendable {
    /// The number for a medical emergency; nil while no country is known.
    public let emergency: Call?
    /// The line for advice within the day, where there is one.
    public let advice: Call?
    /// The numbers that work in most of the world.
    public let common: [Call]

    /// The calls to the core's numbers.
    public init(_ phones: PhoneNumbers) {
        emergency = phones.emergency.flatMap(Call.init)
        advice = phones.advice.flatMap(Call.init)
        common = phones.common.compactMap(Call.init)
    }

    /// Where the journal cannot even say a number.
    static let anywhere = Calls(PhoneNumbers(emergency: nil, advice: nil, common: Words.Urgent.numbers))

    /// For help now: the country's number, or all that may be it.
    public var help: [Call] { emergency.map { [$0] } ?? common }

    /// What else could be called from the card of the day.
    public var others: [Call] { (common + [advice].compactMap { $0 }).filter { $0 != emergency } }
}
