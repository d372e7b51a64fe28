import LifeEvents
import Storage
import Ward

/// What the desk hands over to a section (担当課へ引き継いだ) as work that a robot of the section can take.
///
/// Nothing is ordered without the family's consent, and nothing of people under 支援措置: of them a person tells a person.
enum SectionOrder {
    static let module = "counter"

    static func origin(_ id: ID<DeskCase>) -> String { "cases/\(id)" }

    private static func key(_ procedure: String, of deskCase: DeskCase) -> String { "\(deskCase.number)/\(procedure)" }

    /// What is no longer said to be handed over waits for nobody.
    static func withdraw(
        _ procedure: String, of deskCase: DeskCase, by stamp: Stamp, on connection: any Connection
    ) throws {
        try WorkOrder.withdraw(
            from: origin(deskCase.id), key: key(procedure, of: deskCase), by: stamp, on: connection)
    }

    static func place(
        _ procedure: Procedure, of deskCase: DeskCase, base: KnowledgeBase, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let deceased = deskCase.deceased
        guard !deceased.isRestricted, try CaseStore.consents(of: deskCase.id, on: connection).contains(.sections)
        else { return }
        let unit = try DeskSettingsStore.units(for: base, today: stamp.today, on: connection)[procedure.section]?.id
        try WorkOrder.place(
            WorkOrder.Content(
                module: module, kind: procedure.id, title: procedure.title.japanese, unit: unit,
                key: key(procedure.id, of: deskCase),
                facts: [
                    "受付番号": deskCase.number, "氏名": deceased.name, "氏名カナ": deceased.kana,
                    "生年月日": deceased.bornOn.description, "死亡日": deceased.diedOn.description,
                    "住所": deceased.address.shown,
                ], origin: origin(deskCase.id)),
            by: stamp, on: connection)
    }
}
