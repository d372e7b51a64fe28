/// What each role may do with the ward's own records. Modules add their own grants.
public enum WardGrants {
    public static let all = Grants([
        .editor: everybody,
        .approver: everybody,
        .related: everybody,
        .secretariat: everybody.union([
            .manageUnits, .manageBodies, .manageCalendar, .readJobs, .manageJobs, .verifyRecords,
        ]),
        .auditor: everybody.union([.readAudit, .verifyRecords, .readJobs]),
        // The administrator keeps people and machinery running, and does not report for anybody.
        .administrator: everybody.union([
            .managePeople, .manageUnits, .manageBodies, .manageCalendar, .readAudit, .verifyRecords, .readJobs,
            .manageJobs,
        ]),
    ])

    /// What everybody who signs in may do; a module gives it to the roles that it declares.
    public static let everybody: Set<Permission> = [.viewOrganisation, .readEvidence]
}
