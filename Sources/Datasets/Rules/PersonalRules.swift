import Japanese

/// What should not be public: numbers and addresses of persons, and texts that a spreadsheet would run.
enum PersonalRules {
    /// Twelve figures whose last one is the check digit of 個人番号, alone in a value or in a text, however they are written.
    static func number(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard mayHoldNumbers(column.kind) else { return nil }
        let figures = FigureText(value)
        if figures.holdsIndividualNumber {
            return ValueFlaw(
                rule: .individualNumber, message: "個人番号（マイナンバー）らしい12桁の数字があります。公開してはいけない番号でないか確かめてください。",
                replacement: nil)
        }
        if figures.isResidentCode, isResidentCodes(column.heading) {
            return ValueFlaw(rule: .residentCode, message: "住民票コードがあります。公開できません。列を削ってください。", replacement: nil)
        }
        return nil
    }

    /// 070, 080, 090 and eight figures.
    static func mobile(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard mayHoldNumbers(column.kind), FigureText(value).holdsMobilePhone else { return nil }
        return ValueFlaw(
            rule: .mobilePhone, message: "携帯電話の番号です。個人の番号でないか、公開してよいか確かめてください。", replacement: nil)
    }

    /// Figures behind the point of an angle are no others.
    static func mayHoldNumbers(_ kind: ColumnKind) -> Bool {
        switch kind {
        case .latitude, .longitude: false
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

    static func formula(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard FormulaText.isRun(value) else { return nil }
        return ValueFlaw(
            rule: .formulaText, message: "表計算ソフトで数式として動く文字列です。先頭の記号を除くか、値を確かめてください。", replacement: nil)
    }

    /// What stands in a heading is public as well.
    static func headingFlaws(_ heading: String) -> [ValueFlaw] {
        let plan = ColumnPlan(
            position: 0, heading: heading, kind: .text, isRequired: false, isStandard: false, isKey: false)
        return [number, mobile, mail, formula].compactMap { $0(heading, plan, CheckOptions()) }
    }

    /// Columns whose name says that they are about persons.
    static func columnFlaw(_ heading: String) -> String? {
        // 発生年月日 is no 生年月日.
        let key = self.key(heading).replacing("発生年月日", with: "")
        guard
            let word = words.first(where: { key.contains(TextKey($0).text) })
                ?? names.first(where: { key == TextKey($0).text })
        else { return nil }
        return "「\(word)」の項目があります。個人に関する情報でないか、公開してよいか確かめてください。"
    }

    static func isResidentCodes(_ heading: String) -> Bool { key(heading).contains(TextKey("住民票コード").text) }

    static func isIndividualNumbers(_ heading: String) -> Bool {
        ["個人番号", "マイナンバー"].contains { key(heading).contains(TextKey($0).text) }
    }

    private static func key(_ heading: String) -> String {
        TextKey(String(String.UnicodeScalarView(heading.unicodeScalars.filter { !$0.isUnseen }))).text
    }

    private static let words = [
        "氏名", "個人番号", "マイナンバー", "生年月日", "本籍", "続柄", "口座番号", "担当者名", "代表者名", "管理者名", "開設者名", "届出者", "申請者", "個人名", "お名前",
        "世帯主", "住民票コード",
    ]

    /// Of persons where they are the whole heading: 施設名フリガナ and 店の名前 are of places.
    private static let names = ["名前", "フリガナ", "ふりがな"]
}
