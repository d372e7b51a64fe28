import Site

/// 別紙1: every answer in full, 別紙2: the indicators, 別紙3: opinions and what was done about them.
extension ReportDocument {
    var entriesAnnex: HTML {
        let parts: [HTML] = content.rounds.reversed().map { round in
            """
            <section>
            <h3>\(round.quarter)（\(round.asOf)現在、第\(round.edition)版）</h3>
            <p class="source">確定内容の SHA-256　\(round.contentHash)</p>
            \(round.entries.map { EntryArticle(entry: $0, showsInitiative: true).html })
            <h4>進捗区分の基準</h4>
            <ul>\(round.markCriteria.map { "<li>\($0)</li>" as HTML })</ul>
            </section>
            """
        }
        return """
            <section>
            <h2 id="annex1">別紙1　取組ごとの回答</h2>
            \(parts)
            </section>
            """
    }

    /// Left out when nobody gave an opinion.
    var opinionsAnnex: HTML {
        guard !content.opinions.isEmpty else { return .empty }
        let rows: [HTML] = content.opinions.map { opinion in
            """
            <tr><th scope="row">\(opinion.initiative)</th><td>\(opinion.origin)</td>\
            <td class="preline">\(opinion.text)</td>\
            <td class="preline">\(opinion.response.isEmpty ? "対応結果は、まだありません。" : opinion.response)</td></tr>
            """
        }
        return """
            <section>
            <h2 id="annex3">別紙3　意見と対応結果</h2>
            <div class="scroll texts" role="region" aria-label="意見と対応結果" tabindex="0">
            <table><caption>意見と対応結果</caption>
            <thead><tr><th scope="col">取組</th><th scope="col">立場</th><th scope="col">意見</th>\
            <th scope="col">対応結果</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            </section>
            """
    }

    var indicatorsAnnex: HTML {
        let rounds = content.rounds
        var rows: [HTML] = []
        for entry in rounds.last?.entries ?? [] {
            for value in entry.values {
                let earlier: [HTML] = rounds.dropLast().map { round in
                    let same = round.entries.first { $0.lineage == entry.lineage && $0.unit == entry.unit }
                    let printed = same?.values.first { $0.indicator == value.indicator }?.printed
                    return "<td class=\"number\">\(printed ?? "―")</td>"
                }
                rows.append(
                    """
                    <tr><th scope="row">\(value.indicator)</th><td>\(entry.initiative)</td>\(earlier)\
                    <td class="number"><a href="#entry-\(entry.id)">\(value.printed)</a></td></tr>
                    """)
            }
        }
        let heads: [HTML] = rounds.map { "<th scope=\"col\">\($0.quarter)</th>" }
        let table: HTML = """
            <div class="scroll values" role="region" aria-label="指標の一覧" tabindex="0">
            <table><caption>指標の一覧（報告する四半期の値）</caption>
            <thead><tr><th scope="col">指標</th><th scope="col">取組</th>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            <p class="source">水準の値は合計しません。「―」は値がないことを表します。</p>
            """
        return """
            <section>
            <h2 id="annex2">別紙2　指標</h2>
            \(rows.isEmpty ? "<p>値の記入された指標はありません。</p>" : table)
            </section>
            """
    }
}
