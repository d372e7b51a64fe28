import Japanese

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
