import Japanese
import Storage
import Ward

/// Plans and their versions in the database.
public enum PlanStore {
    /// The newest version in force; `nil` before anything was imported.
    public static func current(on connection: any Connection) throws -> PlanVersion? {
        try PlanVersion.list(
            "WHERE plan_version.state = \(VersionState.inForce) " + newestFirst + " LIMIT 1", on: connection
        ).first
    }

    /// The version of a plan that was in force on a day; the oldest one for a day before them all.
    static func inForce(
        of plan: ID<Plan>, on day: CivilDate, on connection: any Connection
    ) throws -> PlanVersion? {
        let versions = try versions(on: connection).filter { $0.plan == plan && $0.state == .inForce }
        return versions.first { $0.effectiveOn.map { $0 <= day } ?? true } ?? versions.last
    }

    /// All versions, newest first.
    public static func versions(on connection: any Connection) throws -> [PlanVersion] {
        try PlanVersion.list(newestFirst, on: connection)
    }

    private static let newestFirst: SQL =
        "ORDER BY plan_version.created_at DESC, plan_version.number DESC, plan_version.id"

    /// The rules by which the programme is steered, as the notice words them.
    public static func governanceClauses(
        of version: ID<PlanVersion>, on connection: any Connection
    ) throws -> [GovernanceNote] {
        try connection.rows(
            """
            SELECT kind, content, source_line FROM governance_clause
            WHERE version = \(version) ORDER BY position, id
            """
        ).map {
            GovernanceNote(kind: try $0["kind"], content: try $0["content"], sourceLine: try $0["source_line"])
        }
    }
}

extension PlanVersion: Record {
    public static let selection: SQL = """
        SELECT plan_version.id, plan_version.plan, plan.title, plan_version.number, plan_version.fiscal_year,
            plan_version.subject, plan_version.basis, plan_version.effective_on, plan_version.state,
            plan_version.based_on
        FROM plan_version JOIN plan ON plan.id = plan_version.plan
        """
    public static let key: SQL = "plan_version.id"
    public static let title = "計画の版"

    public init(_ row: SQLRow, on _: any Connection) throws {
        self.init(
            id: try row["id"], plan: try row["plan"], planTitle: try row["title"], number: try row["number"],
            fiscalYear: try row["fiscal_year"], subject: try row["subject"], basis: try row["basis"],
            effectiveOn: try row["effective_on"], state: try row["state"], basedOn: try row["based_on"])
    }
}

/// A clause about steering (進行管理) as stored with its version.
public struct GovernanceNote: Hashable, Sendable {
    public let kind: String
    public let content: String
    public let sourceLine: Int?
}
