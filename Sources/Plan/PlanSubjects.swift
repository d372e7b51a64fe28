import Site
import Storage

/// What the audit trail speaks of in this module, in words, and where it is shown.
enum PlanSubjects {
    static let all: [AuditSubject] = [
        AuditSubject("report", "報告書", "SELECT id, title AS name FROM report", needs: .readEditions) {
            "/reports/\($0)"
        },
        AuditSubject(
            "plan.report", "報告書の確定版", "SELECT id, title AS name FROM report", needs: .readEditions
        ) { "/reports/\($0)" },
        AuditSubject("round", "四半期", quarters, needs: .readRounds) { "/rounds/\($0)" },
        AuditSubject("plan.round", "四半期の確定版", quarters, needs: .readRounds) { "/rounds/\($0)" },
        AuditSubject(
            "entry", "回答",
            """
            SELECT entry.id, initiative.number || ' ' || initiative.title || '（' || office_unit.name || '）' AS name
            FROM entry JOIN initiative ON initiative.id = entry.initiative
            JOIN office_unit ON office_unit.id = entry.unit
            """, needs: .readRounds
        ) { "/entries/\($0)" },
        AuditSubject(
            "initiative", "取組", "SELECT id, number || ' ' || title AS name FROM initiative", needs: .readPlan
        ) { "/initiatives/\($0)" },
        AuditSubject("version", "計画の版", versions, needs: .readPlan) { "/plan/versions/\($0)" },
        AuditSubject("plan.version", "新旧対照表", versions, needs: .readPlan) { "/plan/versions/\($0)" },
        AuditSubject(
            "meeting", "会議",
            """
            SELECT meeting.id, '第' || CAST(meeting.number AS TEXT) || '回 ' || body.name AS name
            FROM meeting JOIN body ON body.id = meeting.body
            """, needs: .readMeetings
        ) { "/meetings/\($0)" },
        AuditSubject(
            "comment", "意見",
            """
            SELECT plan_comment.id, initiative.number || ' ' || initiative.title || 'への意見' AS name
            FROM plan_comment JOIN initiative ON initiative.id = plan_comment.initiative
            """, needs: .readComments
        ) { "/comments/\($0)" },
        AuditSubject(
            "stand-in", "代行者", "SELECT id, principal_post || 'の代行' AS name FROM stand_in", needs: .nameStandIns
        ) { _ in StandInPage.link.path },
        AuditSubject("import", "通知文", "SELECT id, file_name AS name FROM import_run", needs: .importNotice) {
            "/imports/\($0)"
        },
        AuditSubject("indicator", "指標", "SELECT id, name FROM plan_indicator"), AuditSubject("proposal", "修正の提案"),
        AuditSubject("reminder", "督促"), AuditSubject("form", "照会票", "SELECT id, filename AS name FROM returned_form"),
        AuditSubject("mark-set", "進捗区分"),
    ]

    private static let quarters: SQL = """
        SELECT id, CAST(fiscal_year AS TEXT) || '年度第' || CAST(quarter AS TEXT) || '四半期' AS name FROM round
        """
    private static let versions: SQL = """
        SELECT id, '第' || CAST(number AS TEXT) || '版' AS name FROM plan_version
        """
}
