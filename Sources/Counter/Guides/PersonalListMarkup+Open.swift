import Japanese
import LifeEvents
import Site

/// What of the list is not decided, cannot be judged, or does not apply.
extension PersonalListMarkup {
    /// That the law of that day is not held stands before anything that could read as complete.
    var notCovered: HTML {
        guard !list.uncovered.isEmpty, let fact = words.base.facts[words.base.eventDay] else { return .empty }
        let from = words.base.heldFrom
        let what = words(
            "「\(fact.label)」に適用される規則を収めていないため、判定できない手続きが\(list.uncovered.count)件あります。",
            "その 日の きまりが わからないので、\(list.uncovered.count)つの 手つづきは いるか わかりません。",
            "\(list.uncovered.count) procedures cannot be judged, because the rules of that day are not held here.")
        let why = words(
            "\(from.map { "収めているのは、\($0.japanese)からの規則です。" } ?? "")担当の窓口に確かめてください。今の規則では期限が残っているものが\(list.running)件あります。",
            "まどぐちで 聞いて ください。まだ まにあうかも しれない ものが \(list.running)つ あります。",
            "\(from.map { "Rules are held from \($0.english). " } ?? "")Please ask the offices. By today's rules \(list.running) of them are still open."
        )
        return "\(Notice(.warning, what, "<p>\(why)</p>", language: words.language))\n"
    }

    var uncovered: HTML {
        guard !list.uncovered.isEmpty else { return .empty }
        let items: [HTML] = list.uncovered.enumerated().map { position, entry in
            let isOpen = position < list.running
            let date: HTML =
                isOpen
                ? "<p>\(words("今の規則による期限：", "今の きまりの きげん： ", "By today's rules: "))<strong>\(entry.date.map(words.deadline) ?? "")</strong></p>\n"
                : ""
            return """
                <article class="procedure procedure-open" id="\(entry.procedure.id)">
                <h3>\(isPaper ? "□ " : "")\(entry.procedure.title[words.language])</h3>
                \(japaneseTitle(entry.procedure))\(date)<p>\(words.section(entry.procedure.section))</p></article>

                """
        }
        return """
            <section class="procedure-group">
            <h2>\(words("判定できないもの", "わからない もの", "Cannot be judged here"))\(words("（\(list.uncovered.count)件）", "（\(list.uncovered.count)つ）", " (\(list.uncovered.count))"))</h2>
            \(items)</section>

            """
    }

    var undecided: HTML {
        guard !list.undecided.isEmpty else { return .empty }
        let items: [HTML] = list.undecided.map { entry in
            let blocking = entry.result.blocking.compactMap { words.base.facts[$0] }
            let matters: [HTML] = blocking.map { fact in
                let teller: String =
                    switch fact.origin {
                    case .section(let code): words.section(code)
                    case .family, .derived: words("ご家族", "家族", "the family")
                    }
                return """
                    <li>\(words.question(fact))<br><span class="procedure-note">\(words(
                        "分かるところ：\(teller)", "知って いる ところ： \(teller)", "Who knows: \(teller)"))</span></li>

                    """
            }
            let date: HTML =
                entry.sortDay.map { day in
                    "<p>\(words("要る場合の期限：", "いる ときの きげん： ", "Deadline if it applies: "))<strong>\(words.day(day))</strong></p>\n"
                } ?? ""
            return """
                <article class="procedure procedure-open">
                <h3>\(isPaper ? "□ " : "")\(entry.procedure.title[words.language])</h3>
                \(japaneseTitle(entry.procedure))\(date)<ul>\(matters)</ul></article>

                """
        }
        return """
            <section class="procedure-group">
            <h2>\(words("確認が必要なもの", "まだ わからない もの", "To be checked"))\(words("（\(list.undecided.count)件）", "（\(list.undecided.count)つ）", " (\(list.undecided.count))"))</h2>
            <p>\(words(
                "次のことが分かると、要るかどうかが決まります。分からないときは、窓口で一緒に確かめます。",
                "つぎの ことが わかると、きまります。わからない ときは、まどぐちで 聞いて ください。",
                "These are decided once the following is known. If you do not know, the desk will check with you."))</p>
            \(items)</section>

            """
    }

    var excluded: HTML {
        guard !isPaper, !list.excluded.isEmpty else { return .empty }
        let sentences = Sentences(words.base)
        let items: [HTML] = list.excluded.map { entry in
            let reason: HTML = words.language == .japanese ? "：\(sentences.sentence(entry.result))" : ""
            return "<li>\(entry.procedure.title[words.language])\(reason)</li>\n"
        }
        let title = words(
            "対象ではないと分かった手続き（\(list.excluded.count)件）", "しなくて いい もの（\(list.excluded.count)）",
            "Procedures that do not apply (\(list.excluded.count))")
        return "\(Details(title, "<ul>\(items)</ul>"))"
    }
}
