import Storage
import Ward

/// All versions of the plan, for the page and for programs.
struct VersionList {
    /// Newest first.
    let versions: [PlanVersion]
    let current: ID<PlanVersion>?
    /// Of those that were decided here, the decision as sealed.
    let decisions: [ID<PlanVersion>: String]

    init(on connection: any Connection) throws {
        versions = try PlanStore.versions(on: connection)
        current = try PlanStore.current(on: connection)?.id
        let decided = try versions.compactMap { version in
            try SealedComparison.latest(of: version, on: connection).map { (version.id, $0.content.decision) }
        }
        decisions = Dictionary(decided, uniquingKeysWith: { first, _ in first })
    }

    /// Stable keys.
    var json: JSON {
        [
            "versions": .array(
                versions.map { version in
                    [
                        "id": .string(version.id.text), "number": JSON(version.number),
                        "plan": .string(version.planTitle), "state": .string(version.state.rawValue),
                        "effectiveOn": JSON(version.effectiveOn), "basedOn": JSON(version.basedOn),
                        "isCurrent": .bool(version.id == current), "decision": JSON(decisions[version.id]),
                    ]
                })
        ]
    }
}
