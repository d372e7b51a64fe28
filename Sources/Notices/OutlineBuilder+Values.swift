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

    /// …します。【目標時期】令和8年7月: behind a whole sentence, a label in brackets with its value.
    static func fieldBehindSentence(_ text: LocatedText) -> (label: FieldLabel, start: Int, value: Int)? {
        let scalars = text.scalars
        guard scalars.count <= 300 else { return nil }
        for start in scalars.indices.dropFirst() where "【〔［[".unicodeScalars.contains(scalars[start]) {
            guard scalars[..<start].last(where: { !$0.isSpace }) == "。",
                let found = FieldLabel.atBeginning(of: Array(scalars[start...])),
                [.unit, .time, .due, .target, .budget].contains(found.label), start + found.value < scalars.count
            else { continue }
            return (found.label, start, start + found.value)
        }
        return nil
    }

    /// A label with a colon behind space or a bracket's end.
    static func nextField(in text: LocatedText) -> (label: FieldLabel, start: Int, value: Int)? {
        let scalars = text.scalars
        guard scalars.count <= 300, scalars.contains(where: { ":：【〔".unicodeScalars.contains($0) }) else { return nil }
        for start in scalars.indices.dropFirst()
        where scalars[start - 1].isSpace || "【〔／".unicodeScalars.contains(scalars[start]) {
            let rest = Array(scalars[start...])
            guard let found = FieldLabel.atBeginning(of: rest), found.value > 0,
                ":：】〕".unicodeScalars.contains(where: rest[..<found.value].contains)
            else { continue }
            return (found.label, start, start + found.value)
        }
        return nil
    }

    /// 以上, alone in its line.
    static func endsDocument(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        String(scalars: body.filter { !$0.isSpace }) == "以上"
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
