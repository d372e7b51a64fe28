import Japanese
import Site
import Ward

/// A frozen edition of a quarter (確定版) as a document on its own: a pure function of the sealed content and its heading.
struct EditionDocument {
    let content: RoundContent
    let heading: SealHeading
    /// Without links to records of the site, which residents do not reach.
    var isPublic = false

    var html: HTML {
        let scope = content.scope.map { "（臨時　\($0)）" } ?? ""
        let title = "\(content.planTitle)　\(content.quarter)　進捗確認\(scope)"
        let foot = "\(title)　第\(heading.edition)版　SHA-256 \(heading.contentHash)"
        return DocumentStyle.document(
            title: "\(title)（第\(heading.edition)版）", edition: foot,
            body: """
                <header>
                \(sampleMark)
                <h1>\(title)</h1>
                <div class="letterhead">
                <p>\(content.asOf)現在</p>
                <p>第\(heading.edition)版（\(heading.sealedAt.japanese)確定）</p>
                </div>
                \(amendment)\(early)
                </header>
                <main>
                <h2>回答の状況</h2>
                \(overview)
                <h2>取組ごとの回答</h2>
                \(content.initiatives.map(initiative))
                \(effects)<h2>進捗区分の基準</h2>
                <p>\(content.markSetName)</p>
                <ul>\(content.marks.map { "<li>\($0.title)　\($0.criterion)</li>" as HTML })</ul>
                </main>
                <footer>
                <p>\(foot)</p>
                </footer>
                """)
    }

    private var sampleMark: HTML {
        content.isSample ? "<p class=\"sample\">見本　この版の内容は作例であり、実際の取組状況ではありません。</p>" : .empty
    }

    private var amendment: HTML {
        guard heading.edition > 1, let amendment = content.amendment else { return .empty }
        let decision: HTML = amendment.decision.isEmpty ? .empty : "（\(amendment.decision)）"
        return "<p>訂正の理由　\(amendment.reason)\(decision)。前の版は、そのまま残っています。</p>"
    }

    private var early: HTML {
        content.earlyReason.map { "<p>基準日（\(content.asOf)）より前に確定した版です。理由　\($0)</p>\n" } ?? .empty
    }

    private var overview: HTML {
        let rows: [HTML] = content.entries.map { entry in
            """
            <tr><th scope="row"><a href="#entry-\(entry.id)">\(entry.initiative)</a></th><td>\(entry.unit)</td>\
            <td>\(entry.isAnswered ? entry.mark.map { "\($0.symbol) \($0.label)" } ?? "未記入" : "未回答")</td>\
            <td>\(entry.stateTitle)</td></tr>
            """
        }
        return """
            <div class="scroll" role="region" aria-label="回答の状況" tabindex="0">
            <table><caption>取組と回答</caption>
            <thead><tr><th scope="col">取組</th><th scope="col">主管課</th><th scope="col">進捗区分</th>\
            <th scope="col">状態</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    /// Left out where the ledger holds nothing of the quarter.
    private var effects: HTML {
        guard !content.effects.isEmpty else { return .empty }
        let rows: [HTML] = content.effects.map { sum in
            "<tr><th scope=\"row\">\(sum.subject)</th><td>\(sum.gradeTitle)</td><td class=\"number\">\(sum.printed)</td></tr>"
        }
        return """
            <h2>減らせた時間と費用（効果の台帳）</h2>
            <div class="scroll" role="region" aria-label="効果" tabindex="0">
            <table><caption>効果（確からしさの区分ごと）</caption>
            <thead><tr><th scope="col">何の効果か</th><th scope="col">確からしさの区分</th><th scope="col">値（幅）</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            <p class="source">\(QuarterEffects.remark)</p>

            """
    }

    private func initiative(_ note: RoundContent.InitiativeNote) -> HTML {
        let entries = content.entries.filter { $0.initiative == note.heading }
        let promises: HTML =
            note.promises.isEmpty
            ? .empty : "<h4>約束したこと</h4><ul>\(note.promises.map { "<li>\($0)</li>" as HTML })</ul>"
        return """
            <section>
            <h3>\(note.heading)</h3>
            \(promises)
            \(entries.map { entry in
                EntryArticle(
                    entry: entry, doneOn: content.answers.first { $0.entry == entry.id }?.doneOn,
                    leadsToRecords: !isPublic
                ).html
            })
            </section>
            """
    }
}

/// One answer in full, as editions and reports print it.
struct EntryArticle {
    let entry: ReportedEntry
    /// Whether the initiative stands in the heading: not where it stands above already.
    var showsInitiative = false
    /// The day of completion, where the answer names one.
    var doneOn: CivilDate?
    /// Whether it links to the records of the site: in editions that the office reads, never in what leaves it.
    var leadsToRecords = false

    var html: HTML {
        let initiative = showsInitiative ? "\(entry.initiative)\(entry.isRepeat ? "（再掲）" : "")　" : ""
        return """
            <article id="entry-\(entry.id)">
            <h4>\(initiative)\(entry.unit)</h4>
            \(answer)
            \(record)</article>
            """
    }

    private var record: HTML {
        guard leadsToRecords else { return .empty }
        return """
            <p class="source"><a href="/entries/\(entry.id)">記入の記録を開く</a>　状態　\(entry.stateTitle)</p>

            """
    }

    private var answer: HTML {
        guard entry.isAnswered else {
            // What the platform counted is known also where the section said nothing.
            return "<p>未回答</p>\(entry.values.isEmpty ? .empty : "<dl>\n\(values)\n</dl>" as HTML)"
        }
        return """
            <dl>
            <dt>進捗区分</dt><dd>\(entry.mark.map { "\($0.symbol) \($0.label)" } ?? "未記入")</dd>\(completion)
            <dt>実施したこと</dt><dd>\(printed(entry.done))</dd>
            <dt>今後の予定</dt><dd>\(printed(entry.plan))</dd>
            <dt>課題</dt><dd>\(printed(entry.problem))</dd>
            <dt>対応</dt><dd>\(printed(entry.response))</dd>
            \(values)
            \(evidence)\(approval)
            </dl>
            """
    }

    private func printed(_ text: String) -> String { text.isEmpty ? "記載なし" : text }

    private var completion: HTML {
        doneOn.map { "<dt>終えた日</dt><dd>\($0.japanese)</dd>" } ?? .empty
    }

    private var approval: HTML { entry.approval.map { "\n<dt>承認</dt><dd>\($0)</dd>" } ?? .empty }

    private var values: HTML {
        guard !entry.values.isEmpty else { return .empty }
        return "<dt>指標</dt>\(entry.values.map { "<dd>\($0.indicator)　\(number($0))\($0.notes)</dd>" as HTML })"
    }

    /// A counted number leads to its definition and its records.
    private func number(_ value: ReportedEntry.Value) -> HTML {
        guard leadsToRecords, let counted = value.counted else { return "\(value.printed)" }
        return "<a href=\"\(CountedValue.path(entry.round, counted.indicator))\">\(value.printed)</a>"
    }

    private var evidence: HTML {
        guard !entry.evidence.isEmpty else { return .empty }
        return "<dt>根拠資料</dt>\(entry.evidence.map { "<dd>\($0.title)　SHA-256 \($0.hash)</dd>" as HTML })"
    }
}
