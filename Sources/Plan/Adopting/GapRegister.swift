import Japanese
import Notices
import Storage
import Ward

/// What is still not known about the plan: what the document does not say and nobody has settled since.
enum GapRegister {
    struct Item: Hashable, Sendable {
        let gap: Gap
        /// The initiative it concerns, for a link; `nil` for the document.
        let initiative: ID<Initiative>?
    }

    /// Gaps of the notice that a version of the plan goes back to, less those that people have closed: a unit was assigned, an
    /// indicator was added, or a revision ended the initiative.
    ///
    /// A gap belongs to the initiative at its line of the notice, and goes on with its lineage: renumbering or renaming it in
    /// a revision closes nothing.
    static func gaps(of version: PlanVersion, on connection: any Connection) throws -> [Item] {
        try kept.value(version.id, on: connection) { try read(version, on: connection) }
    }

    private static let kept = KeptByState<ID<PlanVersion>, [Item]>(capacity: 4)

    private static func read(_ version: PlanVersion, on connection: any Connection) throws -> [Item] {
        guard let (notice, run) = try notice(of: version, on: connection) else { return [] }
        let current = try initiatives(of: version.id, on: connection)
        let former = notice == version.id ? current : try initiatives(of: notice, on: connection)
        let byLineage = Dictionary(
            current.map { ($0.lineage, $0) }, uniquingKeysWith: { first, _ in first })
        let lineages = Dictionary(
            former.compactMap { initiative in
                initiative.sourceLine.map { ($0, initiative.lineage) }
            }, uniquingKeysWith: { first, _ in first })
        let measured: Set<ID<Lineage>> = Set(
            try connection.column("SELECT DISTINCT lineage FROM plan_indicator WHERE ended_on IS NULL"))
        return try ImportStore.reading(of: run, on: connection).gaps.compactMap { gap in
            guard let line = gap.line else { return Item(gap: gap, initiative: nil) }
            guard let initiative = lineages[line].flatMap({ byLineage[$0] }) else { return nil }
            switch gap.kind {
            case .responsibleUnit where initiative.hasMainUnit: return nil
            case .indicator where measured.contains(initiative.lineage): return nil
            default: return Item(gap: gap, initiative: initiative.id)
            }
        }
    }

    /// As much of an initiative as closes a gap: the list of the plan asks on every visit.
    private struct Settled {
        let id: ID<Initiative>
        let lineage: ID<Lineage>
        let sourceLine: Int?
        let hasMainUnit: Bool
    }

    private static func initiatives(
        of version: ID<PlanVersion>, on connection: any Connection
    ) throws -> [Settled] {
        try connection.rows(
            """
            SELECT initiative.id, initiative.lineage, initiative.source_line,
                (SELECT COUNT(*) FROM initiative_unit
                    WHERE initiative_unit.initiative = initiative.id AND initiative_unit.kind = 'main') AS main_units
            FROM initiative WHERE initiative.version = \(version) ORDER BY initiative.position, initiative.id
            """
        ).map { row in
            let mainUnits: Int = try row["main_units"]
            return Settled(
                id: try row["id"], lineage: try row["lineage"], sourceLine: try row["source_line"],
                hasMainUnit: mainUnits > 0)
        }
    }

    /// The version that was taken in from a notice, from which this one was drafted step by step.
    private static func notice(
        of version: PlanVersion, on connection: any Connection
    ) throws -> (ID<PlanVersion>, ImportRun)? {
        let runs = try ImportStore.list(on: connection)
        var next: PlanVersion? = version
        while let version = next {
            if let run = runs.first(where: { $0.version == version.id }) { return (version.id, run) }
            next = try version.basedOn.flatMap { try PlanVersion.find($0, on: connection) }
        }
        return nil
    }
}
