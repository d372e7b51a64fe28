import Japanese
import Storage
import Ward

/// What is still not known about the plan: what the document does not say and nobody has settled since.
enum GapRegister {
    struct Item: Hashable, Sendable {
        let gap: Gap
        /// The initiative it concerns, for a link; `nil` for the document.
        let initiative: ID<Initiative>?
    }

    /// Gaps of the notice that the plan in force goes back to, less those that people have closed: a unit was assigned, an
    /// indicator was added, or a revision ended the initiative.
    ///
    /// A gap belongs to the initiative at its line of the notice, and goes on with its lineage: renumbering or renaming it in
    /// a revision closes nothing.
    static func gaps(on connection: any Connection) throws -> [Item] {
        guard let version = try PlanStore.current(on: connection),
            let (notice, run) = try notice(of: version, on: connection)
        else { return [] }
        let current = try InitiativeStore.list(version: version.id, on: connection)
        let byLineage = Dictionary(current.map { ($0.lineage, $0) }, uniquingKeysWith: { first, _ in first })
        let lineages = Dictionary(
            try InitiativeStore.list(version: notice, on: connection).compactMap { initiative in
                initiative.sourceLine.map { ($0, initiative.lineage) }
            }, uniquingKeysWith: { first, _ in first })
        let indicators = try PlanIndicatorStore.byLineage(version: version.id, on: connection)
        return try ImportStore.reading(of: run, on: connection).gaps.compactMap { gap in
            guard let line = gap.line else { return Item(gap: gap, initiative: nil) }
            guard let initiative = lineages[line].flatMap({ byLineage[$0] }) else { return nil }
            switch gap.kind {
            case .responsibleUnit where !initiative.mainUnits.isEmpty: return nil
            case .indicator where indicators[initiative.lineage]?.contains { $0.endedOn == nil } == true: return nil
            default: return Item(gap: gap, initiative: initiative.id)
            }
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
