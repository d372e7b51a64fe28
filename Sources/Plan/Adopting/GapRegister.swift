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

    /// Gaps of the newest version, less those that people have closed: a unit was assigned, an indicator was added.
    static func gaps(on connection: any Connection) throws -> [Item] {
        guard let version = try PlanStore.current(on: connection),
            let run = try ImportStore.list(on: connection).first(where: { $0.version == version.id })
        else { return [] }
        let initiatives = try InitiativeStore.list(version: version.id, on: connection)
        let indicators = try PlanIndicatorStore.byLineage(version: version.id, on: connection)
        let byHeading = Dictionary(initiatives.map { ($0.heading, $0) }, uniquingKeysWith: { first, _ in first })
        return try ImportStore.reading(of: run, on: connection).gaps.compactMap { gap in
            let initiative = byHeading[gap.subject]
            switch gap.kind {
            case .responsibleUnit where initiative?.mainUnits.isEmpty == false: return nil
            case .indicator where initiative.flatMap { indicators[$0.lineage] }?.isEmpty == false: return nil
            default: return Item(gap: gap, initiative: initiative?.id)
            }
        }
    }
}
