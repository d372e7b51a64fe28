import Japanese

/// What stands in a line besides its text: dates, years, further labels, the end of a document.
extension OutlineBuilder {
    /// <対策>(2024年4月～), 対策：2024年4月～: when it is done, behind the label for what is done.
    static func dateInBrackets(_ text: LocatedText) -> LocatedText? {
        if isDateAlone(text) { return text }
        guard let first = text.scalars.first, "(（".unicodeScalars.contains(first), let last = text.scalars.last,
            ")）".unicodeScalars.contains(last), text.scalars.count > 2
        else { return nil }
        let inside = text.part(1..<(text.scalars.count - 1))
        return isDateAlone(inside) ? inside : nil
    }

    private static func opensLabel(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "【", "〔", "［", "[": true
        default: false
        }
    }

    /// …します。【目標時期】令和8年7月: behind a whole sentence, a label in brackets with its value.
    static func fieldBehindSentence(_ text: LocatedText) -> (label: FieldLabel, start: Int, value: Int)? {
        let scalars = text.scalars
        guard scalars.count <= 300 else { return nil }
        for start in scalars.indices.dropFirst() where opensLabel(scalars[start]) {
            guard scalars[..<start].last(where: { !$0.isSpace }) == "。",
                let found = FieldLabel.atBeginning(of: Array(scalars[start...])),
                [.unit, .time, .due, .start, .target, .budget].contains(found.label),
                start + found.value < scalars.count
            else { continue }
            return (found.label, start, start + found.value)
        }
        return nil
    }

    /// A label with a colon behind space or a bracket's end; or of sections, behind a wide gap.
    static func nextField(in text: LocatedText) -> (label: FieldLabel, start: Int, value: Int)? {
        let scalars = text.scalars
        guard scalars.count <= 300, scalars.contains(where: { ":：【〔　".unicodeScalars.contains($0) }) else { return nil }
        for start in scalars.indices.dropFirst()
        where scalars[start - 1].isSpace || "【〔／".unicodeScalars.contains(scalars[start]) {
            let rest = Array(scalars[start...])
            guard let found = FieldLabel.atBeginning(of: rest), found.value > 0,
                ":：】〕".unicodeScalars.contains(where: rest[..<found.value].contains)
                    || found.label == .unit && start > 2 && scalars[(start - 3)..<start].allSatisfy(\.isSpace)
                        && found.value < rest.count
            else { continue }
            return (found.label, start, start + found.value)
        }
        return nil
    }

    /// 以上, alone in its line.
    static func endsDocument(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        String(scalars: body.filter { !$0.isSpace }) == "以上"
    }

    /// 令和7年度　設計: a date at the beginning of a line, apart from what is done then.
    static func schedules(_ content: LocatedText) -> Bool {
        if yearLine(content) != nil { return true }
        guard content.scalars.count <= scheduleMax, content.scalars.last != "。",
            let date = DateReader.expressions(in: content.text).first, date.range.lowerBound == 0
        else { return false }
        let end = date.range.upperBound + date.deadlineText.unicodeScalars.count
        return end < content.scalars.count && content.scalars[end].isSpace
    }

    private static let scheduleMax = 60

    /// Whether the last year of the schedule that is open says what is done then.
    func followsWordedYear(_ label: FieldLabel) -> Bool {
        stack.last?.blocks.reversed().lazy.compactMap { block -> LocatedText? in
            if case .field(label, let text, _) = block { text } else { nil }
        }.first.map(Self.schedules) ?? false
    }

    func isYearAlone(_ content: LocatedText) -> Bool { FiscalYearLabel(content.text)?.year != nil }

    /// 施設課　　令和7年度中に設備を導入, 施設課／令和7年度: behind sections and a wide gap or a stroke, when what is done.
    static func dateBehindUnits(_ value: LocatedText) -> Int? {
        let scalars = value.scalars
        for place in scalars.indices.dropFirst(2)
        where !scalars[place].isSpace
            && (scalars[place - 1].isSpace && scalars[place - 2].isSpace
                || "／/".unicodeScalars.contains(scalars[place - 1]))
        {
            let rest = String(scalars: scalars[place...])
            return DateReader.expressions(in: rest).first?.range.lowerBound == 0 ? place : nil
        }
        return nil
    }

    /// 短期（R7）　　観光課, 建設課　　令和8年度: when and who in one line, apart from each other, and nothing else.
    static func termAndSections(_ content: LocatedText) -> (when: LocatedText, units: LocatedText)? {
        let scalars = content.scalars
        guard (6...dateMax + dateMax).contains(scalars.count), scalars.last != "。" else { return nil }
        for gap in scalars.indices.dropFirst(2)
        where scalars[gap].isSpace && !scalars[gap - 1].isSpace
            && (scalars[gap] == "\u{3000}" || gap + 1 < scalars.count && scalars[gap + 1].isSpace)
        {
            let (left, right) = (content.part(0..<gap).trimmed, content.part(gap..<scalars.count).trimmed)
            if let when = term(left), UnitNames.areSections(right.text) { return (when, right) }
            if let when = term(right), UnitNames.areSections(left.text) { return (when, left) }
        }
        return nil
    }

    /// 令和7年度～令和9年度, R7, 短期（R7～R8）: a text that is a date, or a word with one in a bracket behind it.
    private static func term(_ text: LocatedText) -> LocatedText? {
        guard text.scalars.count <= dateMax, let last = text.scalars.last else { return nil }
        if ")）".unicodeScalars.contains(last),
            let open = text.scalars.firstIndex(where: { "(（".unicodeScalars.contains($0) }),
            (1...termWordMax).contains(open)
        {
            return term(text.part((open + 1)..<(text.scalars.count - 1)))
        }
        if let year = yearAlone(text) { return year }
        guard let date = DateReader.expressions(in: text.text).first, date.range.lowerBound == 0, date.period != nil
        else {
            return nil
        }
        return date.range.upperBound + date.deadlineText.unicodeScalars.count == text.scalars.count ? text : nil
    }

    private static let termWordMax = 6

    /// R8 in a column or behind a label, in words.
    static func yearAlone(_ value: LocatedText) -> LocatedText? {
        guard value.scalars.count <= dateMax, DateReader.expressions(in: value.text).isEmpty else { return nil }
        var words = ""
        var start = 0
        for end in 0...value.scalars.count
        where end == value.scalars.count || "~～〜、，,・".unicodeScalars.contains(value.scalars[end]) {
            defer { start = end + 1 }
            let isLast = end == value.scalars.count
            if isLast, start == end, start > 0 { break }
            guard let label = FiscalYearLabel(String(scalars: value.scalars[start..<end])), label.year != nil,
                let year = label.span(near: nil)
            else { return nil }
            words += year.words
            if !isLast { words += "~～〜".unicodeScalars.contains(value.scalars[end]) ? "～" : "、" }
        }
        let place = value.place(of: 0)
        return LocatedText(words.unicodeScalars, line: place.line, column: place.column)
    }

    /// Ｒ７：設計 of a schedule, with its year in words.
    static func yearLine(_ content: LocatedText) -> LocatedText? {
        let scalars = content.scalars
        guard let end = scalars.prefix(12).firstIndex(where: { $0.isSpace || ":：→".unicodeScalars.contains($0) }),
            let label = FiscalYearLabel(String(scalars: scalars[..<end])), label.year != nil,
            let year = label.span(near: nil)
        else { return nil }
        let rest = content.part(min(end + 1, scalars.count)..<scalars.count)
        guard !rest.isEmpty else { return nil }
        let place = content.place(of: 0)
        return LocatedText(
            (year.words + "\u{3000}" + rest.text).unicodeScalars, line: place.line, column: place.column)
    }
}
