import Japanese

/// What a form says about a field that is empty or wrong, in the three languages.
enum FormWords {
    static func empty(_ label: String) -> Wording {
        Wording("「\(label)」を入力してください。", "「\(label)」を 書いて ください。", "Please enter “\(label)”.")
    }

    static func notChosen(_ label: String) -> Wording {
        Wording("「\(label)」を選んでください。", "「\(label)」を えらんで ください。", "Please choose “\(label)”.")
    }

    static func severalLines(_ label: String) -> Wording {
        Wording(
            "「\(label)」は改行せずに1行で入力してください。", "「\(label)」は 1行で 書いて ください。",
            "Please enter “\(label)” on one line.")
    }

    static func tooLong(_ label: String, max: Int, count: Int) -> Wording {
        Wording(
            "「\(label)」は\(max)文字以内にしてください（現在\(count)文字、\(count - max)文字超過）。",
            "「\(label)」は \(max)文字までに して ください（いま \(count)文字）。",
            "“\(label)” may have up to \(max) characters (now \(count)).")
    }

    static func controlCharacters(_ label: String) -> Wording {
        Wording(
            "「\(label)」に表示できない制御文字が含まれています。入力し直してください。", "「\(label)」に 使えない 文字が あります。もう一度 書いて ください。",
            "“\(label)” contains characters that cannot be shown. Please enter it again.")
    }

    static func noDay(_ label: String, _ text: String) -> Wording {
        Wording(
            "「\(label)」の「\(text)」を日付として読めません。令和6年9月30日のように、実在する日を入力してください。",
            "「\(label)」の「\(text)」は 日として わかりません。2024-09-30の ように 書いて ください。",
            "“\(text)” in “\(label)” is not a date. Please write it like 2024-09-30.")
    }

    static func dayBefore(_ label: String, _ day: CivilDate) -> Wording {
        Wording(
            "「\(label)」は\(day.japanese)以後の日にしてください。", "「\(label)」は \(day.japanese)か、それより あとの 日に して ください。",
            "“\(label)” must be \(day.english) or later.")
    }

    static func dayAfter(_ label: String, _ day: CivilDate) -> Wording {
        Wording(
            "「\(label)」は\(day.japanese)以前の日にしてください。", "「\(label)」は \(day.japanese)か、それより 前の 日に して ください。",
            "“\(label)” must be \(day.english) or earlier.")
    }

    static func notListed(_ label: String) -> Wording {
        Wording(
            "「\(label)」は一覧にあるものから選び直してください。", "「\(label)」を もう一度 えらんで ください。",
            "Please choose “\(label)” from the list again.")
    }
}
