import Japanese

/// Labels at the beginning of lines.
extension FieldLabel {
    /// A label at the beginning of a line with what divides it from its value, and where the value begins.
    ///
    ///     FieldLabel.atBeginning(of: "担当課　情報政策課")   // unit, 4
    static func atBeginning(of scalars: [Unicode.Scalar]) -> (label: FieldLabel, value: Int)? {
        var start = 0
        while start < scalars.count,
            "・○●◎■□◆◇▼▽-－*※▶→⇒".unicodeScalars.contains(scalars[start])
                || start > 0 && scalars[start].isSpace
        {
            start += 1
        }
        guard start < scalars.count else { return nil }
        let closing: [Unicode.Scalar: Unicode.Scalar] = [
            "【": "】", "〔": "〕", "[": "]", "［": "］", "<": ">", "＜": "＞", "《": "》", "〈": "〉", "≪": "≫", "（": "）",
            "(": ")",
            "「": "」",
        ]
        if let close = closing[scalars[start]] {
            guard let end = scalars[start...].prefix(60).firstIndex(of: close) else { return nil }
            // 《所管省庁：総務省》
            if let colon = scalars[start..<end].firstIndex(where: { ":：".unicodeScalars.contains($0) }),
                let label = FieldLabel(text(scalars[(start + 1)..<colon]))
            {
                return (label, colon + 1)
            }
            // （担当　人事課）
            if let gap = scalars[start..<end].firstIndex(where: \.isSpace),
                case .unit? = FieldLabel(text(scalars[(start + 1)..<gap])),
                !UnitNames.names(in: text(scalars[gap..<end])).isEmpty
            {
                return (.unit, gap + 1)
            }
            guard let label = FieldLabel(text(scalars[(start + 1)..<end])) else { return nil }
            var value = end + 1
            while value < scalars.count, isDivider(scalars[value]) { value += 1 }
            return (label, value)
        }
        var offset = start
        var part = start
        var letters = 0
        while offset < scalars.count, letters <= 14 {
            if isDivider(scalars[offset]) {
                var value = offset
                while value < scalars.count, isDivider(scalars[value]) { value += 1 }
                // 目標1_…: a target with its number.
                if scalars[offset] == "_" || scalars[offset] == "＿" {
                    let word = text(scalars[start..<offset]).filter { !$0.isNumber }
                    if case .target? = FieldLabel(word) { return (.target, value) }
                    return nil
                }
                // 担 当 課: spread letters, and a label of one letter is none.
                if letters >= 2, let label = FieldLabel(text(scalars[start..<offset])) {
                    let hasColon = scalars[offset..<value].contains { ":：＝=／/→…‥".unicodeScalars.contains($0) }
                    // 担 当 課：, of which 担 当 is a label too.
                    let goesOn =
                        letters < offset - start && value + 1 < scalars.count && isDivider(scalars[value + 1])
                        && FieldLabel(text(scalars[start...value])) != nil
                    // With mere space a value must look like one, or the label be spread as a label is.
                    let isValue =
                        hasColon || value == scalars.count || label.fits(text(scalars[value...]))
                        || scalars[offset] == "\t"
                        || label == .title
                            && (value - offset >= 2 || scalars[offset] == "\u{3000}" && scalars[offset - 1] == "名")
                            && isName(scalars[value...], isSpread: letters < offset - start)
                    if isValue, !goesOn {
                        return (label, value)
                    }
                    if letters == offset - start { return nil }
                }
                let isSpread = offset - part == 1 && Script(of: scalars[part]) == .kanji
                guard isSpread, scalars[offset].isSpace, value - offset <= 2, value < scalars.count
                else { return nil }
                offset = value
                part = value
                continue
            }
            letters += 1
            offset += 1
        }
        guard offset == scalars.count, let label = FieldLabel(text(scalars[start...])) else { return nil }
        return (label, offset)
    }

    /// 事業名　　　図書館の開館時間の延長: what is named behind a wide space, and no row of a table.
    private static func isName(_ value: ArraySlice<Unicode.Scalar>, isSpread: Bool) -> Bool {
        let words = String(scalars: value).split { $0.isWhitespace }.map(String.init)
        guard let first = words.first, FieldLabel(first) == nil, FiscalYearLabel(first) == nil else { return false }
        let isDivided = zip(value, value.dropFirst()).contains { $0.isSpace && $1.isSpace }
        return isSpread || !isDivided && value.count <= nameMax && !value.contains("。")
    }

    private static let nameMax = 40

    /// Whether a text can be the value of the label where only space divides them.
    private func fits(_ value: String) -> Bool {
        switch self {
        case .unit, .partner: !UnitNames.names(in: value).isEmpty
        case .time, .due, .start: !DateReader.expressions(in: value).isEmpty || value.unicodeScalars.count <= 20
        case .target: true
        case .content, .state, .past, .budget: true
        // 項目名　ア　窓口の委託
        case .title, .other: HeadingSign.opens(value)
        // 取組コード　1101　　　　所属　税務課
        case .number:
            value.unicodeScalars.first.map { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit } ?? false
        }
    }

    private static func isDivider(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isSpace || ":：＝=_＿／/→…‥".unicodeScalars.contains(scalar)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(scalars: scalars)
    }
}
