import Japanese
import Site
import Ward

extension RoundAnswers {
    /// The parts of the address, which other pages link to.
    static let stateKey = "state"
    static let checkKey = "check"
    /// Columns and filters that need ``AnswerDetail``.
    static let detailKeys: Set<String> = ["previous", "figures", checkKey, "done", "problem", "evidence"]
    static let noMark = "none"

    /// The list narrowed to some states.
    static func path(_ round: ID<Round>, _ states: EntryState...) -> String {
        let query = states.map { "\(stateKey)=\($0.rawValue)" }.joined(separator: "&")
        return query.isEmpty ? RoundPage.path(round) : "\(RoundPage.path(round))?\(query)"
    }

    /// - Parameters:
    ///   - acts: what is offered to be done with several.
    ///   - query: as it was asked for; the pages of the answers lead back to it.
    func listing(offering acts: [Act] = [], for query: ListQuery? = nil, from origin: ListOrigin? = nil) -> Listing<Row>
    {
        let path = round.path
        let possible = acts.filter { count($0) > 0 }
        return Listing(
            "取組ごとの回答", at: path, file: "kaito-\(round.quarter.code)", identity: \.answer.entry.text,
            revision: \.answer.revision, columns: columns(for: query, from: origin), filters: filters,
            actions: possible.map { BulkAction($0.title, to: "\(path)/\($0.rawValue)") },
            isChoosable: { row in possible.contains(where: row.acts.contains) },
            name: { row in
                "\(row.heading)（\(row.answer.unitName)、\(row.said?.title ?? row.answer.state.title)）"
            }, empty: "<p>見ることのできる回答は、この四半期にはありません。</p>")
    }

    private func columns(for query: ListQuery?, from origin: ListOrigin?) -> [ListColumn<Row>] {
        // Where all are in one state, the condition says which.
        let isOneState = query?.filters[Self.stateKey]?.count == 1
        let ranks = Dictionary(
            round.markSet.marks.enumerated().map { ($0.element.symbol, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        @Sendable func rank(_ mark: MarkSet.Mark?) -> ListValue {
            mark.flatMap { ranks[$0.symbol] }.map(ListValue.count) ?? .none
        }
        return [
            ListColumn("number", "番号", order: { .count($0.position) }, { .text($0.answer.number) }).whole,
            .heading("title", "取組", { .text($0.answer.title) }) { row in
                let path = EntryPage.path(row.answer.entry)
                return "<a href=\"\(origin?.carried(to: path) ?? path)\">\(row.answer.title)</a>"
            },
            ListColumn("unit", "主管課", { .text($0.answer.unitName) }).whole,
            ListColumn(
                Self.stateKey, "状態", isShown: !isOneState,
                order: { row in .count(EntryState.allCases.firstIndex(of: row.answer.state) ?? 0) },
                { .text($0.answer.state.tag(isReturned: $0.answer.isReturned).text) }
            ) { "\($0.answer.state.tag(isReturned: $0.answer.isReturned))" }.whole,
            ListColumn("mark", "進捗区分", order: { rank($0.said) }, { .text($0.mark?.title) }) { row in
                let draft: HTML = row.said == nil ? "<br>（下書き）" : ""
                return row.mark.map { "\($0.title)\(draft)" } ?? "―"
            }.whole,
            ListColumn("previous", "前回", isSearched: false, { .text($0.detail?.previousMark?.title) }) { row in
                let previous = row.detail?.previousMark?.title
                return previous.map { $0 == row.mark?.title ? "同じ" : "\($0)" } ?? "―"
            }.whole,
            ListColumn("figures", "指標と目標", isSearched: false, { Self.text($0.detail?.figures.map(\.words)) }) { row in
                Self.lines(row.detail?.figures.map(\.words))
            }.beneath,
            ListColumn(
                Self.checkKey, "確かめる点", isSearched: false, order: { .count($0.detail?.doubts.count ?? 0) },
                { Self.text($0.detail?.doubts) }
            ) { Self.lines($0.detail?.doubts.map(Self.point)) }.beneath,
            .number("evidence", "根拠資料（件）", isShown: false) { .count($0.detail?.evidenceCount ?? 0) },
            ListColumn("done", "実施したこと", isShown: false, isSearched: false, { .text($0.detail?.done) }).beneath,
            ListColumn("problem", "課題", isShown: false, isSearched: false, { .text($0.detail?.problem) }).beneath,
            ListColumn("updated", "更新", isShown: false, isSearched: false, { .moment($0.answer.updatedAt) }) { row in
                row.answer.updatedAt.map { "\($0.japanese)　\(row.answer.updatedBy ?? "")" } ?? "―"
            },
        ]
    }

    private var filters: [ListFilter<Row>] {
        let marks = round.markSet.marks
        let meanings = Dictionary(
            marks.map { ($0.canonical.rawValue, $0.symbol) }, uniquingKeysWith: { first, _ in first })
        let units = Dictionary(
            rows.map { ($0.answer.unit.text, $0.answer.unitName) }, uniquingKeysWith: { first, _ in first })
        return [
            ListFilter(Self.stateKey, "状態", choices: EntryState.allCases.map { Choice($0.rawValue, $0.title) }) {
                row, state in row.answer.state.rawValue == state
            },
            ListFilter("unit", "主管課", of: rows, spellings: units) { $0.answer.unitName },
            ListFilter(
                "mark", "進捗区分", choices: marks.map { Choice($0.symbol, $0.title) } + [Choice(Self.noMark, "未回答・未記入")],
                spellings: meanings.merging(["unanswered": Self.noMark]) { own, _ in own }
            ) { row, symbol in (row.said?.symbol ?? Self.noMark) == symbol },
            ListFilter("returned", "差戻し", yes: "差し戻している") { $0.answer.isReturned && !$0.answer.state.isHandedIn },
            ListFilter(Self.checkKey, "確かめる点", choices: [Choice("yes", "ある"), Choice("no", "ない")]) { row, asked in
                (row.detail?.doubts.isEmpty ?? true) == (asked == "no")
            },
        ]
    }

    /// What was found; what the section is asked to do about it stands on the page of the answer.
    private static func point(_ doubt: String) -> String {
        doubt.firstIndex(of: "。").map { String(doubt[...$0]) } ?? doubt
    }

    private static func text(_ lines: [String]?) -> ListValue {
        guard let lines, !lines.isEmpty else { return .none }
        return .text(lines.joined(separator: "\n"))
    }

    private static func lines(_ lines: [String]?) -> HTML {
        guard let lines, !lines.isEmpty else { return "―" }
        return lines.dropFirst().reduce(MarkSentence(lines[0]).html) { "\($0)<br>\(MarkSentence($1))" }
    }
}
