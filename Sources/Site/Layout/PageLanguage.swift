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

/// The words of the frame around a page and of its forms.
enum FrameWords {
    static let skip = Wording("本文へ進む", "本文に すすむ", "Skip to main content")
    static let sample = Wording("見本", "みほん", "Sample")
    static let sampleNote = Wording(
        "表示しているのは動作確認用の見本データです。実際の状況ではありません。", "これは みほんの データです。ほんとうの ことでは ありません。",
        "This is sample data for trying out the system. It is not real.")
    static let sampleRegion = Wording("見本の表示", "みほん", "Sample notice")
    static let trail = Wording("現在位置", "いまの ばしょ", "You are here")
    static let required = Wording("必須", "かならず", "Required")
    static let optional = Wording("任意", "書かなくても よい", "Optional")
    static let error = Wording("エラー", "まちがい", "Error")

    static func summary(_ count: Int) -> Wording {
        Wording("入力内容を確かめてください（\(count)件）", "もう一度 見て ください（\(count)つ）", "Please check your entries (\(count))")
    }

    static func up(to max: Int) -> Wording {
        Wording("\(max)文字まで", "\(max)文字まで", "Up to \(max) characters")
    }
}
