import Site
import Ward

/// The report to the sub-committee in office form: 1 概況 / 2 遅れ・変更 / 3 グループの検討状況 / 4 計画修正(案) / 別紙.
///
/// A pure function of the sealed content and its heading, so that the same edition gives the same bytes anywhere.
/// Every sentence and number links to the entry it rests on: entries are printed in full in 別紙1, each with its own anchor.
struct ReportDocument {
    let content: ReportContent
    /// The edition and the SHA-256 of the canonical content in hexadecimal; `nil` for a draft (案).
    let sealed: (edition: Int, contentHash: String)?

    var html: HTML {
        DocumentStyle.document(
            title: "\(content.title)（\(editionTitle)）", edition: foot,
            body: """
                <header>
                \(sampleMark)
                <div class="letterhead">
                <p>\(content.date ?? "報告日　未定")</p>
                <p>\(content.author)</p>
                </div>
                <p>\(content.addressee)　御中</p>
                <h1>\(content.title)</h1>
                \(correction)
                </header>
                <main>
                \(overview)
                \(exceptions)
                \(groups)
                \(proposals)
                \(entriesAnnex)
                \(indicatorsAnnex)
                \(opinionsAnnex)
                </main>
                <footer>
                <p>\(foot)</p>
                </footer>
                """)
    }

    private var editionTitle: String { sealed.map { "第\($0.edition)版" } ?? "案" }

    private var correction: HTML {
        content.correction.map { "<p>訂正の理由　\($0)　前の版は、そのまま残っています。</p>" } ?? .empty
    }

    private var foot: String {
        "\(content.title)　\(editionTitle)　\(sealed.map { "SHA-256 \($0.contentHash)" } ?? "確定前の案です。")"
    }

    private var sampleMark: HTML {
        content.isSample ? "<p class=\"sample\">見本　この報告書の内容は作例であり、実際の取組状況ではありません。</p>" : .empty
    }

    // MARK: 1 概況

    private var overview: HTML {
        guard let current = content.rounds.last else { return .empty }
        let before = content.rounds.dropLast().last ?? content.previous
        let summary = ReportSummary(current: current, previous: before)
        let covered = content.rounds.map { "\($0.quarter)（\($0.asOf)現在、第\($0.edition)版）" }.joined(separator: "、")
        let comparison: HTML =
            before.map { previous in
                countTable(
                    caption: "\(previous.quarter)からの動き", counts: summary.movements.map(\.count),
                    first: "動き") + matrixTable(summary.matrix, from: previous, to: current)
            } ?? "<p>前の四半期の確定版がないため、動きは示しません。</p>"
        return """
            <section>
            <h2 id="overview">1　概況</h2>
            <p>\(content.planTitle)に定めた取組について、\(covered)の進捗を確認しました。<a href="#annex1">別紙1</a>に各課の回答を載せています。</p>
            \(paragraphs(content.overview))
            \(countTable(caption: "\(current.quarter)の回答", counts: [summary.answered, summary.unanswered], first: "状況"))
            \(countTable(caption: "進捗区分ごとの件数", counts: summary.marks, first: "進捗区分"))
            \(comparison)
            </section>
            """
    }

