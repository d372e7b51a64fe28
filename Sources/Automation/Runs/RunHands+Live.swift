import Browsing
import Japanese
import Scenarios
import Storage
import Ward

extension RunHands {
    /// The store, the vault and the desk, as a run needs them.
    static func live(
        _ run: Run, _ robot: Robot, _ scenario: Scenario, turn: Int, in ward: Ward, by actor: Actor
    ) -> RunHands {
        RunHands(
            write: { entry in
                let stamp = ward.stamp(by: actor)
                try await ward.database.write { try run.note(entry, turn: turn, by: stamp, on: $0) }
            },
            secret: { name in
                let stamp = ward.stamp(by: actor)
                return try await ward.database.write { connection in
                    guard let credential = try Credential.named(name, on: connection),
                        credential.unit.map({ $0 == robot.unit }) ?? true,
                        // Of the system alone that the scenario works on: no other one's is typed into its pages.
                        TextKey(credential.system) == TextKey(scenario.system)
                    else { throw UnknownRecord(Credential.self) }
                    let handle = try CredentialHandle.issue(
                        credential, to: run.id, in: ward, by: stamp, on: connection)
                    return OneUseSecret(try handle.open(in: ward, by: stamp, on: connection))
                }
            },
            now: { ward.clock.now() },
            approve: { request in
                let stamp = ward.stamp(by: actor)
                return try await ward.database.write { connection in
                    if let known = try Matter.approval(of: request.record, in: run.id, on: connection) {
                        if known.isOpen { return .waiting }
                        return known.decision == .approve
                            ? .granted : .refused(known.remark ?? "理由は書かれていません。")
                    }
                    try Matter.open(
                        .approval, "登録してよいか（\(request.record)）", "\(request.role)の承認を求めます。\(request.reason)",
                        robot: robot.id, run: run.id,
                        key: request.record, picture: request.evidence, by: stamp, on: connection)
                    return .waiting
                }
            },
            keep: { evidence in
                let stamp = ward.stamp(by: actor)
                return try await ward.database.write { connection in
                    switch evidence.kind {
                    case .picture:
                        try EvidenceStore.keep(
                            evidence.bytes, filename: evidence.name, takesOthers: true, by: stamp, on: connection
                        ).hash
                    case .download:
                        try RunFile.keep(evidence, of: run.id, in: ward, by: stamp, on: connection).reference
                    }
                }
            })
    }
}
