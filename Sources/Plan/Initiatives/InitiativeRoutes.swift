import Site
import Ward

/// The addresses of the plan and its initiatives.
enum InitiativeRoutes {
    private typealias Fields = InitiativeFields

    static let all: [Route] =
        [
            .page("plan", needs: .readPlan, PlanPage.load),
            .page("plan/timeline", needs: .readPlan, PlanTimelinePage.load),
            .page("initiatives/:initiative", needs: .readPlan, InitiativePage.load),
            .action(
                "initiatives/:initiative/units", on: Initiative.self, needs: .managePlan, summary: "取組の主管課と関係課を決める",
                page: InitiativePage.load
            ) {
                initiative, form, change in
                let names = UnitNames(try UnitStore.succession(on: change.connection), validOn: change.today)
                let main = Fields.main(names, keeping: initiative.mainUnits)
                var (units, related, newUnit) = try form.values(
                    main, Fields.related(names, keeping: initiative.relatedUnits), Fields.newUnit)
                // A program that never looked sends none; who looked overwrites nothing they have not seen.
                if form.form["revision"] != nil { try form.checkRevision(of: initiative.assigned) }
                if let newUnit {
                    units.append(
                        try UnitDirectory.findOrCreate(named: newUnit, by: change.stamp, on: change.connection).id)
                }
                guard !units.isEmpty else { throw form.refusing(main, "「主管課」を1つ以上選ぶか、課の名前を書いてください。") }
                try InitiativeStore.assign(
                    main: units, related: related, to: initiative.id, by: change.stamp, on: change.connection)
                return .done(
                    "主管課と関係課を決めました。", at: ListOrigin(change.request)?.carried(to: initiative.path))
            },
            .page("plan/units", needs: .managePlan, AssignmentsPage.load),
            .action("plan/units", needs: .managePlan, summary: "取組の主管課と関係課をまとめて決める", page: AssignmentsPage.load) {
                form, change in
                let assignments = try Assignments(change.request, on: change.connection)
                let changed = try assignments.read(&form)
                for step in changed {
                    try InitiativeStore.assign(
                        main: step.main, related: step.related, to: step.initiative.id, by: change.stamp,
                        on: change.connection)
                }
                return .done(
                    changed.isEmpty ? "変わった取組はありません。" : "取組\(changed.count)件の主管課と関係課を決めました。", at: AssignmentsPage.path)
            },
        ] + AssignmentRoster.routes(needs: .managePlan) + IndicatorRoster.routes(needs: .managePlan)
}

extension Initiative: AddressedRecord {
    public static let parameter = "initiative"
    public var path: String { InitiativePage.path(id) }
}
