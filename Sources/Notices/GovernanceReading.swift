/// Clauses about steering, wherever they stand: the quarterly check, the report, revisions, working teams.
struct GovernanceReading {
    let outline: NoticeOutline

    init(_ outline: NoticeOutline) {
        self.outline = outline
    }

    var clauses: [ReadClause] {
        outline.allBlocks.compactMap(\.text).flatMap(\.sentences).flatMap { sentence -> [ReadClause] in
            kinds(sentence.text).map { ReadClause(kind: $0, text: sentence.text, line: sentence.line) }
        }
    }

    private func kinds(_ text: String) -> [ReadClause.Kind] {
        func has(_ words: String...) -> Bool { words.contains(where: text.contains) }
        var kinds: [ReadClause.Kind] = []
        if has("四半期ごと", "四半期毎", "毎四半期", "四半期に1回", "月ごと", "毎月", "半期ごと"), has("確認", "把握", "点検", "報告") {
            kinds.append(.quarterlyCheck)
        }
        if has("部会", "本部", "委員会", "会議"), has("報告する", "報告します", "報告を行", "報告し、") { kinds.append(.report) }
        if has("計画"), has("修正", "改定", "見直し", "改訂"), has("行う", "行います", "図る", "見直す"), !has("基づき") {
            kinds.append(.revision)
        }
        if has("作業チーム", "ワーキング", "作業部会", "プロジェクトチーム", "専門部会"), has("設置することができる", "設置できる", "置くことができる", "設けることができる") {
            kinds.append(.workingTeams)
        }
        return kinds
    }
}
