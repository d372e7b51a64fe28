import Japanese
import Site
import Storage
import Ward

/// 計画のいま: the programme on the first page, calm also with 150 initiatives.
struct ProgrammeGlance {
    let standing: ProgrammeStanding
    /// Whether the marks of all sections may be read by the round; else they are read in its edition.
    let mayReadAllEntries: Bool

    static let source = GlanceSource(needs: .readEditions) { person, ward in
        let today = ward.clock.today
        guard let standing = try await ward.database.read({ try ProgrammeStanding.known(today, on: $0) }) else {
            return nil
        }
        return ProgrammeGlance(standing: standing, mayReadAllEntries: person.may(.readAllEntries)).glance
    }

    /// A plan of so many initiatives is shown whole; of a larger one what moved, is late or is due soon.
    static let wholeMax = 12
    static let dueSoonDays = 30
    static let dueLaterDays = 90

    var glance: Glance {
        Glance("計画のいま", "\(origin)\(figures)\(movements)\(table)\(charts.marksBySection)")
    }

    private var charts: GlanceCharts { GlanceCharts(standing: standing, sectionsPath: sectionsPath) }

    private var sectionsPath: String? {
        guard let newest = standing.newest, let edition = standing.newestEdition else { return nil }
        let round = ID<Round>(newest.roundID)
        return mayReadAllEntries ? RoundMarksPage.path(round) : RoundPage.editionPath(round, edition)
    }

    /// Of when the numbers are, and where they come from.
    private var origin: HTML {
        guard let newest = standing.newest else {
            return "<p>確定した四半期は、まだありません。期限は、いまの計画によります。</p>\n"
        }
        let figures = newest.asked.flatMap(\.figures)
        let given = figures.filter { $0.value != nil }
        let measured = given.count { $0.origin == .measured }
        return """
            <p>\(newest.asOf)現在（\(newest.quarter)の確定版）。指標\(figures.count)件のうち、並木が数えた値 \(measured)件、\
            自己申告 \(given.count - measured)件、値なし \(figures.count - given.count)件です。</p>

            """
    }

    private var figures: HTML {
        let deadlines: [Figures.Figure] = [
            .init("期限を過ぎた約束", "\(standing.passed)件"),
            .init("\(Self.dueSoonDays)日以内の期限", "\(standing.due(within: Self.dueSoonDays))件"),
            .init("\(Self.dueLaterDays)日以内の期限", "\(standing.due(within: Self.dueLaterDays))件"),
        ]
        // One quarter alone has not moved: that is no zero.
        guard standing.quarters.count > 1 else { return Figures(deadlines).html }
        return Figures(
            deadlines + [
                .init("良くなった取組", "\(moved(.better).count)件", note: "前の四半期と比べて"),
                .init("遅れた取組", "\(moved(.worse).count)件", note: "前の四半期と比べて"),
            ]
        ).html
    }

    private func moved(_ movement: Movement) -> [MovementMatrix.Moved] {
        standing.moved.filter { $0.movement == movement }
    }

    private var movements: HTML {
        let folds: [HTML] = [Movement.worse, .better].compactMap { movement in
            let items: [HTML] = moved(movement).map {
                "<li>\($0.title)　\($0.from.title(isEarlier: true)) → \($0.to.title(isEarlier: false))</li>\n"
            }
            return items.isEmpty ? nil : Details("\(movement.title)取組の名前（\(items.count)件）", "<ul>\(items)</ul>").html
        }
        return "\(folds)"
    }

    /// What needs attention first, at most as many as a small plan has.
    private var shown: [ProgrammeStanding.Line] {
        guard standing.lines.count > Self.wholeMax else { return standing.lines }
        let soon = standing.today.adding(days: Self.dueSoonDays)
        let notable = standing.lines.enumerated().compactMap { place, line -> (rank: Int, place: Int)? in
            let isDue = line.deadlines.contains { $0 <= soon }
            let rank =
                line.movement == .worse ? 0 : line.isLate ? 1 : isDue ? 2 : line.movement == .better ? 3 : nil
            return rank.map { ($0, place) }
        }
        return notable.sorted { $0 < $1 }.prefix(Self.wholeMax).map { standing.lines[$0.place] }
    }

    private var table: HTML {
        let shown = shown
        let rest = standing.lines.count - shown.count
        let more: HTML =
            rest == 0
            ? .empty
            : "<p><a href=\"\(PlanPage.link.path)\">ほかの\(rest)件を含む、すべての取組を見る（\(standing.lines.count)件）</a></p>\n"
        return """
            <h3>\(rest == 0 ? "取組" : "動いた取組、遅れている取組、期限が近い取組")</h3>
            \(TableView(
                caption: "取組の状況",
                columns: [.rowHeader("取組"), .text("進捗区分"), .text("次の期限"), .text("主な指標")],
                rows: shown.map(row), empty: "動いた取組、遅れている取組、期限が近い取組はありません。", isCaptionHidden: true))
            \(more)
            """
    }

    private func row(_ line: ProgrammeStanding.Line) -> [HTML] {
        [
            "<a href=\"\(line.initiative.path)\">\(line.initiative.heading)</a>", marks(line), deadline(line),
            line.trend.map(charts.trend) ?? "―",
        ]
    }

    private func marks(_ line: ProgrammeStanding.Line) -> HTML {
        guard !line.answers.isEmpty else { return "―" }
        let tags = line.answers.map { answer in
            answer.isAnswered
                ? answer.mark.map { Tag("\($0.symbol) \($0.label)", $0.canonical.tagKind) } ?? Tag("未記入", .waiting)
                : Tag("未回答", .waiting)
        }
        let moved: HTML =
            switch line.movement {
            case .worse: "<span class=\"moved\">↓ 遅れた</span>"
            case .better: "<span class=\"moved\">↑ 良くなった</span>"
            default: .empty
            }
        return "\(tags)\(moved)"
    }

    private func deadline(_ line: ProgrammeStanding.Line) -> HTML {
        guard let next = line.deadlines.first(where: { $0 >= standing.today }) else {
            return line.deadlines.last.map { "\(Tag("期限超過", .danger)) <span class=\"whole\">\($0.japanese)</span>" }
                ?? "―"
        }
        let passed = line.deadlines.count { $0 < standing.today }
        return
            "<span class=\"whole\">\(next.japanese)</span>\(passed > 0 ? HTML("　\(Tag("過ぎたもの \(passed)件", .danger))") : .empty)"
    }
}

extension MarkSet.Canonical {
    /// The shape and colour of its tag.
    fileprivate var tagKind: Tag.Kind {
        switch self {
        case .done: .done
        case .onTrack: .active
        case .slightlyLate: .warning
        case .late: .danger
        case .stopped: .neutral
        case .notStarted, .notJudgeable: .waiting
        }
    }
}
