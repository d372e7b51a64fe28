import Site
import Storage
import Ward

/// What comes next for the secretariat: until the first quarter is prepared, and after a quarter was sealed.
enum PlanSteps {
    static let setUp = StepSource { person, ward in
        guard person.may(.importNotice) else { return nil }
        let today = ward.clock.today
        return try await ward.database.read { connection in
            let version = try PlanStore.current(on: connection)
            let initiatives = try version.map { try InitiativeStore.list(version: $0.id, on: connection) } ?? []
            let indicators =
                try version.map { try PlanIndicatorStore.byLineage(version: $0.id, asOf: today, on: connection) } ?? [:]
            let units = Set(initiatives.flatMap(\.mainUnits))
            let staffed = try staffed(ward, on: connection)
            let contacts = try UnitContactStore.all(on: connection)
            let hasQuarter = try !RoundStore.list(on: connection).isEmpty
            let steps = [
                NextStep(
                    Link("通知文を取り込む", ImportListPage.link.path),
                    isDone: try version != nil || !ImportStore.list(on: connection).isEmpty,
                    note: "取組を定めた通知文から始めます。"),
                NextStep(
                    Link("計画に取り入れる", ImportListPage.link.path), isDone: version != nil,
                    note: "読み取った内容を確かめ、計画に取り入れます。"),
                counted(
                    Link("主管課を決める", AssignmentsPage.path), initiatives, "主管課が決まっていない取組",
                    left: initiatives.count { $0.mainUnits.isEmpty },
                    why: "取組ごとに、四半期の照会に答える課を決めます。"),
                counted(
                    Link("指標を結び付ける", PlanPage.link.path), initiatives, "指標がない取組",
                    left: initiatives.count { indicators[$0.lineage] == nil },
                    why: "取組ごとに、進み具合を表す数を決めます。並木が記録から数えるものを選べます。"),
                counted(
                    Link("担当と課長を登録する", person.may(.managePeople) ? "/people" : "/units"), initiatives,
                    "担当または課長がいない課", left: units.count { !staffed.contains($0) },
                    why: "管理者に、主管課ごとに担当と課長の役割を付けてもらいます。"),
                counted(
                    Link("課の連絡先を登録する", "/units/contacts"), initiatives, "連絡先がない課",
                    left: units.count { contacts[$0] == nil }, why: "督促を送る先です。"),
                NextStep(
                    Link("最初の四半期を準備する", "/rounds/new"), isDone: hasQuarter, note: "照会の日程を決めます。"),
            ]
            // Once quarters run, only what is still left of it is of use.
            return hasQuarter
                ? StepList("計画の準備で残っていること", steps.filter { $0.state != .done })
                : StepList("最初の四半期までの準備", steps)
        }
    }

    /// A step of which so much is left; before there are initiatives nothing of it can be done.
    private static func counted(
        _ link: Link, _ initiatives: [Initiative], _ subject: String, left: Int, why: String
    ) -> NextStep {
        NextStep(
            link, isDone: !initiatives.isEmpty && left == 0, note: left == 0 ? why : "\(subject)が\(left)件あります。\(why)")
    }

    /// The units in which somebody writes and somebody approves.
    private static func staffed(_ ward: Ward, on connection: any Connection) throws -> Set<ID<OfficeUnit>> {
        let active = Set(try PersonStore.list(on: connection).filter(\.isActive).map(\.id))
        let held = try PersonStore.assignments(on: ward.clock.today, connection).filter { active.contains($0.key) }
        func units(_ role: Role) -> Set<ID<OfficeUnit>> {
            Set(held.values.flatMap { $0.filter { $0.role == role }.compactMap(\.unit) })
        }
        return units(.editor).intersection(units(.approver))
    }

    static let afterQuarter = StepSource { person, ward in
        guard person.may(.writeReports) else { return nil }
        return try await ward.database.read { connection in
            let rounds = try RoundStore.list(on: connection).filter { $0.limitedTo == nil }
            let reports = try ReportStore.list(on: connection)
            let drafted = Set(reports.filter { $0.state == .draft }.flatMap { $0.coverage.map(\.round) })
            var steps = rounds.filter { $0.state == .frozen && !drafted.contains($0.id) }.map { round in
                NextStep(
                    Link("部会への報告案を作る：\(round.title)", "\(ReportListPage.link.path)/new"), isDone: false,
                    note: "確定した内容から、部会に報告する案を作ります。")
            }
            steps += reports.filter { $0.state == .draft }.map { report in
                NextStep(Link("報告の案を仕上げる：\(report.title)", report.path), isDone: false, note: "書き終えたら、報告書を確定します。")
            }
            if person.may(.publishEditions) {
                steps += rounds.filter { $0.state == .reported }.map { round in
                    NextStep(
                        Link("公表する：\(round.title)", PublishingPage.link.path), isDone: false, note: "部会への報告が済んでいます。")
                }
            }
            steps += try PlanStore.versions(on: connection).filter { $0.state == .draft }.map { version in
                NextStep(
                    Link("改定案を仕上げる：第\(version.number)版", version.path), isDone: false,
                    note: "書き終えたら、決定して施行日を決めます。")
            }
            return StepList("四半期の後の仕事", steps)
        }
    }
}
