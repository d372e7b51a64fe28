import Japanese
import LifeEvents
import Site

/// The personal list as it stands on the screen and on paper.
struct PersonalListMarkup: Component {
    let list: PersonalList
    let words: GuideWords
    /// On paper everything is open, and there are boxes to tick.
    let isPaper: Bool
    /// The button with which the family ticks a procedure off or on; none on paper.
    var tickButton: (@Sendable (PersonalList.Entry, _ isDone: Bool) -> HTML)?

    var html: HTML {
        "\(notCovered)\(overview)\(table)\(groups)\(undecided)\(uncovered)\(documents)\(excluded)"
    }

    private var overview: HTML {
        let count = list.entries.count
        let open = list.undecided.count
        return """
            <p class="lead">\(words(
                "必要な手続きは\(count)件、確認が必要なものは\(open)件です。", "する ことは \(count)つ、まだ わからない ものは \(open)つです。",
                "\(count) procedures apply; \(open) need to be checked."))</p>

            """
    }

    /// All at one look, before the details.
    private var table: HTML {
        let entries = list.entries
        guard entries.count > 2 else { return .empty }
        let rows = entries.map { entry -> [HTML] in
            let title = entry.procedure.title[words.language]
            let mark: HTML =
                entry.isLate(on: list.today) ? "<br>\(Tag(words("期限を過ぎています", "きげんが すぎました", "Past"), .danger))" : ""
            return [
                isPaper ? "\(title)" : "<a href=\"#\(entry.procedure.id)\">\(title)</a>",
                "\(entry.date.map(words.deadline) ?? "")\(mark)", "\(words.section(entry.procedure.section))",
            ]
        }
        return TableView(
            caption: words("期限の早い順", "早い じゅん", "By deadline"),
            columns: [
                .rowHeader(words("手続き", "する こと", "Procedure")), .text(words("期限", "いつまで", "Deadline")),
                .text(words("窓口", "どこで", "Where")),
            ], rows: rows
        ).html
    }

    private var groups: HTML {
        guard !list.groups.isEmpty else {
            return """
                <p class="empty">\(words(
                    "要ると分かった手続きは、まだありません。", "する ことは、まだ ありません。", "No procedure is known to apply yet."))</p>

                """
        }
        let parts: [HTML] = list.groups.map { group, entries in
            let count = words("\(entries.count)件", "\(entries.count)つ", "\(entries.count)")
            return """
                <section class="procedure-group">
                <h2>\(group.title[words.language])\(words("（\(count)）", "（\(count)）", " (\(count))"))</h2>
                \(group == .overdue ? overdue : .empty)\(entries.map { item($0, isDone: group == .done) })</section>

                """
        }
        return "\(parts)"
    }

    private var overdue: HTML {
        """
        <p>\(words(
            "期限を過ぎていても、受け付けられるものがあります。まず担当の窓口に相談してください。",
            "きげんが すぎても、できる ものが あります。まどぐちに 話して ください。",
            "Some of these are still accepted after the deadline. Please ask the office first."))</p>

        """
    }

    private func item(_ entry: PersonalList.Entry, isDone: Bool) -> HTML {
        let procedure = entry.procedure
        let box: HTML = isPaper ? "\(isDone ? "☑" : "□") " : ""
        guard !isDone || isPaper else {
            return """
                <article class="procedure procedure-done" id="\(procedure.id)">
                <h3>\(procedure.title[words.language])</h3>
                \(entry.isDone ? known : tickButton.map { $0(entry, true) } ?? .empty)</article>

                """
        }
        return """
            <article class="procedure" id="\(procedure.id)">
            <h3>\(box)\(procedure.title[words.language])</h3>
            \(japaneseTitle(procedure))\(deadline(entry))\(SummaryList(rows(entry)))\(why(entry))\
            \(tickButton.map { $0(entry, false) })</article>

            """
    }

    private var known: HTML {
        let text = words(
            "死亡届が受け付けられているか、葬儀が済んでいるため、済んだものとしています。", "もう おわって います。",
            "Done: the death has been registered or the funeral has taken place.")
        return "<p class=\"procedure-note\">\(text)</p>"
    }

    /// The name of the form, which the desk knows only in Japanese.
    func japaneseTitle(_ procedure: Procedure) -> HTML {
        words.language == .japanese
            ? .empty : "<p class=\"procedure-name\" lang=\"ja\">\(procedure.title.japanese)</p>\n"
    }

    private func deadline(_ entry: PersonalList.Entry) -> HTML {
        let dates: [HTML] = entry.result.deadlines.map { date in
            let late = entry.procedure.doneBy == nil && date.day.map { $0 < list.today } ?? false
            let mark: HTML =
                late ? " \(Tag(words("期限を過ぎています", "きげんが すぎました", "Past"), .danger))" : ""
            let note: HTML? = date.rule.note.map { "<br><span class=\"procedure-note\">\(words.phrase($0))</span>" }
            return "<li><strong>\(words.deadline(date))</strong>\(mark)\(advice(date))\(note)</li>\n"
        }
        guard !dates.isEmpty else { return .empty }
        return "<ul class=\"procedure-dates\">\n\(dates)</ul>\n"
    }

