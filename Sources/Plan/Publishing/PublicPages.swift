import Japanese
import Site
import Ward

/// The pages of the public edition. Each page is a list of blocks, drawn once as HTML and once as plain text, so that the two
/// never say different things.
struct PublicPages {
    let edition: PublicEdition

    /// A page before it is drawn.
    struct Sheet {
        /// Path without the ending.
        let name: String
        let title: String
        let blocks: [Block]

        /// Folders above the page.
        var depth: Int { name.utf8.count { $0 == 0x2F } }
    }

    enum Block {
        case heading(String)
        case paragraph(String)
        case list([Item])
        case table(caption: String, heads: [String], rows: [[Item]])
        case facts([(String, String)])
    }

    /// A text, and where it leads: relative to the folder's root.
    struct Item {
        let text: String
        var path: String?

        init(_ text: String, _ path: String? = nil) {
            self.text = text
            self.path = path
        }
    }

    // MARK: pages

    var index: Sheet {
        let newest = edition.quarters.first
        var blocks: [Block] = [
            .paragraph("\(edition.owner)が定めた「\(edition.planTitle)」の進み具合です。四半期ごとに確かめ、確定した内容だけを載せています。")
        ]
        if edition.quarters.isEmpty { blocks.append(.paragraph("公表した四半期は、まだありません。")) }
        if let newest {
            blocks += [.heading("\(newest.title)の状況"), .paragraph("\(newest.content.asOf)現在の状況です。")]
            blocks.append(tally(newest))
        }
        blocks += [
            .heading("取組"),
            .table(
                caption: "取組ごとの最新の進捗区分", heads: ["取組", "担当する課", "進捗区分", "四半期"],
                rows: edition.lines.map { line in
                    let latest = line.answers.first
                    return [
                        Item(line.heading, "initiatives/\(line.name)"), Item(latest?.entry.unit ?? ""),
                        Item(latest.map { Self.mark($0.entry) } ?? ""), Item(latest?.quarter.title ?? ""),
                    ]
                }),
            .heading("四半期ごとの状況"),
            .list(
                edition.quarters.map {
                    Item("\($0.title)（\($0.content.asOf)現在、第\($0.edition)版）", "quarters/\($0.name)")
                }),
            .heading("報告書と計画の改定"),
            .list(
                edition.documents.map { Item("\($0.title)（第\($0.edition)版）", "documents/\($0.name).html") }
                    + edition.documents.filter { $0.pdf != nil }.map {
                        Item("\($0.title)（第\($0.edition)版、PDF）", "documents/\($0.name).pdf")
                    }),
            .heading("データと読み方"),
            .list([
                Item("進捗区分の基準", "criteria"), Item("回答の一覧（CSV）", "data/progress.csv"),
                Item("指標の一覧（CSV）", "data/indicators.csv"), Item("約束と期限の一覧（CSV）", "data/promises.csv"),
                Item("全体（JSON）", "data/plan.json"), Item("全ファイルのSHA-256", "hashes.txt"),
            ]),
            .paragraph("CSVとJSONは、どなたでも自由に使えます。各版のSHA-256は、内容が確定したときから変わっていないことを確かめるためのものです。"),
        ]
        if let head = edition.head { blocks += Self.proof(head) }
        return Sheet(name: "index", title: edition.planTitle, blocks: blocks)
    }

    /// The daily head, and what it is for.
    private static func proof(_ signed: SignedHead) -> [Block] {
        let head = signed.head
        let signatures = signed.signatures.map { ("署名", "鍵 \($0.fingerprint)（\($0.signedAt.japanese)）") }
        return [
            .heading("記録の日締め"),
            .paragraph(
                "この日までのすべての記録（監査証跡）から計算した値です。保管しておくと、後で記録が書き換えられたり消されたりしたときに、区の記録と比べて確かめられます。"),
            .facts(
                [
                    ("日付", "\(head.day.japanese)　第\(head.number)号"), ("監査証跡", "\(head.sequence)番まで"),
                    ("値", head.hash),
                ] + (signatures.isEmpty ? [("署名", "なし")] : signatures)),
            .list([Item("日締めの文面と署名", "head.txt")]),
        ]
    }

