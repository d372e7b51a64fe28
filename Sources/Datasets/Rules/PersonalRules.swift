import Japanese

/// What should not be public: numbers and addresses of persons, and texts that a spreadsheet would run.
enum PersonalRules {
    /// Twelve figures whose last one is the check digit of 個人番号, alone in a value or in a text.
    static func number(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard mayHoldNumbers(column.kind) else { return nil }
        for run in digitRuns(value) where run.utf8.count == 12 && CodeDigits.holds(.individualNumber, run) {
            return ValueFlaw(
                rule: .individualNumber, message: "個人番号（マイナンバー）らしい12桁の数字があります。公開してはいけない番号でないか確かめてください。",
                replacement: nil)
        }
        return nil
    }

    /// 070, 080, 090 and eight figures.
    static func mobile(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard mayHoldNumbers(column.kind) else { return nil }
        for run in digitRuns(value, passing: "-‐−–—―ー() ") where run.utf8.count == 11 {
            guard ["070", "080", "090"].contains(String(run.prefix(3))) else { continue }
            return ValueFlaw(
                rule: .mobilePhone, message: "携帯電話の番号です。個人の番号でないか、公開してよいか確かめてください。", replacement: nil)
        }
        return nil
    }

    /// Figures of a corporate number or behind the point of an angle are no others.
    private static func mayHoldNumbers(_ kind: ColumnKind) -> Bool {
        switch kind {
        case .corporateNumber, .latitude, .longitude: false
        default: true
        }
    }

    static func mail(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard column.kind != .url else { return nil }
        let narrow = value.precomposedNarrow
        guard let at = narrow.firstIndex(of: "@"), at != narrow.startIndex else { return nil }
        let before = narrow[narrow.index(before: at)]
        let host = narrow[narrow.index(after: at)...].prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0))
        }
        guard before.isASCII, before.isLetter || before.isNumber || "._-+".contains(before),
            host.contains("."), !host.hasSuffix(".")
        else { return nil }
        // The office's own addresses are public.
        if host.hasSuffix(".lg.jp") || host.hasSuffix(".go.jp") { return nil }
        return ValueFlaw(
            rule: .mailAddress, message: "メールアドレスがあります。個人のものでないか、公開してよいか確かめてください。", replacement: nil)
    }

    /// What begins with = + - @ is run by a spreadsheet, unless it is a number.
    static func formula(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard let first = value.unicodeScalars.first, "=+-@\t＝＋－＠".unicodeScalars.contains(first) else { return nil }
        // A mark for “nothing” runs nothing, and so does a number.
        if value.unicodeScalars.count == 1 || NumberText(value) != nil { return nil }
        if first == "-" || first == "－", !value.contains(where: { "(!|=".contains($0) }) { return nil }
        return ValueFlaw(
            rule: .formulaText, message: "表計算ソフトで数式として動く文字列です。先頭の記号を除くか、値を確かめてください。", replacement: nil)
    }

    /// Columns whose name says that they are about persons.
    static func columnFlaw(_ heading: String) -> String? {
        // 発生年月日 is no 生年月日.
        let key = TextKey(heading).text.replacing("発生年月日", with: "")
        guard let word = words.first(where: { key.contains($0) }) else { return nil }
        return "「\(word)」の項目があります。個人に関する情報でないか、公開してよいか確かめてください。"
    }

    private static let words = [
        "氏名", "個人番号", "マイナンバー", "生年月日", "本籍", "続柄", "口座番号", "担当者名", "代表者名", "管理者名", "開設者名", "届出者", "申請者", "個人名",
    ]

    /// Figures in a row, full-width ones in ASCII; characters of `passing` may stand between them.
    private static func digitRuns(_ value: String, passing: String = "") -> [String] {
        var runs: [String] = []
        var run = ""
        for character in value.precomposedNarrow {
            if character.isASCII, character.isNumber {
                run.append(character)
            } else if run.isEmpty || !passing.contains(character) {
                if !run.isEmpty { runs.append(run) }
                run = ""
            }
        }
        if !run.isEmpty { runs.append(run) }
        return runs
    }
}
