import Japanese
import Site
import Ward

extension IndicatorRoster {
    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] {
        var taken: [String: Int] = [:]
        return rows.compactMap { row in
            guard let initiative = finder.find(row, &findings) else { return nil }
            if isUnwritten(row) {
                return RosterLine(
                    row: row.number, subject: "\(initiative.heading)（指標なし）", changes: [],
                    step: Step(lineage: initiative.lineage, existing: nil, draft: nil, targets: []))
            }
            let name = findings.text(row, Self.name, max: 80)
            let counted = counted(row, &findings)
            let existing = existing(row, name, initiative, &findings)
            let draft = draft(row, name, counted, existing, &findings)
            let targets = targets(row, unit: draft?.unitName, of: existing, &findings)
            guard let draft, !findings.concern(row) else { return nil }
            let key = existing?.id.text ?? "\(initiative.lineage) \(TextKey(draft.name))"
            if let other = taken[key] {
                findings.add(row, Self.name, "\(other)行目と同じ取組の同じ指標です。", "どちらかの行を除いてください。")
                return nil
            }
            taken[key] = row.number
            return line(row, initiative, existing, draft, targets)
        }
    }

    /// A row of the template on which nobody wrote.
    private func isUnwritten(_ row: RosterRow) -> Bool {
        let place = [InitiativeFinder.number.title, InitiativeFinder.title.title]
        return row.titles.filter { !place.contains($0) }.allSatisfy { row[RosterColumn($0)].isEmpty }
    }

    private func existing(
        _ row: RosterRow, _ name: String?, _ initiative: Initiative, _ findings: inout RosterFindings
    ) -> PlanIndicator? {
        let own = indicators[initiative.lineage] ?? []
        guard row[Self.key].isEmpty else {
            if let known = own.first(where: { $0.id.text == row[Self.key] }) { return known }
            findings.add(
                row, Self.key, "\(initiative.heading)の続いている指標に、この管理番号がありません。", "新しい指標なら、空にしてください。")
            return nil
        }
        guard let name else { return nil }
        let named = own.filter { TextKey($0.name) == TextKey(name) }
        if named.count > 1 { findings.add(row, Self.name, "同じ名前の指標が\(named.count)件あります。", "「管理番号」を書いてください。") }
        return named.first
    }

    private enum Counted {
        /// The list says nothing of it.
        case unsaid
        case nothing
        case by(String, Indicator?)
    }

    private func counted(_ row: RosterRow, _ findings: inout RosterFindings) -> Counted {
        guard row.has(Self.registered) else { return .unsaid }
        let text = row[Self.registered]
        guard !text.isEmpty else { return .nothing }
        if let known = registry[text] { return .by(known.id, known) }
        let named = registry.indicators.filter { TextKey($0.name) == TextKey(text) }
        if named.count == 1 { return .by(named[0].id, named[0]) }
        // A module that no longer counts: what stands may stay.
        if indicators.values.joined().contains(where: { $0.registryID == text }) { return .by(text, nil) }
        findings.add(
            row, Self.registered, named.isEmpty ? "並木が数える指標に、この名前がありません。" : "この名前の指標が\(named.count)件あります。",
            "指標のページの「並木が数える指標」にある名前を書くか、空にしてください。")
        return .unsaid
    }

    /// What the row makes of the indicator; what the list has no column for stays.
    private func draft(
        _ row: RosterRow, _ name: String?, _ counted: Counted, _ existing: PlanIndicator?,
        _ findings: inout RosterFindings
    ) -> PlanIndicatorStore.Draft? {
        let (registryID, measured): (String?, Indicator?) =
            switch counted {
            case .unsaid: (existing?.registryID, existing?.registryID.flatMap { registry[$0] })
            case .nothing: (nil, nil)
            case .by(let id, let indicator): (id, indicator)
            }
        let unit = findings.text(row, Self.unit, max: 10)
        let kind = findings.choice(row, Self.kind, Self.kinds)
        let rule = findings.choice(row, Self.rule, Self.rules)
        let direction = findings.choice(row, Self.direction, Self.directions)
        let year = findings.fiscalYear(row, Self.baselineYear)
        let value = findings.number(row, Self.baselineValue)
        let reason = findings.text(row, Self.reason, max: 300, isLong: true)
        if let measured {
            agree(row, Self.unit, unit, measured.unitName, &findings) { $0 }
            agree(row, Self.kind, kind, measured.kind, &findings, words: \.title)
            agree(row, Self.rule, rule, measured.rule, &findings, words: Self.short)
        }
        let baselineYear = row.has(Self.baselineYear) ? year : existing?.baselineYear
        let baselineValue = row.has(Self.baselineValue) ? value : existing?.baselineValue
        if baselineValue != nil, baselineYear == nil, !findings.concern(row) {
            findings.add(row, Self.baselineYear, "比べる年度の値がありますが、年度が空です。", "年度を書いてください。")
        }
        func needed<Value>(_ column: RosterColumn, _ said: Value?, _ other: Value?) -> Value? {
            if let found = said ?? other { return found }
            if row[column].isEmpty { findings.add(row, column, "「\(column.title)」が空です。", "書いてください。") }
            return nil
        }
        let all = (
            name: needed(Self.name, name, existing?.name ?? measured?.name),
            unit: needed(Self.unit, measured?.unitName ?? unit, existing?.unitName),
            kind: needed(Self.kind, measured?.kind ?? kind, existing?.kind),
            rule: needed(Self.rule, measured?.rule ?? rule, existing?.rule),
            direction: needed(Self.direction, direction, existing?.direction),
            reason: needed(Self.reason, reason, existing?.reason)
        )
        guard let name = all.name, let unit = all.unit, let kind = all.kind, let rule = all.rule,
            let direction = all.direction, let reason = all.reason
        else { return nil }
        if let existing, reported.contains(existing.id), unit != existing.unitName || rule != existing.rule {
            findings.add(
                row, unit != existing.unitName ? Self.unit : Self.rule, "報告した値があるため、単位と値の性質は変えられません。",
                "今の「\(existing.unitName)」「\(Self.short(existing.rule))」に合わせるか、この指標をページで終了してください。")
        }
        return PlanIndicatorStore.Draft(
            name: name, unitName: unit, kind: kind, rule: rule, direction: direction, baselineYear: baselineYear,
            baselineValue: baselineValue, reason: reason, registryID: registryID)
    }

    /// What Namiki counts says its own unit, kind and rule; a cell may repeat it.
    private func agree<Value: Equatable>(
        _ row: RosterRow, _ column: RosterColumn, _ said: Value?, _ counted: Value, _ findings: inout RosterFindings,
        words: (Value) -> String
    ) {
        guard let said, said != counted else { return }
        findings.add(
            row, column, "並木が数える指標の「\(column.title)」は「\(words(counted))」です。", "空にするか、それに合わせてください。")
    }

    private static let kinds: [(words: [String], value: Indicator.Kind)] = [
        (["活動指標", "活動", "アウトプット", "activity"], .activity),
        (["成果指標", "成果", "アウトカム", "outcome"], .outcome),
    ]
    private static let rules: [(words: [String], value: Indicator.Rule)] = Indicator.Rule.allCases.map {
        ([short($0), $0.title, $0.rawValue], $0)
    }
    private static let directions: [(words: [String], value: PlanIndicator.Direction)] = [
        ([PlanIndicator.Direction.up.title, "多い方が良い", "増", "増加", "上", "up"], .up),
        ([PlanIndicator.Direction.down.title, "少ない方が良い", "減", "減少", "下", "down"], .down),
    ]

    /// The targets that become others.
    private func targets(
        _ row: RosterRow, unit: String?, of existing: PlanIndicator?, _ findings: inout RosterFindings
    ) -> [(period: IndicatorTarget.Period, value: ExactNumber?, before: ExactNumber?)] {
        let known = existing.flatMap { targets[$0.id] } ?? []
        return row.titles.compactMap(TargetColumn.period).sorted {
            ($0.year.year, $0.quarter ?? 5) < ($1.year.year, $1.quarter ?? 5)
        }.compactMap { period in
            let column = TargetColumn.column(period)
            let value = findings.number(row, column, unit: unit)
            let before = known.first { $0.period == period }?.value
            return value == before ? nil : (period, value, before)
        }
    }

    private func line(
        _ row: RosterRow, _ initiative: Initiative, _ existing: PlanIndicator?, _ draft: PlanIndicatorStore.Draft,
        _ targets: [(period: IndicatorTarget.Period, value: ExactNumber?, before: ExactNumber?)]
    ) -> RosterLine<Step> {
        func counter(_ id: String?) -> String { id.map { registry[$0]?.name ?? $0 } ?? "" }
        let own = [
            RosterChange.between("指標", existing?.name ?? "", draft.name),
            RosterChange.between("並木が数える指標", counter(existing?.registryID), counter(draft.registryID)),
            RosterChange.between("単位", existing?.unitName ?? "", draft.unitName),
            RosterChange.between("種類", existing?.kind.title ?? "", draft.kind.title),
            RosterChange.between("値の性質", existing.map { Self.short($0.rule) } ?? "", Self.short(draft.rule)),
            RosterChange.between("目指す向き", existing?.direction.title ?? "", draft.direction.title),
            RosterChange.between("比べる年度", existing?.baselineYear?.japanese ?? "", draft.baselineYear?.japanese ?? ""),
            RosterChange.between("比べる年度の値", existing?.baselineValue?.plain ?? "", draft.baselineValue?.plain ?? ""),
            RosterChange.between("選んだ理由", existing?.reason ?? "", draft.reason),
        ].compactMap(\.self)
        let goals = targets.map { target in
            RosterChange(
                "\(target.period.japanese)の目標", from: target.before?.plain ?? "", to: target.value?.plain ?? "")
        }
        return RosterLine(
            row: row.number, subject: "\(initiative.number) \(draft.name)", isNew: existing == nil,
            changes: own + goals,
            step: Step(
                lineage: initiative.lineage, existing: existing, draft: own.isEmpty ? nil : draft,
                targets: targets.map { ($0.period, $0.value) }))
    }
}
