import Japanese
import Site
import Storage
import Ward

/// The addresses for preparing ad-hoc rounds; they then go on like every round.
enum AdHocRoundRoutes {
    private typealias Fields = RoundFields

    static let all: [Route] = [
        .page("bodies/:body/rounds/new", needs: .manageRounds, NewAdHocRoundPage.load),
        .action(
            "bodies/:body/rounds", on: AskingGroup.self, needs: .manageRounds, summary: "会議体が臨時の照会を準備する",
            page: NewAdHocRoundPage.load
        ) {
            group, form, change in
            let office = try SettingStore.officeCalendar(on: change.connection)
            let quarters = proposal(today: change.today, in: office).askedQuarters
            let (quarter, asOf, opens, due, closes, freezes) = try form.values(
                AdHocRoundFields.quarter(quarters), Fields.asOf, Fields.opensOn, Fields.dueOn, Fields.closesOn,
                Fields.freezesOn)
            guard let version = group.version, !group.initiatives.isEmpty else { throw RoundRefusal.noInitiatives }
            let round = try RoundStore.plan(
                quarter: quarter, version: version.id,
                calendar: RoundCalendar(asOf: asOf, opensOn: opens, dueOn: due, closesOn: closes, freezesOn: freezes),
                limitedTo: group.body.id, office: office, by: change.stamp, on: change.connection)
            return .done("臨時の照会を準備しました。日程を確かめて、照会を始めてください。", at: RoundPage.path(round.id))
        },
    ]

    /// The calendar that is proposed: as of yesterday, or of the last office day before, and opened on the next.
    static func proposal(today: CivilDate, in office: OfficeCalendar) -> RoundCalendar {
        let opens = office.nextOfficeDay(onOrAfter: today)
        return RoundCalendar(
            asOf: today.adding(days: -1), opensOn: opens,
            dueOn: office.adding(officeDays: RoundCalendar.dueAfterOfficeDays, to: opens),
            closesOn: office.adding(officeDays: RoundCalendar.closesAfterOfficeDays, to: opens),
            freezesOn: office.adding(officeDays: RoundCalendar.freezesAfterOfficeDays, to: opens))
    }
}
