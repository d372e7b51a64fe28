/// Reads numbers as people write them in tables and forms.
///
///     QuantityReader.read("６，５００千円")      // 6,500,000 円
///     QuantityReader.read("▲1.5ポイント")       // −1.5 ポイント
///     QuantityReader.read("二千五百人以上")      // 2,500 人, 以上
///     QuantityReader.read("－")                // nil: nothing is not zero
///     QuantityReader.read("120", unit: "千円")  // 120,000 円, for a column headed （千円）
public enum QuantityReader {
    /// The quantity that a whole text is.
    ///
    /// - Parameter unit: the unit of the column or field, used when the text names none.
    /// - Returns: `nil` when the text is anything else: empty, two numbers, a badly grouped number (1,23), a sentence.
    public static func read(_ text: String, unit columnUnit: String? = nil) -> Quantity? {
        var cursor = QuantityCursor(text)
        var qualifiers: [Qualifier] = []
        while let qualifier = cursor.take(QuantityReader.prefixes) { qualifiers.append(qualifier) }
        let isYen = cursor.take([("¥", true), ("￥", true)]) != nil
        let isNegative = cursor.takeSign()
        guard let number = cursor.takeNumber() else { return nil }
        while let qualifier = cursor.take(QuantityReader.suffixes) { qualifiers.append(qualifier) }
        guard var unit = cursor.takeUnit() else { return nil }
        // 千代田区 and 一般会計 begin with a numeral and are no numbers: after kanji figures only a known counter is believed.
        if cursor.isKanjiNumber, !unit.isEmpty, !counters.contains(unit) { return nil }
        while let qualifier = cursor.take(QuantityReader.suffixes) { qualifiers.append(qualifier) }
        guard cursor.isAtEnd else { return nil }
        var value = isNegative ? -number : number
        if unit.isEmpty, isYen { unit = "円" }
        if unit.isEmpty, let columnUnit {
            let column = scale(of: columnUnit)
            guard let scaled = QuantityReader.product(value, column.factor) else { return nil }
            value = scaled
            unit = column.unit
        }
        return Quantity(value: value, qualifiers: qualifiers, unit: unit.isEmpty ? nil : unit, raw: text)
    }

    /// 千円 → (1000, 円); a unit without a scale has the factor 1.
    public static func scale(of unit: String) -> (factor: ExactNumber, unit: String) {
        for (word, factor) in scales {
            if unit.hasPrefix(word), unit.unicodeScalars.count > word.unicodeScalars.count {
                return (ExactNumber(factor), String(unit.unicodeScalars.dropFirst(word.unicodeScalars.count)))
            }
        }
        return (1, unit)
    }

    static let scales = [
        ("百万", 1_000_000), ("千万", 10_000_000), ("十億", 1_000_000_000), ("十万", 100_000), ("百億", 10_000_000_000),
        ("千億", 100_000_000_000), ("兆", 1_000_000_000_000), ("億", 100_000_000), ("万", 10_000), ("千", 1000), ("百", 100),
    ]

    /// Larger values are refused, so that sums stay exact.
    static let valueMax = ExactNumber(mantissa: 1_000_000_000_000_000_000)

    static func product(_ value: ExactNumber, _ factor: ExactNumber) -> ExactNumber? {
        let product = value * factor
        return product.magnitude < valueMax ? product : nil
    }

    private static let counters: Set<String> = [
        "円", "人", "名", "件", "時間", "分", "秒", "日", "週間", "年", "月", "か月", "箇月", "年間", "日間", "回", "台", "校", "園", "館", "か所",
        "箇所",
        "団体", "種類", "手続", "世帯", "戸", "歳", "個", "本", "枚", "冊", "課", "部", "%", "パーセント", "ポイント", "割", "倍", "項目", "事業",
        "業務",
        "システム", "段階", "つ", "組", "班", "点", "社", "通", "便", "席", "室", "階", "文字", "字", "頁", "ページ", "平方メートル", "㎡", "キロメートル",
    ]

    private static let prefixes: [(String, Qualifier)] = [
        ("約", .approximately), ("およそ", .approximately), ("おおよそ", .approximately), ("おおむね", .approximately),
        ("概ね", .approximately), ("ほぼ", .approximately), ("延べ", .cumulative), ("のべ", .cumulative), ("延", .cumulative),
        ("実質", .effective),
    ]

    static let suffixes: [(String, Qualifier)] = [
        ("程度", .around), ("前後", .around), ("以上", .atLeast), ("以下", .atMost), ("未満", .lessThan), ("余り", .someMore),
        ("余", .someMore), ("超", .moreThan), ("弱", .justUnder), ("強", .justOver),
    ]
}
