import Japanese

/// Lines that break off, so that the next one is no heading.
extension LineRoles {
    /// A line that stops in the middle of a sentence: what follows is no heading.
    static func breaksOff(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = body.last, body.count >= 8 else { return false }
        // 令和6年4月1日～令和9年3月31日まで is a whole period.
        if last == "で", body.dropLast().last == "ま", !DateReader.expressions(in: String(scalars: body)).isEmpty {
            return false
        }
        // 町民バスのこれまで is a title.
        if String(scalars: body.suffix(5)) == "のこれまで" { return false }
        // 介護保険に関すること and 職場に関するもの are whole.
        if last == "と", body.dropLast().last == "こ" { return false }
        if ["関するもの", "係るもの"].contains(where: String(scalars: body.suffix(5)).hasSuffix) { return false }
        return "をはがのにとでへもや、，".unicodeScalars.contains(last)
    }

    /// 平成27年 / 3月末現在: a date or a number over the break.
    static func runsOn(_ body: ArraySlice<Unicode.Scalar>, into next: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = body.last, let first = next.first, body.count >= 20 else { return false }
        let isDigit = Script(of: first) == .digit || Script(of: first) == .fullwidthDigit
        // 60人/年 and 2.窓口の改善: a sign begins something else.
        if let sign = HeadingSign.read(next), sign.isSure, let first = next.dropFirst(sign.length).first,
            !"年月日".unicodeScalars.contains(first), Script(of: first).isJapanese
        {
            return false
        }
        return isDigit && ("年月約第成和計".unicodeScalars.contains(last) || Script(of: last) == .digit)
    }
}
