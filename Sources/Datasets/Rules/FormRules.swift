import Japanese

/// The form of the values of each kind of column.
enum FormRules {
    static func check(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        switch column.kind {
        case .municipalityCode, .placeCode: municipality(value, options)
        case .townID: townID(value)
        case .corporateNumber: corporateNumber(value)
        case .time: column.isStandard || ClockTime(value) != nil ? time(value) : nil
        case .date: date(value)
        case .phone: phone(value)
        case .postalCode: postalCode(value)
        case .presence: presence(value)
        case .flag: flag(value)
        case .list: list(value)
        case .url: url(value)
        case .latitude, .longitude: coordinate(value, column.kind)
        default: nil
        }
    }

    /// The value is what its column holds, or becomes it by a repair of the form alone.
    static func isForm(_ value: String, _ kind: ColumnKind) -> Bool {
        switch kind {
        case .municipalityCode, .placeCode, .corporateNumber, .townID, .postalCode, .phone:
            value.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x28 || $0 == 0x29 || $0 == 0x20 }
        case .count, .number, .latitude, .longitude: NumberText(value) != nil
        case .time: ClockTime(value) != nil
        case .date: CivilDate(reading: value) != nil
        case .flag: value == "1"
        case .url: value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        default: true
        }
    }

    private static func municipality(_ value: String, _ options: CheckOptions) -> ValueFlaw? {
        if CodeDigits.isMunicipality(value) { return nil }
        let figures = value.precomposedNarrow.filter { $0 != " " }
        let proposal = CodeDigits.municipality(figures, known: options.municipality)
        let message: String
        switch (proposal, figures.utf8.count) {
        case (let code?, _): message = "先頭の0または検査数字が失われています。\(code)と書いてください。"
        case (nil, 6) where figures.allSatisfy(\.isNumber): message = "検査数字が合いません。6桁のコードを確かめてください。"
        default: message = "全国地方公共団体コード（検査数字を含む半角6桁）ではありません。コードを確かめてください。"
        }
        return ValueFlaw(rule: .municipalityCode, message: message, replacement: proposal)
    }

    /// Seven figures, as in the address base registry, or with a hyphen behind the first four, as in the definitions' example.
    private static func townID(_ value: String) -> ValueFlaw? {
        let parts = value.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        let isFigures = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
        if isFigures, parts.map(\.count) == [7] || parts.map(\.count) == [4, 3] { return nil }
        return ValueFlaw(
            rule: .townID, message: "町字IDは半角7桁の数字（0008001または0008-001）です。先頭の0が失われていないか確かめてください。",
            replacement: nil)
    }

    private static func corporateNumber(_ value: String) -> ValueFlaw? {
        if CodeDigits.holds(.corporateNumber, value) { return nil }
        let figures = value.filter { $0.isASCII && $0.isNumber }
        if CodeDigits.holds(.corporateNumber, figures), value.allSatisfy({ $0.isNumber || "- 　T".contains($0) }) {
            return ValueFlaw(rule: .corporateNumber, message: "法人番号は半角13桁の数字だけで書いてください。", replacement: figures)
        }
        return ValueFlaw(
            rule: .corporateNumber, message: "法人番号（半角13桁）ではないか、検査数字が合いません。番号を確かめてください。", replacement: nil)
    }

    private static func time(_ value: String) -> ValueFlaw? {
        let read = ClockTime(value)
        if read?.text == value { return nil }
        return ValueFlaw(
            rule: .time,
            message: read == nil ? "時刻（HH:MM、半角）ではありません。時刻のほかのことは特記事項に書いてください。" : "時刻はHH:MM（半角）で書いてください。",
            replacement: read?.text)
    }

    private static func date(_ value: String) -> ValueFlaw? {
        if CivilDate(iso: value) != nil { return nil }
        let read = CivilDate(reading: value) ?? CivilDate(reading: withEraLetter(value)) ?? midnight(value)
        let isEra = value.unicodeScalars.contains { "明大昭平令MTSHRmtshr㍾㍽㍼㍻".unicodeScalars.contains($0) }
        return ValueFlaw(
            rule: isEra ? .westernYears : .date,
            message: read == nil
                ? "日付（YYYY-MM-DD、半角）として読めません。年月日を確かめてください。"
                : isEra ? "和暦の日付です。西暦（YYYY-MM-DD）で書いてください。" : "日付はYYYY-MM-DD（半角）で書いてください。",
            replacement: read?.description)
    }

    /// A day that a spreadsheet gave the time 0:00: 2020-02-19 00:00:00.
    private static func midnight(_ value: String) -> CivilDate? {
        for ending in [" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"] where value.hasSuffix(ending) {
            return CivilDate(reading: String(value.dropLast(ending.count)))
        }
        return nil
    }

    /// 昭32. 7. 1 → S32.7.1
    private static func withEraLetter(_ value: String) -> String {
        let letters: [Character: Character] = ["明": "M", "大": "T", "昭": "S", "平": "H", "令": "R"]
        let text = value.precomposedNarrow.filter { !$0.isWhitespace }
        guard let first = text.first, let letter = letters[first], text.dropFirst().first?.isNumber == true else {
            return value
        }
        return String(letter) + text.dropFirst()
    }

    private static func postalCode(_ value: String) -> ValueFlaw? {
        let figures = value.filter { $0.isASCII && $0.isNumber }
        if figures.utf8.count == 7 {
            let form = figures.prefix(3) + "-" + figures.suffix(4)
            if value == form || value == figures { return nil }
            guard value.allSatisfy({ $0.isNumber || "〒-‐−–—―ー 　".contains($0) }) else { return other(value) }
            return ValueFlaw(
                rule: .postalCode, message: "郵便番号は半角の数字とハイフン（168-0001）で書いてください。", replacement: String(form))
        }
        return other(value)

        func other(_ value: String) -> ValueFlaw {
            ValueFlaw(
                rule: .postalCode, message: "郵便番号（7桁）ではありません。先頭の0が失われていないか確かめてください。", replacement: nil)
        }
    }

    private static func presence(_ value: String) -> ValueFlaw? {
        if value == "有" || value == "無" { return nil }
        let proposal: String? =
            switch value {
            case "あり", "有り", "ある", "○", "〇", "◯", "有　", "はい", "1": "有"
            case "なし", "無し", "ない", "×", "✕", "いいえ", "0": "無"
            default: nil
            }
        return ValueFlaw(rule: .presence, message: "「有」か「無」で書いてください。", replacement: proposal)
    }

    private static func flag(_ value: String) -> ValueFlaw? {
        if value == "1" { return nil }
        let proposal: String? =
            switch value {
            case "○", "〇", "◯", "有", "●", "◎", "TRUE", "true": "1"
            case "×", "✕", "無", "0", "-", "－", "FALSE", "false": ""
            default: nil
            }
        return ValueFlaw(rule: .flag, message: "該当する場合は1、しない場合は空欄にしてください。", replacement: proposal)
    }

    private static func list(_ value: String) -> ValueFlaw? {
        guard !value.contains(";"), value.contains(where: { "、，,；/／".contains($0) }) else { return nil }
        let parts = value.split { "、，,；/／".contains($0) }
        return ValueFlaw(
            rule: .listSeparator, message: "複数の値は半角のセミコロン（;）で区切ってください。", replacement: parts.joined(separator: ";"))
    }

    private static func url(_ value: String) -> ValueFlaw? {
        let isASCII = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let isWeb = value.hasPrefix("http://") || value.hasPrefix("https://")
        if isWeb, value.utf8.count > 8, !value.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return nil }
        // What begins with the name of a host lacks only its scheme; which one, nobody can tell.
        return ValueFlaw(
            rule: .url,
            message: isWeb || !isASCII ? "URLに使えない文字や空白があります。" : "URLはhttps://またはhttp://から書いてください。",
            replacement: nil)
    }
}
