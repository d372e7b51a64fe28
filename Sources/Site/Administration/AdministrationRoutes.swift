import Ward

/// Pages for keeping people, units and the audit trail.
enum AdministrationRoutes {
    static let all: [Route] = PeopleRoutes.all + UnitRoutes.all + AuditRoutes.all

    static let navigation: [NavigationEntry] = [
        NavigationEntry(Link("利用者", "/people"), needs: .managePeople),
        NavigationEntry(Link("組織", "/units"), needs: .viewOrganisation),
        NavigationEntry(Link("監査証跡", "/audit"), needs: .readAudit),
    ]
}
