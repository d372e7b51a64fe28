extension FormRules {
    /// Figures of all groups with hyphens between: 03-3312-2111. Brackets around the area code are an older way to write it.
    static func phone(_ value: String) -> ValueFlaw? {
        if isPhone(value) { return nil }
        let narrow = value.precomposedNarrow
        let groups = narrow.split { !($0.isASCII && $0.isNumber) }.map(String.init)
        let isPlain = narrow.allSatisfy { $0.isASCII && $0.isNumber || "-‐−–—―ー() .".contains($0) }
        if isPlain, groups.count >= 2 {
            let joined = groups.joined(separator: "-")
            if isPhone(joined) {
                return ValueFlaw(
                    rule: .phone, message: "電話番号は半角の数字とハイフン（03-3312-2111）で書いてください。", replacement: joined)
            }
            // A spreadsheet that took the number for a number dropped its zero: with it, it has the ten figures of a number.
            if isPhone("0" + joined), !joined.hasPrefix("0") {
                return ValueFlaw(
                    rule: .phone, message: "電話番号の先頭の0が失われています。0から書いてください。", replacement: "0" + joined)
            }
        }
        return ValueFlaw(
            rule: .phone, message: "電話番号（市外局番から、半角の数字とハイフン）ではありません。番号を確かめてください。内線番号や担当は別の項目に書いてください。",
            replacement: nil)
    }

    /// 0 and ten figures, eleven for 050 and mobile numbers, with hyphens or without; short numbers of three figures (119, 188).
    private static func isPhone(_ value: String) -> Bool {
        var figures = 0
        var hyphens = 0
        var previous: UInt8 = 0x2D
        for byte in value.utf8 {
            if (0x30...0x39).contains(byte) {
                figures += 1
            } else if byte == 0x2D, previous != 0x2D {
                hyphens += 1
            } else {
                return false
            }
            previous = byte
        }
        guard previous != 0x2D else { return false }
        if figures == 3, hyphens == 0 { return value.hasPrefix("1") }
        guard value.hasPrefix("0"), hyphens == 0 || hyphens == 2 || hyphens == 1 && figures == 10 else { return false }
        return figures == 10 || figures == 11 && ["050", "070", "080", "090", "080"].contains(String(value.prefix(3)))
    }
}
