/// The language of a page. Staff pages are in Japanese; pages for residents may be in any of these.
public enum PageLanguage: String, CaseIterable, Hashable, Sendable {
    case japanese = "ja"
    /// やさしい日本語
    case easy
    case english = "en"

    /// For the attribute `lang` (BCP 47).
    public var tag: String { self == .english ? "en" : "ja" }

    /// Its own name.
    public var name: String {
        switch self {
        case .japanese: "日本語"
        case .easy: "やさしい 日本語"
        case .english: "English"
        }
    }
}
