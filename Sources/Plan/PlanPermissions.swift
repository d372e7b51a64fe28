import Ward

extension Permission {
    /// Read the plan, its initiatives, indicators and gaps.
    public static let readPlan = Permission("plan.read", "計画を見る")
    /// Import notices and adopt them.
    public static let importNotice = Permission("plan.import", "通知文を取り込む")
    /// Set responsible units and indicators.
    public static let managePlan = Permission("plan.manage", "主管課と指標を決める")
    /// See rounds and the answers one may see.
    public static let readRounds = Permission("plan.round.read", "四半期の状況を見る")
    /// See every section's answers, also before they are sealed.
    public static let readAllEntries = Permission("plan.entry.read.all", "すべての課の回答を見る")
    public static let editEntries = Permission("plan.entry.edit", "課の回答を書く")
    public static let approveEntries = Permission("plan.entry.approve", "課の回答を承認する")
    /// Accept and return answers.
    public static let reviewEntries = Permission("plan.entry.review", "回答を受け付け、差し戻す")
    /// Plan, open, close and reopen rounds.
    public static let manageRounds = Permission("plan.round.manage", "四半期の照会を進める")
    public static let freezeRounds = Permission("plan.round.freeze", "四半期を確定する")
    /// Read sealed editions and reports.
    public static let readEditions = Permission("plan.edition.read", "確定版と報告書を見る")
    /// Write and seal reports.
    public static let writeReports = Permission("plan.report.write", "報告書を作る")
}

/// Which roles hold which permissions of this module.
enum PlanGrants {
    private static let reading: Set<Permission> = [.readPlan, .readRounds, .readEditions]

    static let all = Grants([
        .editor: reading.union([.editEntries]),
        .approver: reading.union([.approveEntries, .editEntries]),
        .related: reading,
        .secretariat: reading.union([
            .importNotice, .managePlan, .readAllEntries, .reviewEntries, .manageRounds, .freezeRounds, .writeReports,
        ]),
        .groupLeader: reading,
        .subcommittee: reading,
        .auditor: reading.union([.readAllEntries]),
        .administrator: [.readPlan],
    ])
}
