import Japanese

/// Lines that say something of what stands above them: notes, and who is responsible.
extension LineRoles {
    /// Letters of ※, （注）, 注１ or 注： at the beginning of a line; `nil` where no note begins.
    static func noteLength(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        let text = Array(body.drop { $0.isSpace }.prefix(6))
        if text.first == "※" { return 1 }
        if let length = figuresLength(body) { return length }
        guard let place = text.firstIndex(of: "注"), place <= 1, place + 1 < text.count else { return nil }
        let next = text[place + 1]
        if place == 1 {
            return "（(【［[〔".unicodeScalars.contains(text[0]) && isEnd(next, text[(place + 2)...]) ? 3 : nil
        }
        return ":：）)".unicodeScalars.contains(next) || HeadingSign.arabic(text[1...]) != nil ? 2 : nil
    }

    /// 【参考】令和6年度当初予算　22,310千円: figures to compare with, and no title of what stands below.
    private static func figuresLength(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        let text = body.drop { $0.isSpace }
        guard text.prefix(12).count > 6, let first = text.first, "（(【［[〔".unicodeScalars.contains(first),
            String(scalars: text.dropFirst().prefix(2)) == "参考", let close = text.dropFirst(3).first,
            "）)】］]〕".unicodeScalars.contains(close)
        else { return nil }
        let rest = Array(text.dropFirst(4))
        let isFigure = zip(rest, rest.dropFirst()).contains { digit, unit in
            (Script(of: digit) == .digit || Script(of: digit) == .fullwidthDigit
                || "千百万億".unicodeScalars.contains(digit))
                && "円%％".unicodeScalars.contains(unit)
        }
        return isFigure ? 4 : nil
    }

    /// （注）, （注１）
    private static func isEnd(_ next: Unicode.Scalar, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let close = "）)】］]〕".unicodeScalars
        return close.contains(next) || HeadingSign.arabic([next]) != nil && rest.first.map(close.contains) ?? false
    }

    /// 備考, 【注】 alone in its line: what is numbered below it says something of the table above.
    static func opensNotes(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        ["備考", "注", "注記", "注釈", "補足"].contains(FieldLabel.key(String(scalars: body)).trimmingBrackets)
    }

    /// 1 現状値は令和5年度末による。, and those after it: the number of a note in a list of them.
    ///
    /// A line without a number goes on with the note above it.
    static func listedNote(
        _ body: ArraySlice<Unicode.Scalar>, after last: Int?, before next: NoticeTable.Part?
    ) -> Int? {
        guard let sign = HeadingSign.read(body), let ordinal = sign.ordinal, sign.path.isEmpty else {
            return body.last == "。" ? last : nil
        }
        let goesOn = if case .line(let line)? = next { line.scalars[...].trimmedEnd.last == "。" } else { false }
        guard body.last == "。" || goesOn, last.map({ ordinal > $0 }) ?? (ordinal == 1) else { return nil }
        return ordinal
    }

    /// The number of a note, 0 where it has none: （注）１ …, and 2 below it.
    /// - Parameter last: the number of the note in the line before.
    static func noteNumber(_ body: ArraySlice<Unicode.Scalar>, after last: Int?) -> Int? {
        if body.first != "※", let length = noteLength(body) {
            let rest = body.dropFirst(length).drop { $0.isSpace || "）)".unicodeScalars.contains($0) }
            return HeadingSign.read(rest)?.ordinal ?? HeadingSign.arabic(body.dropFirst(length - 1))?.value ?? 0
        }
        guard let last, last > 0, let sign = HeadingSign.read(body), sign.ordinal == last + 1, sign.path.isEmpty else {
            return nil
        }
        return last + 1
    }

    /// （担当）人事課給与係　内線2210 at the edge of the line: whom a letter is answered to.
    static func isContact(_ line: [Unicode.Scalar], start: Int) -> Bool {
        guard start >= contactIndent,
            line.contains(where: { Script(of: $0) == .digit || Script(of: $0) == .fullwidthDigit })
        else { return false }
        let text = String(scalars: line[start...])
        return ["内線", "電話", "直通", "TEL", "ＴＥＬ", "Tel", "℡"].contains(where: text.contains)
    }