    /// From which mark to which mark the answers moved. There is no single figure for the plan: it would hide what is late.
    private func matrixTable(_ matrix: MovementMatrix?, from old: ReportedRound, to new: ReportedRound) -> HTML {
        guard let matrix, !matrix.moved.isEmpty else { return .empty }
        let caption = "\(old.quarter)（縦）から\(new.quarter)（横）への進捗区分の動き"
        let heads: [HTML] = matrix.columns.map { "<th scope=\"col\">\($0.title(isEarlier: false))</th>" }
        let rows: [HTML] = matrix.table.map { row in
            let cells: [HTML] = row.counts.map { "<td class=\"number\">\($0)</td>" }
            return """
                <tr><th scope="row">\(row.from.title(isEarlier: true))</th>\(cells)\
                <td class="number">\(row.total)</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" aria-label="\(caption)" tabindex="0">
            <table><caption>\(caption)</caption>
            <thead><tr><th scope="col">前の四半期</th>\(heads)<th scope="col">計</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            </div>
            """
    }

    private func countTable(caption: String, counts: [ReportSummary.Count], first: String) -> HTML {
        let rows: [HTML] = counts.map { count in
            """
            <tr><th scope="row">\(count.title)</th><td class="number">\(count.all)</td>\
            <td class="number">\(count.withoutRepeats)</td><td>\(links(to: count.entries))</td></tr>
            """
        }
        return """
            <div class="scroll counts" role="region" aria-label="\(caption)" tabindex="0">
            <table><caption>\(caption)</caption>
            <thead><tr><th scope="col">\(first)</th><th scope="col">件数</th><th scope="col">再掲を除く件数</th>\
            <th scope="col">数えた回答</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            </div>
            """
    }

    // MARK: 2 遅れ・変更のある取組

    private var exceptions: HTML {
        guard let current = content.rounds.last else { return .empty }
        let late = current.entries.filter { $0.isAnswered && $0.mark?.canonical.isException == true }
        let unanswered = current.entries.filter { !$0.isAnswered }
        return """
            <section>
            <h2 id="exceptions">2　遅れ・変更のある取組</h2>
            <h3>(1)　遅れ・中止</h3>
            \(late.isEmpty ? "<p>該当する回答はありません。</p>" : list(late.map(lateItem)))
            <h3>(2)　未回答</h3>
            \(unanswered.isEmpty ? "<p>未回答はありません。</p>" : list(unanswered.map(unansweredItem)))
            </section>
            """
    }

    private func lateItem(_ entry: ReportedEntry) -> HTML {
        """
        <li><strong>\(entry.initiative)</strong>（\(entry.unit)、\(entry.mark.map { "\($0.symbol) \($0.label)" } ?? "")）\
        <br>課題　<span class="preline">\(entry.problem)</span>\
        <br>対応　<span class="preline">\(entry.response)</span> \(links(to: [entry]))</li>
        """
    }

    private func unansweredItem(_ entry: ReportedEntry) -> HTML {
        "<li><strong>\(entry.initiative)</strong>（\(entry.unit)）　未回答 \(links(to: [entry]))</li>"
    }

    // MARK: 3 グループの検討状況

    private var groups: HTML {
        let entries = content.rounds.last?.entries ?? []
        let parts: [HTML] = content.groups.enumerated().map { position, status in
            let own = entries.filter { $0.studyGroup == status.group }
            return """
                <h3>(\(position + 1))　\(status.group)</h3>
                \(status.paragraphs.isEmpty ? "<p>この期間の検討について、記載はありません。</p>" : paragraphs(status.paragraphs))
                <p class="source">関係する取組　\(own.isEmpty ? "なし" : links(to: own))</p>
                """
        }
        return """
            <section>
            <h2 id="groups">3　グループの検討状況</h2>
            \(parts.isEmpty ? "<p>検討グループはありません。</p>" : HTML.empty)\(parts)
            </section>
            """
    }

    // MARK: 4 計画修正(案)

    private var proposals: HTML {
        let rows: [HTML] = content.proposals.map { proposal in
            """
            <tr><th scope="row">\(proposal.initiative)</th><td class="preline">\(proposal.present)</td>\
            <td class="preline">\(proposal.proposed)</td><td class="preline">\(proposal.reason)\
            <br>\(links(toIDs: proposal.sources))</td></tr>
            """
        }
        let table: HTML = """
            <div class="scroll texts" role="region" aria-label="計画修正(案)" tabindex="0">
            <table><caption>計画修正(案)</caption>
            <thead><tr><th scope="col">取組</th><th scope="col">現行</th><th scope="col">修正案</th>\
            <th scope="col">理由と根拠</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
        return """
            <section>
            <h2 id="proposals">4　計画修正(案)</h2>
            \(rows.isEmpty ? "<p>今回、計画の修正案はありません。</p>" : table)
            </section>
            """
    }

    // MARK: links

    private func paragraphs(_ paragraphs: [ReportContent.Paragraph]) -> HTML {
        HTML(
            trusted: paragraphs.map { paragraph in
                let source: HTML =
                    paragraph.sources.isEmpty
                    ? "<span class=\"source\">（事務局記載）</span>" : links(toIDs: paragraph.sources)
                return ("<p><span class=\"preline\">\(paragraph.text)</span> \(source)</p>" as HTML).text
            }.joined(separator: "\n"))
    }

    private func list(_ items: [HTML]) -> HTML { "<ul>\(items)</ul>" }

    private func links(toIDs ids: [String]) -> HTML {
        links(to: content.rounds.flatMap(\.entries).filter { ids.contains($0.id) })
    }

    private func links(to entries: [ReportedEntry]) -> HTML {
        guard !entries.isEmpty else { return "<span class=\"source\">なし</span>" }
        let links: [HTML] = entries.enumerated().map { position, entry in
            "\(position == 0 ? "" : "、")<a href=\"#entry-\(entry.id)\">\(entry.shortName)</a>"
        }
        return "<span class=\"source\">\(links)</span>"
    }
}

extension ReportedEntry {
    /// `(1) 情報管理課`, as printed in a link.
    var shortName: String {
        let number = initiative.split(separator: " ", maxSplits: 1).first.map(String.init) ?? initiative
        return "\(number) \(unit)"
    }
}
