import Site

/// 別紙1: every answer in full, and 別紙2: the indicators.
extension ReportDocument {
    var entriesAnnex: HTML {
        let parts: [HTML] = content.rounds.reversed().map { round in
            """
            <section>
            <h3>\(round.quarter)（\(round.asOf)現在、第\(round.edition)版）</h3>
            <p class="source">確定内容の SHA-256　\(round.contentHash)</p>
            \(round.entries.map(article))
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

    private func article(_ entry: ReportedEntry) -> HTML {
        let answer: HTML =
            entry.isAnswered
            ? """
            <dl>
            <dt>進捗区分</dt><dd>\(entry.mark.map { "\($0.symbol) \($0.label)" } ?? "未記入")</dd>
            <dt>実施したこと</dt><dd>\(printed(entry.done))</dd>
            <dt>今後の予定</dt><dd>\(printed(entry.plan))</dd>
            <dt>課題</dt><dd>\(printed(entry.problem))</dd>
            <dt>対応</dt><dd>\(printed(entry.response))</dd>
            \(values(entry))
            \(evidence(entry))
            </dl>
            """
            : "<p>未回答</p>"
        return """
            <article id="entry-\(entry.id)">
            <h4>\(entry.initiative)\(entry.isRepeat ? "（再掲）" : "")　\(entry.unit)</h4>
            \(answer)
            <p class="source"><a href="/entries/\(entry.id)">記入の記録を開く</a>　状態　\(entry.stateTitle)</p>
            </article>
            """
    }

    private func printed(_ text: String) -> String { text.isEmpty ? "記載なし" : text }

    private func values(_ entry: ReportedEntry) -> HTML {
        guard !entry.values.isEmpty else { return .empty }
        return "<dt>指標</dt>\(entry.values.map { "<dd>\($0.indicator)　\($0.printed)</dd>" as HTML })"
    }

    private func evidence(_ entry: ReportedEntry) -> HTML {
        guard !entry.evidence.isEmpty else { return .empty }
        return "<dt>根拠資料</dt>\(entry.evidence.map { "<dd>\($0.title)　SHA-256 \($0.hash)</dd>" as HTML })"
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
            <div class="scroll" role="region" aria-label="指標の一覧" tabindex="0">
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
