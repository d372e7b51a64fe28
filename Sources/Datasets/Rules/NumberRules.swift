import Japanese

/// 統一ルール 1-2, 1-3, 1-9, 1-13: numbers are numbers.
enum NumberRules {
    static func check(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard column.kind == .count || column.kind == .number else { return nil }
        if let number = NumberText(value) {
            if number.plain == value {
                guard column.kind == .count, value.utf8.contains(0x2D) || value.utf8.contains(0x2E) else { return nil }
                return ValueFlaw(
                    rule: .numbersAreNumbers, message: "0以上の整数を入れる項目です。値を確かめてください。", replacement: nil)
            }
            if !number.unit.isEmpty {
                return ValueFlaw(
                    rule: .units, message: "単位（\(number.unit)）は項目名に書き、値は数字だけにしてください。", replacement: number.plain)
            }
            return ValueFlaw(
                rule: .numbersAreNumbers,
                message: number.hasGrouping ? "桁区切りのコンマを除いてください。" : "数値は半角の数字（負の数は-）だけで書いてください。",
                replacement: number.plain)
        }
        if symbols.contains(value) {
            return ValueFlaw(
                rule: .symbolsInNumbers, message: "数値の列に記号「\(value)」があります。空欄にし、意味は別の列（秘匿の区分など）に書いてください。",
                replacement: nil)
        }
        let numbers = value.split { !($0.isNumber || $0 == ".") }.filter { $0.contains(where: \.isNumber) }
        if value.contains("※") || value.contains("注") {
            return ValueFlaw(
                rule: .numbersAreNumbers, message: "数値のセルに注記があります。数字だけにし、注記は備考の列に書いてください。", replacement: nil)
        }
        if numbers.count > 1 {
            return ValueFlaw(
                rule: .oneValuePerCell, message: "1つのセルに複数の数値があります。列を分けてください。", replacement: nil)
        }
        return ValueFlaw(
            rule: .numbersAreNumbers, message: "数値の列に文字があります。数字だけにし、説明は備考の列に書いてください。", replacement: nil)
    }

    /// 1.23457E+11: a spreadsheet took a code for a number and wrote down fewer figures than it had.
    static func shortened(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        let parts = value.split(separator: "E+", omittingEmptySubsequences: false)
        // A column of numbers may hold what was measured so.
        guard !column.kind.isNumeric, parts.count == 2, let power = Int(parts[1]),
            let mantissa = NumberText(String(parts[0])), mantissa.unit.isEmpty,
            let point = mantissa.plain.firstIndex(of: "."), mantissa.plain[point...].count - 1 < power
        else { return nil }
        return ValueFlaw(
            rule: .shortenedFigures,
            message: "表計算ソフトが桁を省いた値で、元の番号は失われています。元の表で列の表示形式を「文字列」にしてから、値を入れ直してください。",
            replacement: nil)
    }

    /// A sum among the rows: who adds up the column counts everything twice.
    static func total(_ value: String, _ column: ColumnPlan, _ options: CheckOptions) -> ValueFlaw? {
        guard totals.contains(value) else { return nil }
        return ValueFlaw(
            rule: .totals, message: "集計した行があります。値を足し合わせる人が二重に数えないように、集計の行は除くか、別の表にしてください。", replacement: nil)
    }

    private static let totals: Set<String> = ["合計", "総計", "小計", "計", "総数", "総合計", "累計"]

    /// Marks of statistical tables: nothing, unknown, withheld.
    private static let symbols: Set<String> = [
        "-", "－", "―", "—", "−", "‐", "…", "・・・", "...", "x", "X", "Ｘ", "ｘ", "χ", "*", "＊", "***", "#", "／", "/", "\\",
        "△", "▲", "0.0*",
        "N/A", "n/a", "NA", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "〃", "なし", "無", "不明", "不詳", "秘匿",
    ]
}
