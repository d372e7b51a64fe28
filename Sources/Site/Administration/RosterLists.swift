import Ward

/// The lists by which an administrator makes many at once.
enum RosterLists {
    static let all: [Route] =
        UnitRoster.routes(needs: .manageUnits)
        + (PeopleRoster.routes(needs: .managePeople) + [HandedPasswords.route]).map(\.byHandOnly)
}
