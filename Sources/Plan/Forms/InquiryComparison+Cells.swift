import Japanese
import Tabular
import Ward

extension InquiryComparison {
    /// What a cell of 「回答」 says, in the form of ``AnswerField/text(in:)``; `nil` when it cannot be taken, which is told.
    mutating func read(_ field: AnswerField, _ row: ReadRow, subject: String) -> String? {
        let rows = returned.answers
        guard rows.columns[field.rawValue] != nil, rows.merged(field.rawValue, row.index) == nil else { return nil }
        let place = rows.place(field.rawValue, row.index)
        let words = CellWords(rows.cell(field.rawValue, row), returned.book.dateSystem)
        guard words.problem == nil else {
            tell(
                .cellError, place, subject,
                "「\(field.title)」の欄が計算の結果を持たない数式かエラー（\(words.text.isEmpty ? "未計算" : words.text)）です。内容を文字で書いてください。")
            return nil
        }
        if words.notes.contains(.formula) {
            tell(.formula, place, subject, "「\(field.title)」は数式です。計算の結果「\(words.text.shortenedForOutcome)」を読みました。")
        }
        switch field {
        case .mark: return readMark(words.text, place, subject)
        case .doneOn: return readDay(words.text, place, subject)
        case .done, .plan, .problem, .response:
            let count = words.text.unicodeScalars.count
            guard count <= Answer.textScalarsMax else {
                tell(
                    .tooLong, place, subject,
                    "「\(field.title)」は\(Answer.textScalarsMax)文字以内にしてください（現在\(count)文字）。この欄は取り込みません。")
                return nil
            }
            return words.text
        }
    }

    private mutating func readMark(_ text: String, _ place: String, _ subject: String) -> String? {
        guard !text.isEmpty else { return "" }
        let key = TextKey(text)
        let marks = form.round.markSet.marks
        guard
            let mark = marks.first(where: { $0.title == text || $0.symbol == text })
                ?? marks.first(where: { [TextKey($0.title), TextKey($0.symbol), TextKey($0.label)].contains(key) })
        else {
            tell(
                .unknownMark, place, subject,
                "「\(text.shortenedForOutcome)」は進捗区分（\(form.round.markSet.name)）にありません。一覧から選び直してください。")
            return nil
        }
        if text.hasFullWidthASCII, mark.title != text, mark.symbol != text {
            tell(.fullWidth, place, subject, "「\(text)」を「\(mark.title)」と読みました。")
        }
        return mark.symbol
    }

    private mutating func readDay(_ text: String, _ place: String, _ subject: String) -> String? {
        guard !text.isEmpty else { return "" }
        guard let day = CivilDate(iso: text) ?? CivilDate(reading: text) else {
            tell(
                .unreadableDate, place, subject,
                "「終えた日」の「\(text.shortenedForOutcome)」を日付として読めません。2026/9/30や令和8年9月30日のように、実在する日を書いてください。")
            return nil
        }
        if text.hasFullWidthASCII { tell(.fullWidth, place, subject, "「\(text)」を\(day.japanese)と読みました。") }
        return "\(day)"
    }

    /// What the cell of a value says, as written; `nil` when it cannot be taken, which is told.
    mutating func readValue(
        _ row: ReadRow, _ rows: ReturnedInquiry.Rows, of indicator: PlanIndicator, subject: String
    ) -> String? {
        guard rows.columns["value"] != nil, rows.merged("value", row.index) == nil else { return nil }
        let place = rows.place("value", row.index)
        let words = CellWords(rows.cell("value", row), returned.book.dateSystem)
        let sheet = rows.sheet
        guard words.problem == nil else {
            tell(
                .cellError, place, subject,
                "値の欄が計算の結果を持たない数式かエラー（\(words.text.isEmpty ? "未計算" : words.text)）です。数を書いてください。", sheet: sheet)
            return nil
        }
        if words.notes.contains(.formula) {
            tell(.formula, place, subject, "値は数式です。計算の結果「\(words.text)」を読みました。", sheet: sheet)
        }
        let text = words.text
        // What officials write for 「なし」.
        guard !text.isEmpty, !["－", "―", "ー", "-", "—", "‐"].contains(text) else { return "" }
        guard !text.unicodeScalars.contains("\n") else {
            tell(.severalValues, place, subject, "1つの欄に値が改行で並んでいます。基準日の値を1つだけ書いてください。", sheet: sheet)
            return nil
        }
        guard let quantity = QuantityReader.read(text, unit: indicator.unitName) else {
            tell(
                .unreadableNumber, place, subject, "「\(text.shortenedForOutcome)」を数として読めません。6500や約6,500のように書いてください。",
                sheet: sheet)
            return nil
        }
        let expected = QuantityReader.scale(of: indicator.unitName).unit
        if let unit = quantity.unit, unit != expected {
            tell(
                .unreadableNumber, place, subject, "単位は「\(expected)」です。「\(unit)」ではなく\(expected)で書いてください。", sheet: sheet)
            return nil
        }
        if text.hasFullWidthASCII {
            tell(.fullWidth, place, subject, "「\(text)」を\(quantity.value.grouped)と読みました。", sheet: sheet)
        }
        return text
    }

    /// What is shown of a field's text; `nil` is the value of an indicator.
    private func shown(_ text: String, _ field: AnswerField?) -> String {
        switch field {
        case .mark: form.round.markSet[text]?.title ?? text
        case .doneOn: CivilDate(iso: text)?.japanese ?? text
        default: text.shortenedForOutcome
        }
    }

    /// Whether a field is taken: the section changed it, the answer is still open, and nobody else changed it since.
    mutating func decide(
        _ title: String, place: String, sheet: String, subject: String, given: String, returned text: String,
        present: String, entry: Entry, field: AnswerField?
    ) -> Bool {
        guard text != given else { return false }
        guard text != present else {
            tell(.alreadySo, place, subject, "「\(title)」は、すでにこの内容です。", sheet: sheet)
            return false
        }
        guard !entry.state.isHandedIn, form.round.allows(.save, wasReturned: entry.returnedReason != nil) else {
            tell(
                .handedIn, place, subject,
                "この回答は「\(entry.state.title)」のため、「\(title)」の変更を取り込みません。直すときは、画面で取り下げるか、差戻しを頼んでください。", sheet: sheet)
            return false
        }
        guard present == given else {
            tell(
                .conflict, place, subject,
                "照会票を作ったあとに、\(RoundRefusal.somebody(entry.updatedBy))が「\(title)」を「\(shown(present, field))」に変えています。照会票の内容は「\(shown(text, field))」です。見比べて、画面で直してください。",
                sheet: sheet)
            return false
        }
        if text.isEmpty {
            tell(.cleared, place, subject, "「\(title)」を空にします（前は「\(shown(given, field))」）。", sheet: sheet)
        } else {
            tell(
                .changed, place, subject,
                given.isEmpty
                    ? "「\(title)」に「\(shown(text, field))」"
                    : "「\(title)」を「\(shown(given, field))」から「\(shown(text, field))」へ",
                sheet: sheet)
        }
        return true
    }
}

extension String {
    /// So much of a long text as one line of a list shows.
    var shortenedForOutcome: String {
        let line = String(unicodeScalars.map { $0 == "\n" ? "／" : Character($0) })
        let scalars = line.unicodeScalars
        return scalars.count > 60 ? String(String.UnicodeScalarView(scalars.prefix(60))) + "…" : line
    }
}
