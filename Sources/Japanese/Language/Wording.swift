/// One phrase in the three languages.
///
///     Wording("期限", "いつまで", "Deadline")[language]
public struct Wording: Hashable, Sendable {
    public let japanese: String
    public let easy: String
    public let english: String

    public init(_ japanese: String, _ easy: String, _ english: String) {
        self.japanese = japanese
        self.easy = easy
        self.english = english
    }

    public subscript(language: PageLanguage) -> String {
        switch language {
        case .japanese: japanese
        case .easy: easy
        case .english: english
        }
    }
}