    private static let contactIndent = 10

    /// （担当　総務係） at the edge of the last line, below whoever signs there.
    static func closesLetter(_ parts: [NoticeTable.Part], _ index: Int) -> Bool {
        func indent(_ part: NoticeTable.Part) -> Int? {
            if case .line(let line) = part { line.scalars.firstIndex { !$0.isSpace } } else { 0 }
        }
        return parts[(index + 1)...].allSatisfy { indent($0) == nil } && (indent(parts[index]) ?? 0) >= contactIndent
            && parts[..<index].reversed().lazy.compactMap(indent).first.map { $0 >= contactIndent } ?? false
    }

    /// 令和7年4月公表, （担当　財政課） at the right edge below an empty line, with nothing else below it.
    mutating func setClosingApart(_ parts: [NoticeTable.Part]) {
        var closing: [Int] = []
        for (index, part) in parts.enumerated().reversed() {
            guard case .line(let line) = part else { return }
            guard let start = line.scalars.firstIndex(where: { !$0.isSpace }) else {
                guard closing.isEmpty else { break }
                continue
            }
            guard Self.width(line.scalars[..<start]) >= Self.edgeMin else { return }
            switch roles[index] {
            case .text?, .note?, .field?: closing.append(index)
            default: return
            }
        }
        guard closing.count <= Self.closingMax else { return }
        for index in closing { roles[index] = .closing }
    }

    /// In half-width letters.
    private static let edgeMin = 24
    private static let closingMax = 4

    /// A label behind a number, with its value behind a colon or a wide space.
    static func numberedField(
        _ body: ArraySlice<Unicode.Scalar>, _ sign: HeadingSign
    ) -> (label: FieldLabel, offset: Int)? {
        guard sign.ordinal != nil, sign.isSure, sign.length < body.count else { return nil }
        let rest = Array(body.dropFirst(sign.length))
        guard let field = FieldLabel.atBeginning(of: rest), field.label == .title || field.label == .unit,
            field.value < rest.count, !rest[..<field.value].contains(where: { "（(".unicodeScalars.contains($0) }),
            HeadingSign.read(rest[field.value...])?.ordinal == nil
        else { return nil }
        let divider = rest[..<field.value].reversed().prefix { $0.isSpace || ":：".unicodeScalars.contains($0) }
        guard divider.count >= 2 || divider.contains(where: { ":：".unicodeScalars.contains($0) }) else { return nil }
        let value = String(scalars: rest[field.value...])
        return field.label == .unit && UnitNames.names(in: value).isEmpty
            ? nil : (field.label, sign.length + field.value)
    }

    /// → 人事課、総務課: behind an arrow, sections and nothing else.
    static func pointedSections(_ body: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let first = body.first, "→⇒➡▷".unicodeScalars.contains(first) else { return nil }
        let names = body.dropFirst().drop { $0.isSpace }
        return UnitNames.areSections(String(scalars: names)) ? names.startIndex - body.startIndex : nil
    }

    /// （情報政策課） or 【財政課】 alone in a line, right below a text: whose it is.
    ///
    /// In other brackets than round ones it may as well be a heading over a list.
    static func namesSections(
        _ body: ArraySlice<Unicode.Scalar>, below previous: ArraySlice<Unicode.Scalar>, before next: NoticeTable.Part?
    ) -> Bool {
        guard let first = body.first, "（(【［[〔〈＜<《".unicodeScalars.contains(first) else { return false }
        let text = String(scalars: body.trimmedEnd)
        guard UnitNames.areBracketed(text), !UnitNames.areBracketed(String(scalars: previous)) else { return false }
        if "（(".unicodeScalars.contains(first) { return true }
        // 〈図書館〉 further in than the numbered title above it.
        if let sign = HeadingSign.read(previous), sign.isSure, sign.ordinal != nil,
            body.startIndex > previous.startIndex
        {
            return true
        }
        guard case .line(let line)? = next, !line.isBlank else { return previous.last == "。" }
        return HeadingSign.read(line.scalars.drop { $0.isSpace })?.ordinal.map { $0 > 1 } ?? false
    }
}
