import Foundation

extension Locale {
    /// The language that the person reads first, as the journal takes it: "de-AT". One that the journal does not know gets
    /// English.
    public static var spoken: String { preferredLanguages.first ?? "en" }
}
