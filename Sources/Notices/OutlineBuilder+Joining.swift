import Japanese

/// Whether a line goes on with the one above it: titles, sentences and dates that stand alone.
extension OutlineBuilder {
    /// 令和6年度, 令和7年4月～: a line of a date, above what is done then.
    static func isDateAlone(_ text: LocatedText) -> Bool {
        var text = text
        if let end = text.scalars.last, ":：".unicodeScalars.contains(end) {
            text = text.part(0..<(text.scalars.count - 1))
        }
        guard text.scalars.count <= dateMax, let last = text.scalars.last else { return false }
        if FiscalYearLabel(text.text) != nil || CivilDate(reading: text.text) != nil { return true }
        guard "月日期～~〜ら".unicodeScalars.contains(last) else { return false }
        let dates = DateReader.expressions(in: text.text)
        guard dates.count == 1, let date = dates.first, date.period != nil, date.kind != .range else { return false }
        return date.range.lowerBound == 0
            && date.range.upperBound + date.deadlineText.unicodeScalars.count == text.scalars.count
    }

    /// Whether a line is a date alone that no sentence above it needs.
    func beginsWithDate(_ content: LocatedText) -> Bool {
        guard let open, let last = content.scalars.last, "月日期～~〜ら".unicodeScalars.contains(last),
            Self.isDateAlone(content), let end = open.scalars.last, !Self.midSentence.contains(end)
        else { return false }
        return !Self.isDateAlone(open) && !LineJoint.isOpen(open.scalars, before: content.scalars)
    }

    /// Whether a title breaks off and goes on: at the edge, in the middle of a word, or at a word that nothing ends with.
    func titleGoesOn(_ title: String, into body: ArraySlice<Unicode.Scalar>) -> Bool {
        let scalars = Array(title.unicodeScalars)
        // (1) alone in its line.
        if scalars.isEmpty { return true }
        guard scalars.count <= 300, scalars.last != "。", !title.hasSuffix("について"),
            scalars.count > Self.sectionTitleMax || !SectionTitle.isNever(title)
        else { return false }
        if headingReachesEdge, body.trimmedEnd.count <= 40 { return true }
        // 便利なまちへ, over a sentence of its own.
        if scalars.last == "へ", let first = body.first, !"のをはがに、".unicodeScalars.contains(first) {
            return false
        }
        if LineRoles.breaksOff(scalars[...]) { return true }
        // A title that is a sentence; others end where a whole word does, or in a noun made of a verb (見守り).
        let isEnclosed = scalars.last.map { "）)】］＞〉".unicodeScalars.contains($0) } ?? true
        guard !isEnclosed else { return false }
        let isSentence =
            (scalars.contains("を") || scalars.contains("、") || !DateReader.expressions(in: title).isEmpty)
        if LineJoint.isOpen(scalars, before: body, verbsGoOn: isSentence) { return true }
        return isSentence && SentenceMood(of: title) != .action
            ? LineJoint.binds(scalars, body) : LineJoint.isCut(scalars, before: body)
    }

    /// Whether the open paragraph goes on in a line.
    func goesOn(into body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let open, let last = open.scalars.last else { return false }
        if openLine.reachesEdge ?? false { return true }
        // <対策> begins something else.
        if let first = body.first, "<＜≪《".unicodeScalars.contains(first) { return false }
        if openLine.length >= roles.fullLine, roles.hasFullLines || !isWhole(open, before: body) { return true }
        if Self.midSentence.contains(last) { return true }
        guard open.scalars.count <= Self.joinedMax else { return false }
        // A line that begins with a particle or a comma is no beginning.
        if let first = body.first, "をはがにへ、。）」".unicodeScalars.contains(first) { return true }
        if openLine.reachesEdge == false { return false }
        if LineJoint.isOpen(open.scalars, before: body) { return true }
        guard isRunning(open) || !DateReader.expressions(in: open.text).isEmpty else { return false }
        if LineJoint.binds(open.scalars, body) { return true }
        guard !stack.isEmpty || isRunning(open), body.trimmedEnd.last == "。" else { return false }
        let mood = SentenceMood(of: open.text)
        // 新しい / システムへ: an adjective before its noun.
        return mood == .none || mood == .state && open.scalars.last == "い"
    }

    /// Whether a text says all that it promises, so that only a line that cannot begin by itself goes on with it.
    func isWhole(_ text: LocatedText, before body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let first = body.first, !"をはがにへ、。）」)の".unicodeScalars.contains(first),
            [.plan, .action].contains(SentenceMood(of: text.text))
        else { return false }
        return !LineJoint.isOpen(text.scalars, before: body) && !LineJoint.binds(text.scalars, body)
    }

    func isRunning(_ text: LocatedText) -> Bool {
        text.scalars.contains { "、はをがに".unicodeScalars.contains($0) }
    }

    /// Whether the open paragraph stops in the middle of a sentence: at a particle, a comma, or a full line.
    var isBroken: Bool {
        guard let open, let last = open.scalars.last else { return false }
        guard open.scalars.count <= Self.joinedMax else { return false }
        let isFull = openLine.length >= roles.fullLine && Script(of: last).isJapanese
        return isFull || Self.midSentence.contains(last) || last == "ー"
    }

    /// 計画策定の趣旨: such a title is whole.
    private static let sectionTitleMax = 12
    static let midSentence = Set("をはがのにとでへもや、，".unicodeScalars)
    /// Joined over empty lines no further than this: what never ends in a full stop is no sentence.
    static let joinedMax = 600

    func endsSentence(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = body.last(where: { !$0.isSpace }) else { return true }
        return ["。", "．", "」", "）", ")", "：", ":"].contains(last)
            || String(scalars: body.trimmedEnd.suffix(4)) == "について"
    }
}
