/// What each role may do with the ward's own records. Modules add their own grants.
public enum WardGrants {
    public static let all = Grants([
        .editor: everybody,
        .approver: everybody,
        .related: everybody,
        .secretariat: everybody.union([
            .manageUnits, .manageBodies, .manageCalendar, .establishTeams, .readJobs, .manageJobs, .verifyRecords,
        ]),
        .groupLeader: everybody.union([.establishTeams]),
        .subcommittee: everybody,
        .auditor: everybody.union([.readAudit, .verifyRecords, .readJobs]),
        .deskClerk: everybody,
        // The administrator keeps people and machinery running, and does not report for anybody.
        .administrator: everybody.union([
            .managePeople, .manageUnits, .manageBodies, .manageCalendar, .readAudit, .verifyRecords, .readJobs,
            .manageJobs,
        ]),
    ])

    private static let everybody: Set<Permission> = [.viewOrganisation, .readEvidence]
}
