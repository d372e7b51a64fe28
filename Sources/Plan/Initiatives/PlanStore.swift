import Japanese
import Storage
import Ward

/// Plans and their versions in the database.
public enum PlanStore {
    /// The newest version in force; `nil` before anything was imported.
    public static func current(on connection: any Connection) throws -> PlanVersion? {
        try connection.row(
            """
            \(versionColumns) WHERE plan_version.state = \(VersionState.inForce)
            ORDER BY plan_version.created_at DESC, plan_version.number DESC, plan_version.id LIMIT 1
            """
        ).map(version)
    }

    /// The version of a plan that was in force on a day; the oldest one for a day before them all.
    static func inForce(
        of plan: ID<Plan>, on day: CivilDate, on connection: any Connection
    ) throws -> PlanVersion? {
        let versions = try versions(on: connection).filter { $0.plan == plan && $0.state == .inForce }
        return versions.first { $0.effectiveOn.map { $0 <= day } ?? true } ?? versions.last
    }

    public static func version(_ id: ID<PlanVersion>, on connection: any Connection) throws -> PlanVersion? {
        try connection.row(versionColumns + " WHERE plan_version.id = \(id)").map(version)
    }

    /// All versions, newest first.
    public static func versions(on connection: any Connection) throws -> [PlanVersion] {
        try connection.rows(
            versionColumns + " ORDER BY plan_version.created_at DESC, plan_version.number DESC, plan_version.id"
        ).map(version)
    }

    /// The rules by which the programme is steered, as the notice words them.
    public static func governanceClauses(
        of version: ID<PlanVersion>, on connection: any Connection
    ) throws -> [GovernanceNote] {
        try connection.rows(
            """
            SELECT kind, content, source_line FROM governance_clause
            WHERE version = \(version) ORDER BY position, id
            """
        ).map { GovernanceNote(kind: try $0[0], content: try $0[1], sourceLine: try $0[2]) }
    }

    private static let versionColumns: SQL = """
        SELECT plan_version.id, plan_version.plan, plan.title, plan_version.number, plan_version.fiscal_year,
            plan_version.subject, plan_version.basis, plan_version.effective_on, plan_version.state,
            plan_version.based_on
        FROM plan_version JOIN plan ON plan.id = plan_version.plan
        """

    private static func version(_ row: SQLRow) throws -> PlanVersion {
        PlanVersion(
            id: try row[0], plan: try row[1], planTitle: try row[2], number: try row[3], fiscalYear: try row[4],
            subject: try row[5], basis: try row[6], effectiveOn: try row[7],
            state: try row[8], basedOn: try row[9])
    }
}

/// A clause about steering (進行管理) as stored with its version.
public struct GovernanceNote: Hashable, Sendable {
    public let kind: String
    public let content: String
    public let sourceLine: Int?
}
