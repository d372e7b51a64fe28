import Site
import Storage
import Ward

/// What waits for the secretariat in notices that were imported.
enum PlanDuties {
    private static let kind = DutyKind("plan.import", "通知文の取り込みを確かめる")

    static func duties(of person: SignedIn, on connection: any Connection) throws -> [Duty] {
        guard person.may(.importNotice) else { return [] }
        return try ImportStore.list(on: connection).compactMap { run in
            guard run.isAdopted else {
                return Duty(
                    kind, link: Link("取り込みを確かめる：\(run.fileName)", ImportPage.path(run.id)), note: "計画に取り入れるかを決めます。")
            }
            let decided = try ImportStore.decisions(of: run.id, on: connection)
            let open = try ImportStore.reading(of: run, on: connection).findings.count {
                $0.severity == .error && $0.proposal != nil && decided[$0.key] == nil
            }
            guard open > 0 else { return nil }
            return Duty(
                kind, link: Link("指摘を判断する：\(run.fileName)", ImportPage.path(run.id)), note: "案のある誤りが\(open)件あります。")
        }
    }
}
