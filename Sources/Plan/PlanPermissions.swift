import Ward

extension Permission {
    /// Read the plan, its initiatives, indicators and gaps.
    public static let readPlan = Permission("plan.read", "計画を見る")
    /// Import notices and adopt them.
    public static let importNotice = Permission("plan.import", "通知文を取り込む")
    /// Set responsible units and indicators.
    public static let managePlan = Permission("plan.manage", "主管課と指標を決める")
    /// Propose changes of the plan for one's section, group or sub-committee.
    public static let proposeRevisions = Permission("plan.revision.propose", "計画の修正を提案する")
    /// See rounds and the answers one may see.
    public static let readRounds = Permission("plan.round.read", "四半期の状況を見る")
    /// See every section's answers, also before they are sealed.
    public static let readAllEntries = Permission("plan.entry.read.all", "すべての課の回答を見る")
    public static let editEntries = Permission("plan.entry.edit", "課の回答を書く")
    public static let approveEntries = Permission("plan.entry.approve", "課の回答を承認する")
    /// Name who stands in for a section head: the head for themselves, the secretariat for anybody.
    public static let nameStandIns = Permission("plan.standIn.name", "代行者を決める")
    /// Accept and return answers.
    public static let reviewEntries = Permission("plan.entry.review", "回答を受け付け、差し戻す")
    /// Plan, open, close and reopen rounds.
    public static let manageRounds = Permission("plan.round.manage", "四半期の照会を進める")
    public static let freezeRounds = Permission("plan.round.freeze", "四半期を確定する", isPowerful: true)
    /// Make sealed editions public.
    public static let publishEditions = Permission("plan.publish", "確定版を公表する", isPowerful: true)
    /// Read sealed editions and reports.
    public static let readEditions = Permission("plan.edition.read", "確定版と報告書を見る")
    /// Write and seal reports.
    public static let writeReports = Permission("plan.report.write", "報告書を作る")
    /// Set up a working team (作業チーム) under one's own study group and settle its remit.
    public static let establishTeams = Permission("ward.team.establish", "作業チームを設置する")
    public static let readMeetings = Permission("plan.meeting.read", "会議の記録を見る")
    /// Record meetings and decisions of one's own body.
    public static let recordMeetings = Permission("plan.meeting.record", "会議と決定事項を記録する")
    public static let readComments = Permission("plan.comment.read", "意見と対応結果を見る")
    /// Write in at least one layer; which ones say the permissions below.
    public static let writeComments = Permission("plan.comment.write", "意見を書く")
    public static let commentAsSecretariat = Permission("plan.comment.secretariat", "事務局の意見を書く")
    public static let commentAsGroup = Permission("plan.comment.group", "検討グループの意見を書く")
    public static let commentAsSubcommittee = Permission("plan.comment.subcommittee", "部会の意見を書く")
    /// Type in what came from experts or residents.
    public static let recordOutsideComments = Permission("plan.comment.outside", "外部と区民の意見を書き写す")
    /// Say what was done about a comment (対応結果).
    public static let respondToComments = Permission("plan.comment.respond", "意見への対応結果を書く")
}

extension Role {
    /// グループ長・副グループ長
    public static let groupLeader = Role("groupLeader", "グループ長")
    /// デジタル・セキュリティ部会の委員
    public static let subcommittee = Role("subcommittee", "部会委員")
}

/// Which roles hold which permissions of this module.
enum PlanGrants {
    private static let reading: Set<Permission> = [
        .readPlan, .readRounds, .readEditions, .readMeetings, .readComments,
    ]

    static let all = Grants([
        .editor: reading.union([.editEntries, .respondToComments, .proposeRevisions]),
        .approver: reading.union([.approveEntries, .nameStandIns, .editEntries, .respondToComments, .proposeRevisions]),
        .related: reading,
        .secretariat: reading.union([
            .importNotice, .managePlan, .readAllEntries, .reviewEntries, .manageRounds, .freezeRounds, .writeReports,
            .recordMeetings, .writeComments, .commentAsSecretariat, .recordOutsideComments, .respondToComments,
            .proposeRevisions, .publishEditions, .establishTeams, .nameStandIns,
        ]),
        .groupLeader: reading.union(WardGrants.everybody).union([
            .recordMeetings, .writeComments, .commentAsGroup, .proposeRevisions, .establishTeams,
        ]),
        .subcommittee: reading.union(WardGrants.everybody).union([
            .writeComments, .commentAsSubcommittee, .proposeRevisions,
        ]),
        .auditor: reading.union([.readAllEntries]),
        .administrator: [.readPlan],
    ])
}
