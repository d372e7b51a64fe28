import Japanese
import Storage
import Ward

/// What the desk decided, as the audit trail tells it: its settings, which unit answers for a section, in which state a case is,
/// and which reported deaths it holds. People appear by identifiers that mean nothing outside.
enum DeskTrail {
    static let (settingsAction, sectionAction) = ("counter.settings", "counter.section")
    static let (takeAction, purgeAction) = ("counter.deaths.take", "counter.purge")
    static let (settingsSubject, sectionPrefix, casePrefix) = ("desk/settings", "desk/sections/", "desk/cases/")
    static let (openKind, stateKind) = ("open", "state")

    static let tables = [settings, sections, cases, deaths]

    static func action(_ kind: String) -> String { "counter.case.\(kind)" }

    static let settings = TrailedTable("窓口の設定", actions: [settingsAction]) { row, details, expected in
        expected.set(row.subject, details)
    } stored: { connection in
        try connection.column("SELECT settings FROM counter_desk", as: String.self).map {
            TrailedTable.Row(settingsSubject, facts: try JSON(parsing: $0))
        }
    }

    static let sections = TrailedTable("規則の担当の課", actions: [sectionAction]) { row, details, expected in
        expected.set(row.subject, ["unit": details["unit"] ?? .null])
    } stored: { connection in
        try connection.rows("SELECT section, unit FROM counter_section_unit ORDER BY section").map {
            TrailedTable.Row(sectionPrefix + (try $0["section"] as String), facts: ["unit": .string(try $0["unit"])])
        }
    }

    static let cases = TrailedTable(
        "窓口の案件の状態", actions: [action(openKind), action(stateKind), purgeAction]
    ) { row, details, expected in
        guard row.action == purgeAction else {
            let state = details["state"]?.string.flatMap(DeskCase.State.init) ?? .waiting
            return expected.set(row.subject, state.facts(endedOn: state.isOpen ? nil : row.at.date))
        }
        if let gone = details["caseIDs"]?.array {
            for id in gone.compactMap(\.string) { expected.set(casePrefix + id, nil) }
        } else if details["cases"]?.integer ?? 0 > 0 {
            // Older trails tell how many went.
            expected.excuse(casePrefix)
        }
    } stored: { connection in
        try connection.rows("SELECT id, state, ended_on FROM counter_case ORDER BY id").map {
            let state: DeskCase.State = try $0["state"]
            return TrailedTable.Row(
                casePrefix + (try $0["id"] as String), facts: state.facts(endedOn: try $0["ended_on"]))
        }
    }

    static let deaths = TrailedTable("死亡の届出の一覧", actions: [takeAction, purgeAction]) { row, details, expected in
        if row.action == takeAction {
            if let ids = details["ids"]?.array {
                for id in ids.compactMap(\.string) {
                    expected.set("death/\(id)", ["at": .integer(row.at.milliseconds)])
                }
            } else {
                // Older trails tell how many came.
                for _ in 0..<max(0, details["taken"]?.integer ?? 0) { expected.add(taken(row.at)) }
            }
            return
        }
        let gone = (details["deathIDs"]?.array ?? []).compactMap(\.string)
        for id in gone where expected.facts("death/\(id)") != nil { expected.set("death/\(id)", nil) }
        if details["deaths"]?.integer ?? 0 > 0 { expected.excuse(takenPrefix) }
        if details["deathIDs"] == nil, details["deaths"]?.integer ?? 0 > 0 { expected.excuse("death/") }
    } stored: { connection in
        try connection.rows("SELECT id, taken_at FROM counter_death ORDER BY id").map {
            let at: Timestamp = try $0["taken_at"]
            return TrailedTable.Row(
                "death/\(try $0["id"] as String)", taken(at), facts: ["at": .integer(at.milliseconds)])
        }
    }

    private static let takenPrefix = "taken "

    private static func taken(_ at: Timestamp) -> String { "\(takenPrefix)\(at.milliseconds)" }
}

extension DeskCase.State {
    fileprivate func facts(endedOn day: CivilDate?) -> JSON {
        ["state": .string(rawValue), "endedOn": JSON(day)]
    }
}
