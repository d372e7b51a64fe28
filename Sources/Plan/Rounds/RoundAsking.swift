import Japanese
import Storage
import Ward

/// Whom a round asks when it is opened: every initiative of the version that was in force on the as-of day, and the units
/// that answer for it.
///
/// After a reorganisation the units that took over the work answer, since their people hold the roles now.
struct RoundAsking {
    /// A revision may have taken effect since the round was planned.
    let version: ID<PlanVersion>
    let asked: [(initiative: Initiative, units: [OfficeUnit])]

    /// - Throws: ``RoundRefusal/noInitiatives``, or ``RoundRefusal/withoutMainUnit(initiatives:on:)`` when an initiative has
    ///   no unit that exists, or one that was abolished without a successor: all of them are named at once.
    init(_ round: Round, openedOn day: CivilDate, on connection: any Connection) throws {
        var version = round.version
        if round.state == .planned, let first = try PlanVersion.find(round.version, on: connection),
            let standing = try PlanStore.inForce(of: first.plan, on: round.calendar.asOf, on: connection)
        {
            version = standing.id
        }
        let initiatives = try InitiativeStore.list(version: version, on: connection)
            .filter { round.limitedTo == nil || $0.studyGroup == round.limitedTo }
        guard !initiatives.isEmpty else { throw RoundRefusal.noInitiatives }
        let succession = try UnitStore.succession(on: connection)
        let answering = initiatives.map { initiative in
            initiative.mainUnits.map { succession.successors(of: $0, validOn: day) }
        }
        let without = zip(initiatives, answering).filter { $1.isEmpty || $1.contains(where: \.isEmpty) }
        guard without.isEmpty else {
            throw RoundRefusal.withoutMainUnit(initiatives: without.map(\.0.heading), on: day)
        }
        self.version = version
        asked = zip(initiatives, answering).map { initiative, units in
            (initiative, Set(units.joined()).sorted { $0.id < $1.id })
        }
    }

    /// Each once, in the order of their codes.
    var units: [OfficeUnit] { Set(asked.flatMap(\.units)).sorted { ($0.code, $0.id) < ($1.code, $1.id) } }
}
