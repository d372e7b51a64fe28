extension Permission {
    /// See units, posts, bodies and seats.
    public static let viewOrganisation = Permission("ward.organisation.view", "組織と会議体を見る")
    /// Create, rename, merge and abolish units.
    public static let manageUnits = Permission("ward.unit.manage", "組織を管理する")
    /// Create and end bodies, and settle who sits in them.
    public static let manageBodies = Permission("ward.body.manage", "会議体を管理する")
    /// Set the days on which the office is closed beside the law's (臨時の閉庁日).
    public static let manageCalendar = Permission("ward.calendar.manage", "閉庁日を決める")
    /// Create people, give and end roles, reset passwords.
    public static let managePeople = Permission("ward.person.manage", "利用者を管理する", isPowerful: true)
    /// Read the audit trail (監査証跡).
    public static let readAudit = Permission("ward.audit.read", "監査証跡を見る")
    /// Check seals, evidence and the audit chain.
    public static let verifyRecords = Permission("ward.records.verify", "記録を検証する")
    /// See long work and how far it is.
    public static let readJobs = Permission("ward.job.read", "処理の状況を見る")
    /// Cancel and resume long work.
    public static let manageJobs = Permission("ward.job.manage", "処理を中止・再開する")
    /// Download an evidence file (根拠資料).
    public static let readEvidence = Permission("ward.evidence.read", "根拠資料を見る")
}
