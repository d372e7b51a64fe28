import LifeEvents
import Storage
import Ward

/// What the desk hands over to a section (担当課へ引き継いだ) as work that a robot of the section can take.
///
/// Nothing is ordered without the family's consent, and nothing of people under 支援措置: of them a person tells a person.
enum SectionOrder {
    static let module = "counter"

    private static func origin(_ id: ID<DeskCase>) -> String { "cases/\(id)" }

    private static func key(_ procedure: String, of deskCase: DeskCase) -> String { "\(deskCase.number)/\(procedure)" }

    /// What is no longer said to be handed over waits for nobody.
    static func withdraw(
        _ procedure: String, of deskCase: DeskCase, by stamp: Stamp, on connection: any Connection
    ) throws {
        try WorkOrder.withdraw(
            from: origin(deskCase.id), key: key(procedure, of: deskCase), by: stamp, on: connection)
    }

    /// Of a case in which no section is asked any longer, or of people of whom nothing may be told.
    static func withdrawAll(of id: ID<DeskCase>, by stamp: Stamp, on connection: any Connection) throws {
        try WorkOrder.withdraw(from: origin(id), by: stamp, on: connection)
    }

    static func place(
        _ procedures: [Procedure], of deskCase: DeskCase, consents: Set<ConsentPurpose>, base: KnowledgeBase,
        by stamp: Stamp, on connection: any Connection
    ) throws {
        let deceased = deskCase.deceased
        guard !procedures.isEmpty, !deceased.isRestricted, consents.contains(.sections) else { return }
        let units = try DeskSettingsStore.units(for: base, today: stamp.today, on: connection)
        for procedure in procedures {
            try WorkOrder.place(
                WorkOrder.Content(
                    module: module, kind: procedure.id, title: procedure.title.japanese,
                    unit: units[procedure.section]?.id, key: key(procedure.id, of: deskCase),
                    facts: [
                        "受付番号": deskCase.number, "氏名": deceased.name, "氏名カナ": deceased.kana,
                        "生年月日": deceased.bornOn.description, "死亡日": deceased.diedOn.description,
                        "住所": deceased.address.shown,
                    ], origin: origin(deskCase.id)),
                by: stamp, on: connection)
        }
    }
}
