import Japanese
import Site
import Storage
import Ward

/// The marks of a round section by section: a page of its own, because a chart of many sections weighs as much as the list.
struct RoundMarksPage: PageView {
    let board: RoundBoard

    static let title = "主管課ごとの進捗区分"
    static func path(_ id: ID<Round>) -> String { "\(RoundPage.path(id))/marks" }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RoundMarksPage {
        RoundMarksPage(board: try RoundBoard(try Round.load(request, on: connection), on: connection))
    }

    var page: Page {
        let round = board.round
        return Page(
            Self.title, trail: [RoundListPage.link, Link(round.title, round.path)], section: RoundListPage.link.path,
            body: board.rows.isEmpty ? "<p class=\"empty\">回答の欄がありません。</p>" : RoundMarks(board: board).chart.html)
    }
}

/// How many answers of a round have which mark, for all sections and for each: counts side by side, never one share for
/// everything.
struct RoundMarks {
    let board: RoundBoard

    private var round: Round { board.round }

    var chart: StackedBars {
        var units: [(name: String, rows: [RoundBoard.Row])] = []
        var places: [ID<OfficeUnit>: Int] = [:]
        for row in board.rows {
            if let place = places[row.unit] {
                units[place].rows.append(row)
            } else {
                places[row.unit] = units.count
                units.append((row.unitName, [row]))
            }
        }
        let bars = [StackedBars.Bar("全体", counts(board.rows))] + units.map { .init($0.name, counts($0.rows)) }
        return StackedBars(
            title: "主管課ごとの進捗区分（\(round.calendar.asOf.japanese)現在）", unit: "件", parts: kinds.map(\.part), bars: bars)
    }

    /// A mark of the municipality's own set stands for what it means; marks that mean the same are one part.
    private var kinds: [(meaning: MarkSet.Canonical?, part: StackedBars.Part)] {
        let order: [MarkSet.Canonical] = [.done, .onTrack, .slightlyLate, .late, .stopped, .notStarted, .notJudgeable]
        let answered = order.compactMap { meaning -> (meaning: MarkSet.Canonical?, part: StackedBars.Part)? in
            let titles = round.markSet.marks.filter { $0.canonical == meaning }.map(\.title)
            return titles.isEmpty ? nil : (meaning, .init(titles.joined(separator: "・"), meaning.fill))
        }
        return answered + [(nil, .init("未提出", .unanswered))]
    }

    /// What a draft says is not said yet.
    private func meaning(_ row: RoundBoard.Row) -> MarkSet.Canonical? {
        guard row.state.isHandedIn else { return nil }
        return row.mark.flatMap { round.markSet[$0]?.canonical }
    }

    private func counts(_ rows: [RoundBoard.Row]) -> [Int] {
        kinds.map { kind in rows.count { meaning($0) == kind.meaning } }
    }
}

extension MarkSet.Canonical {
    /// How it is drawn.
    var fill: ChartFill {
        switch self {
        case .done: .reached
        case .onTrack: .onCourse
        case .slightlyLate: .slipping
        case .late: .late
        case .stopped: .ended
        case .notStarted: .notBegun
        case .notJudgeable: .undetermined
        }
    }
}
