import Japanese
import Site
import Storage
import Ward

/// 主管課の名簿: who answers for each initiative of the plan in force.
struct AssignmentRoster: Roster {
    typealias Step = Assignments.Step

    let assignments: Assignments
    private let finder: InitiativeFinder

    static func load(_ request: PageRequest, on connection: any Connection) throws -> AssignmentRoster {
        AssignmentRoster(try Assignments(request, on: connection))
    }

    init(_ assignments: Assignments) {
        self.assignments = assignments
        finder = InitiativeFinder(assignments.initiatives)
    }

    static let department = RosterColumn("部", ["部名", "主管部", "部局"], .optional, "同じ名前の課があるときに書きます。主管課が1つの行だけで使います。")
    static let main = RosterColumn(
        "主管課", ["取組主管課", "担当課", "所管課", "主管課名", "担当部署", "課", "課名"], .required, "課の名前。2つ以上あるときは「、」で区切ります。")
    static let related = RosterColumn(
        "関係課", ["関連課", "関係部署", "関係課名"], .optional, "2つ以上あるときは「、」で区切ります。空にすると、関係課なしになります。")

    static let form = RosterForm(
        title: "主管課", path: "/plan/units/list", back: AssignmentsPage.link, filename: "shukanka",
        columns: [InitiativeFinder.number, InitiativeFinder.title, department, main, related],
        notes: [
            "今の計画にある取組の主管課と関係課だけを変えます。取組は加わりません。", "組織にない課は、先に組織の名簿で加えてください。",
        ])

    var headings: [RosterColumn] { [InitiativeFinder.number, InitiativeFinder.title, Self.main, Self.related] }

    var filled: [[String]] {
        assignments.initiatives.map { initiative in
            [
                initiative.number, initiative.title, assignments.words(initiative.mainUnits),
                assignments.words(initiative.relatedUnits),
            ]
        }
    }

    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] {
        var rowOf: [ID<Initiative>: Int] = [:]
        return rows.compactMap { row in
            let initiative = finder.find(row, &findings)
            let main = mains(row, initiative, &findings)
            let related =
                row.has(Self.related)
                ? findings.units(row, Self.related, assignments.names, keeping: initiative?.relatedUnits ?? [])
                : initiative?.relatedUnits ?? []
            guard let initiative else { return nil }
            if let other = rowOf[initiative.id] {
                findings.add(row, nil, "\(other)行目と同じ取組です。", "1つの取組は1行にして、課を「、」で区切ってください。")
                return nil
            }
            rowOf[initiative.id] = row.number
            if main.isEmpty, !findings.concern(row), !initiative.mainUnits.isEmpty || !related.isEmpty {
                findings.add(
                    row, Self.main, "主管課が空です。",
                    initiative.mainUnits.isEmpty
                        ? "関係課だけでは決められません。主管課を書いてください。"
                        : "今の主管課は「\(assignments.words(initiative.mainUnits))」です。空にはできません。")
            }
            guard !findings.concern(row) else { return nil }
            return line(row, initiative, main, related)
        }
    }

    private func mains(
        _ row: RosterRow, _ initiative: Initiative?, _ findings: inout RosterFindings
    ) -> [ID<OfficeUnit>] {
        if !row[Self.department].isEmpty, UnitNames.parts(of: row[Self.main]).count == 1 {
            return findings.unit(row, Self.main, after: Self.department, assignments.names).map { [$0.id] } ?? []
        }
        return findings.units(row, Self.main, assignments.names, keeping: initiative?.mainUnits ?? [])
    }

    private func line(
        _ row: RosterRow, _ initiative: Initiative, _ main: [ID<OfficeUnit>], _ related: [ID<OfficeUnit>]
    ) -> RosterLine<Step> {
        let next = AssignedUnits(main: main, related: related)
        let present = initiative.assigned
        let rest = related.filter { !main.contains($0) }
        let changes = [
            next.main == present.main
                ? nil
                : RosterChange("主管課", from: assignments.words(initiative.mainUnits), to: assignments.words(main)),
            next.related == present.related
                ? nil
                : RosterChange("関係課", from: assignments.words(initiative.relatedUnits), to: assignments.words(rest)),
        ].compactMap(\.self)
        return RosterLine(
            row: row.number, subject: initiative.heading, changes: changes,
            step: Step(initiative: initiative, main: main, related: rest))
    }

    static func apply(_ lines: [RosterLine<Step>], _ prepared: Void, _ change: Change) throws -> RosterResult {
        for step in lines.map(\.step) {
            try InitiativeStore.assign(
                main: step.main, related: step.related, to: step.initiative.id, by: change.stamp, on: change.connection)
        }
        return RosterResult()
    }
}
