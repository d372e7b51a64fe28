import Site
import Ward

/// The addresses of the plan and its initiatives.
enum InitiativeRoutes {
    private typealias Fields = InitiativeFields

    static let all: [Route] = [
        .page("plan", needs: .readPlan, PlanPage.load),
        .page("plan/timeline", needs: .readPlan, PlanTimelinePage.load),
        .page("initiatives/:initiative", needs: .readPlan, InitiativePage.load),
        .action(
            "initiatives/:initiative/units", on: Initiative.self, needs: .managePlan, summary: "取組の主管課と関係課を決める",
            fields: [Fields.main([]), Fields.related([]), Fields.newUnit], page: InitiativePage.load
        ) {
            initiative, form, change in
            let standing = try UnitStore.list(validOn: change.today, on: change.connection)
            let main = Fields.main(standing)
            var (units, related, newUnit) = try form.values(main, Fields.related(standing), Fields.newUnit)
            if let newUnit {
                units.append(try UnitDirectory.findOrCreate(named: newUnit, by: change.stamp, on: change.connection).id)
            }
            guard !units.isEmpty else { throw form.refusing(main, "「主管課」を1つ以上選ぶか、課の名前を書いてください。") }
            try InitiativeStore.assign(
                main: units, related: related, to: initiative.id, by: change.stamp, on: change.connection)
            return .done(
                "主管課と関係課を決めました。", at: ListOrigin(change.request)?.carried(to: initiative.path))
        },
    ]
}

extension Initiative: AddressedRecord {
    public static let parameter = "initiative"
    public var path: String { InitiativePage.path(id) }
}