    private func advice(_ date: LegalDate) -> HTML {
        guard let advised = date.advised, let day = date.day, advised < day, date.rule.advice != nil else {
            return .empty
        }
        let reason = date.rule.advice?.reason.map { words.phrase($0) }
        let text = words(
            "\(words.day(advised))までに済ませることをお勧めします。", "\(words.day(advised))までが いいです。",
            "Better by \(words.day(advised)).")
        return "<br>\(text)\(reason.map { " \($0)" } ?? "")"
    }

    private func rows(_ entry: PersonalList.Entry) -> [(String, HTML)] {
        let procedure = entry.procedure
        var rows: [(String, HTML)] = [(words("種類", "なに", "Kind"), "\(words.kind(procedure.kind))")]
        let place = procedure.place.map {
            words("（\(words.phrase($0))）", "（\(words.phrase($0))）", " (\(words.phrase($0)))")
        }
        rows.append(
            (
                words("どこで", "どこで", "Where"),
                "\(words.section(procedure.section))\(place ?? "")<br>\(words.mode(procedure))"
            ))
        if !procedure.documents.isEmpty {
            let items: [HTML] = procedure.documents.map { document in
                var marks: [String] = []
                if document.isOriginal { marks.append(words("原本", "ほんもの", "original")) }
                if document.isOptional { marks.append(words("あれば", "あれば", "if you have it")) }
                let mark = marks.isEmpty ? "" : words("（", "（", " (") + words.list(marks) + words("）", "）", ")")
                return "<li>\(words.phrase(document.name))\(mark)</li>"
            }
            rows.append((words("持ち物", "持って いく もの", "Bring"), "<ul>\(items)</ul>"))
        }
        if !procedure.applicants.isEmpty {
            rows.append(
                (
                    words("手続きできる人", "できる 人", "Who"), "\(words.list(procedure.applicants.map(words.phrase)))"
                ))
        }
        if let yen = procedure.yen {
            rows.append(
                (
                    words("受け取れる額", "もらえる お金", "Amount"),
                    "\(words("\(ExactNumber(yen).grouped)円", "\(ExactNumber(yen).grouped)円", "\(ExactNumber(yen).grouped) yen"))"
                ))
        }
        if let note = procedure.note { rows.append((words("注意", "ちゅうい", "Note"), "\(words.phrase(note))")) }
        if let conflict = conflict(entry) { rows.append((words("選択", "えらぶ", "Choice"), "\(conflict)")) }
        return rows
    }

    private func conflict(_ entry: PersonalList.Entry) -> String? {
        func titles(_ relation: Procedure.Relation) -> [String] {
            entry.result.conflicts.filter { $0.value == relation }.keys.sorted().compactMap {
                words.base[procedure: $0]?.title[words.language]
            }
        }
        let exclusive = titles(.exclusive)
        let choice = titles(.choice)
        var sentences: [String] = []
        if !exclusive.isEmpty {
            let names = words.list(exclusive)
            sentences.append(
                words("「\(names)」と両方は受けられません。", "「\(names)」と 両方は もらえません。", "Not together with: \(names)."))
        }
        if !choice.isEmpty {
            let names = words.list(choice)
            sentences.append(
                words("「\(names)」と、どちらかを選びます。", "「\(names)」と どちらかを えらびます。", "Choose between this and: \(names)."))
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    // MARK: why

    private func why(_ entry: PersonalList.Entry) -> HTML {
        let content = reason(entry)
        let title = words("この手続きが要る理由", "どうして", "Why this applies")
        return isPaper ? "<p class=\"procedure-note\">\(title)：\(content)</p>\n" : "\(Details(title, content))"
    }

    /// In Japanese a sentence with the law; in the other languages the answers that decided it.
    private func reason(_ entry: PersonalList.Entry) -> HTML {
        let laws = entry.procedure.laws.joined(separator: "、")
        guard words.language != .japanese else {
            return "\(Sentences(words.base).sentence(entry.result))"
        }
        let label = words("法律", "法律", "Law")
        let decided = entry.result.explanation.deciding.compactMap { code -> HTML? in
            guard let fact = words.base.facts[code], fact.ask != nil else { return nil }
            return "<li>\(words.question(fact))</li>"
        }
        let answers: HTML =
            decided.isEmpty
            ? "" : "<p>\(words("", "つぎの こたえから：", "Because of your answers to:"))</p><ul>\(decided)</ul>"
        return "\(answers)<p>\(label): <span lang=\"ja\">\(laws)</span></p>"
    }

    private var documents: HTML {
        let documents = list.documents
        guard !documents.isEmpty else { return .empty }
        let items: [HTML] = documents.map { item in
            let count = words("\(item.count)件で使います", "\(item.count)つで 使います", "for \(item.count)")
            let box: HTML = isPaper ? "□ " : ""
            return "<li>\(box)\(words.phrase(item.document.name)) <span class=\"procedure-note\">\(count)</span></li>\n"
        }
        return """
            <section class="procedure-group">
            <h2>\(words("持ち物のまとめ", "持って いく もの ぜんぶ", "Everything to bring"))</h2>
            <ul>\(items)</ul></section>

            """
    }
}
