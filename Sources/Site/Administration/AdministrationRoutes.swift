import Ward

/// Pages for keeping people, units, long work and the audit trail.
enum AdministrationRoutes {
    static let all: [Route] =
        PeopleRoutes.all + RequestRoutes.all + UnitRoutes.all + RosterLists.all + ContactRoutes.all + CalendarRoutes.all
        + BodiesPage.routes + JobRoutes.all
        + IndicatorsPage.routes

    static let navigation: [NavigationEntry] = [
        NavigationEntry(Link("利用者", "/people"), needs: .managePeople),
        NavigationEntry(BodiesPage.link, needs: .viewOrganisation),
        NavigationEntry(Link("組織", "/units"), needs: .viewOrganisation),
        NavigationEntry(IndicatorsPage.link, needs: .viewOrganisation),
        NavigationEntry(Link("処理", "/jobs"), needs: .readJobs),
        NavigationEntry(Link("監査証跡", "/audit"), needs: .readAudit),
    ]
}