    var criteria: Sheet {
        var blocks: [Block] = [.paragraph("進捗区分は、次の基準で主管課が選んでいます。")]
        var shown: Set<String> = []
        for quarter in edition.quarters {
            let name = "\(quarter.content.markSetName)　第\(quarter.content.markSetVersion)版"
            guard shown.insert(name).inserted else { continue }
            blocks += [
                .heading(name),
                .table(
                    caption: name, heads: ["区分", "選ぶ基準"],
                    rows: quarter.content.marks.map { [Item($0.title), Item($0.criterion)] }),
            ]
        }
        blocks += [
            .heading("数え方"),
            .paragraph("同じ取組を二度載せている場合（再掲）は、再掲を含む数と除く数の両方を示します。計画全体を1つの割合では表しません。遅れている取組が隠れるためです。"),
            .paragraph("「未回答」は、主管課から期限までに回答がなかったことを表します。前の四半期の内容で埋めることはありません。"),
        ]
        return Sheet(name: "criteria", title: "進捗区分の基準", blocks: blocks)
    }

    func quarter(_ quarter: PublicEdition.Quarter) -> Sheet {
        var blocks: [Block] = [
            .facts([
                ("基準日", quarter.content.asOf), ("版", "第\(quarter.edition)版（\(quarter.sealedAt.japanese)確定）"),
                ("SHA-256", quarter.contentHash),
            ])
        ]
        if quarter.edition > 1, let amendment = quarter.content.amendment {
            blocks.append(.paragraph("訂正の理由　\(amendment.reason)"))
        }
        if let reason = quarter.content.earlyReason {
            blocks.append(.paragraph("基準日より前に確定した理由　\(reason)"))
        }
        blocks += [
            tally(quarter), .heading("取組ごとの回答"),
            .table(
                caption: "取組ごとの回答", heads: ["取組", "担当する課", "進捗区分", "実施したこと", "今後の予定"],
                rows: quarter.content.entries.map { entry in
                    [
                        Item(entry.initiative, "initiatives/\(entry.lineage.lowercased())"), Item(entry.unit),
                        Item(Self.mark(entry)), Item(entry.done), Item(entry.plan),
                    ]
                }),
            .list(
                [Item("確定した内容（第\(quarter.edition)版）", "editions/\(quarter.name).html")]
                    + (quarter.canonical == nil
                        ? [] : [Item("確定した内容（JSON）", "editions/\(quarter.name).json")])),
        ]
        return Sheet(
            name: "quarters/\(quarter.name)", title: "\(quarter.title)の状況", blocks: blocks)
    }

    func line(_ line: PublicEdition.Line) -> Sheet {
        var blocks: [Block] = []
        if !line.promises.isEmpty { blocks += [.heading("約束したこと"), .list(line.promises.map { Item($0) })] }
        let values = line.answers.flatMap { answer in
            answer.entry.values.map {
                [Item($0.indicator), Item($0.printed), Item(answer.quarter.title), Item(answer.entry.unit)]
            }
        }
        if !values.isEmpty {
            blocks += [
                .heading("指標"), .table(caption: "指標の値", heads: ["指標", "値", "四半期", "担当する課"], rows: values),
            ]
        }
        for answer in line.answers {
            let entry = answer.entry
            var facts = [
                ("担当する課", entry.unit), ("進捗区分", Self.mark(entry)),
                ("実施したこと", entry.done), ("今後の予定", entry.plan), ("課題", entry.problem), ("対応", entry.response),
            ].filter { !$0.1.isEmpty }
            if !entry.evidence.isEmpty { facts.append(("根拠資料", "\(entry.evidence.count)件（区が保管）")) }
            blocks += [.heading("\(answer.quarter.title)（第\(answer.quarter.edition)版）"), .facts(facts)]
        }
        return Sheet(name: "initiatives/\(line.name)", title: line.heading, blocks: blocks)
    }

    private func tally(_ quarter: PublicEdition.Quarter) -> Block {
        let tally = PublicEdition.tally(quarter.content)
        return .table(
            caption: "進捗区分ごとの数", heads: ["進捗区分", "再掲を含む数", "再掲を除く数"],
            rows: tally.rows.map { row in
                [
                    Item(row.mark ?? "未回答"), Item("\(row.withRepeats)件\(Self.share(row.shareWithRepeats))"),
                    Item("\(row.unique)件\(Self.share(row.shareUnique))"),
                ]
            } + [[Item("計"), Item("\(tally.withRepeats)件"), Item("\(tally.unique)件")]])
    }

    private static func share(_ share: Share?) -> String {
        share.map { "（\($0.percent)%）" } ?? ""
    }

    static func mark(_ entry: ReportedEntry) -> String {
        entry.isAnswered ? entry.mark.map { "\($0.symbol) \($0.label)" } ?? "未記入" : "未回答"
    }
}
