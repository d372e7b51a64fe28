import Site
import Storage
import Ward

/// What waits for the secretariat before a quarter can be asked for.
enum PlanDuties {
    static func duties(of person: SignedIn, on connection: any Connection) throws -> [Duty] {
        guard person.may(.importNotice) else { return [] }
        let runs = try ImportStore.list(on: connection)
        guard !runs.isEmpty else {
            return [
                Duty(
                    link: Link("通知文を取り込む", ImportListPage.link.path),
                    note: "取組を定めた通知文から始めます。")
            ]
        }
        var duties: [Duty] = []
        for run in runs {
            let reading = try ImportStore.reading(of: run, on: connection)
            let decided = try ImportStore.decisions(of: run.id, on: connection)
            let open = reading.findings.filter {
                $0.severity == .error && $0.proposal != nil && decided[$0.key] == nil
            }.count
            if !run.isAdopted {
                duties.append(
                    Duty(link: Link("取り込みを確かめる：\(run.fileName)", ImportPage.path(run.id)), note: "計画に取り入れるかを決めます。"))
            } else if open > 0 {
                duties.append(
                    Duty(
                        link: Link("指摘を判断する：\(run.fileName)", ImportPage.path(run.id)),
                        note: "案のある誤りが\(open)件あります。"))
            }
        }
        if let version = try PlanStore.current(on: connection) {
            let without = try InitiativeStore.list(version: version.id, on: connection).filter(\.mainUnits.isEmpty)
            if !without.isEmpty {
                duties.append(
                    Duty(
                        link: Link("主管課を決める", PlanPage.link.path),
                        note: "主管課が決まっていない取組が\(without.count)件あります。決まるまで、四半期の照会を始められません。"))
            } else if try RoundStore.list(on: connection).isEmpty {
                duties.append(
                    Duty(link: Link("最初の四半期を準備する", "/rounds/new"), note: "主管課がそろいました。照会の日程を決めます。"))
            }
        }
        return duties
    }
}
