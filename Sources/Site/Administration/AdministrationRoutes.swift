import Ward

/// Pages for keeping people, units, long work and the audit trail.
enum AdministrationRoutes {
    static let all: [Route] =
        (PeopleRoutes.all + RequestRoutes.all + SingleSignOnAdministration.all).map(\.byHandOnly) + UnitRoutes.all
        + RosterLists.all + ContactRoutes.all + CalendarRoutes.all
        + BodiesPage.routes + JobRoutes.all
        + IndicatorsPage.routes + NotificationRoutes.all

    static let area = Area(
        "管理", order: 100,
        pages: [
            NavigationEntry(Link("利用者", "/people"), needs: .managePeople),
            NavigationEntry(Link("確認を待つ申出", RequestsPage.path), needs: .managePeople),
            NavigationEntry(Link("組織", "/units"), needs: .viewOrganisation),
            NavigationEntry(ContactListPage.link, needs: .manageUnits),
            NavigationEntry(BodiesPage.link, needs: .viewOrganisation),
            NavigationEntry(Link("開庁日", "/calendar"), needs: .viewOrganisation),
            NavigationEntry(IndicatorsPage.link, needs: .viewOrganisation),
            NavigationEntry(Link("処理", "/jobs"), needs: .readJobs),
            NavigationEntry(NotificationsPage.link, needs: .readJobs),
            NavigationEntry(Link("監査証跡", "/audit"), needs: .readAudit),
            NavigationEntry(Link("記録のつながりの検証", "/audit/chain"), needs: .verifyRecords),
        ])
}
