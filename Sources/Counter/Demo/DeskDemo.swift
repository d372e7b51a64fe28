import Japanese
import LifeEvents
import Storage
import Ward

/// Families of the demonstration. Every name begins with 見本: none of them lives or died.
enum DeskDemo {
    private static let surnames = ["見本", "見本山", "見本川", "見本田", "見本木", "見本原", "見本島", "見本野", "見本谷", "見本浜"]
    private static let kana = ["ミホン", "ミホンヤマ", "ミホンカワ", "ミホンダ", "ミホンキ", "ミホンハラ", "ミホンジマ", "ミホンノ", "ミホンタニ", "ミホンハマ"]
    private static let ended = 7

    /// - Throws: ``DeskRefusal/notSample`` unless the database holds demo data and no case yet.
    static func load(_ ward: Ward) async throws -> Int {
        let base = try BereavementDesk.base
        return try await ward.database.write { connection in
            let known: Int = try connection.value("SELECT COUNT(*) FROM counter_case") ?? 0
            guard try SettingStore.isSample(on: connection), known == 0 else { throw DeskRefusal.notSample }
            let stamp = ward.stamp(by: Actor(person: nil, name: "見本 窓口"))
            var settings = DeskSettings()
            settings.place = "見本庁舎1階 おくやみコーナー"
            settings.phone = "00-0000-0000（見本）"
            try DeskSettingsStore.set(settings, by: stamp, on: connection)
            let deaths = DeathList(Array(list(stamp.today).utf8), base: base, today: stamp.today)
            _ = try DeathStore.take(deaths, by: stamp, on: connection)
            guard var population = base.population(seed: 11) else { return 0 }
            let office = try SettingStore.officeCalendar(on: connection)
            var count = 0
            for (position, row) in deaths.rows.prefix(surnames.count - 1).enumerated() {
                let person = population.next()
                let opened = try CaseStore.open(
                    opening(row.deceased, position, told(by: person, of: row.deceased, base), base), base: base,
                    by: stamp, on: connection
                )
                count += 1
                if position < ended {
                    try end(opened, person, position, base, office, ward, on: connection)
                } else {
                    try book(opened, settings, base, stamp, on: connection)
                }
            }
            return count
        }
    }

    /// A daily list as a resident system writes it.
    private static func list(_ today: CivilDate) -> String {
        let rows = surnames.indices.map { position -> String in
            let death = today.adding(days: position < ended ? -60 + position : -6 + position / 3)
            let birth = CivilDate(dayNumber: -11_000 + 397 * position)
            return
                "\(surnames[position]) 太郎,\(kana[position]) タロウ,\(birth.japanese),\(death.japanese),見本町\(position + 1)丁目\(position + 1)番\(position + 1)号,\(position == 8 ? "有" : "")"
        }
        // Deaths whose families do not come to the desk.
        let others = (0..<40).map { number in
            let death = today.adding(days: -1 - number * 2)
            return
                "見本 \(number)郎,ミホン \(number)ロウ,\(CivilDate(dayNumber: -12_000 + 211 * number).japanese),\(death.japanese),見本町\(number)丁目,"
        }
        return (["氏名,フリガナ,生年月日,死亡日,住所,支援措置"] + rows + others).joined(separator: "\n") + "\n"
    }

    /// What a family knows: nothing of the ward's records.
    private static func told(by person: CaseFacts, of deceased: Deceased, _ base: KnowledgeBase) -> CaseFacts {
        var told = person.answers.filter { code, _ in
            base.facts[code].map { $0.origin == .family && $0.kind != .day } ?? false
        }
        told["know"] = .known(.day(deceased.diedOn))
        told["funeral"] = .known(.day(deceased.diedOn.adding(days: 4)))
        return CaseFacts(told)
    }

    private static func opening(
        _ deceased: Deceased, _ position: Int, _ told: CaseFacts, _ base: KnowledgeBase
    ) -> CaseStore.Opening {
        CaseStore.Opening(
            event: base.name, source: position % 3 == 0 ? .web : .phone, deceased: deceased,
            visitor: Visitor(
                name: deceased.name.replacing("太郎", with: "花子"), relation: position % 2 == 0 ? "子" : "配偶者",
                phone: "000-0000-00\(10 + position)"), wishes: position == 7 ? [.wheelchair] : [],
            reminders: .letter, consents: Set(ConsentPurpose.allCases), answers: told)
    }

    private static func book(
        _ opened: DeskCase, _ settings: DeskSettings, _ base: KnowledgeBase, _ stamp: Stamp,
        on connection: any Connection
    ) throws {
        let view = try CaseView.load(opened.id, on: connection)
        let table = try VisitStore.table(settings: settings, from: stamp.today, on: connection)
        guard let slot = table.free(minutes: view.minutes.slot, wishes: opened.wishes, on: stamp.today).first else {
            return
        }
        try view.book(slot, by: stamp, on: connection)
    }

    /// A visit some weeks ago, with what was done at it.
    private static func end(
        _ opened: DeskCase, _ person: CaseFacts, _ position: Int, _ base: KnowledgeBase, _ office: OfficeCalendar,
        _ ward: Ward, on connection: any Connection
    ) throws {
        let today = ward.clock.today
        let day = office.nextOfficeDay(onOrAfter: today.adding(days: -50 + 3 * position))
        func stamp(_ minute: Int) -> Stamp {
            let moment = Timestamp(day, hour: 10).adding(seconds: 60 * minute)
            return ward.stamp(by: Actor(person: nil, name: "見本 窓口")).moved(to: moment)
        }
        try FactStore.tell(
            CaseFacts(
                person.answers.filter { code, _ in base.facts[code].map { $0.kind != .day && code != "age" } ?? false }),
            case: opened.id,
            source: .section, by: stamp(0), on: connection)
        let view = try CaseView.load(opened.id, on: connection)
        let id: ID<DeskVisit> = stamp(0).newID()
        try connection.execute(
            """
            INSERT INTO counter_visit (id, case_id, day, lane, starts, minutes, planned_minutes, state)
            VALUES (\(id), \(opened.id), \(day), 0, 600, \(view.minutes.slot), \(view.minutes.planned), 'booked')
            """)
        try CaseStore.move(opened.id, to: .booked, by: stamp(0), on: connection)
        try CaseView.load(opened.id, on: connection).beginVisit(isProved: false, by: stamp(0), on: connection)
        let changes = view.applying.filter { $0.procedure.mode != .outside }.map { item in
            let state: DeskItem.State =
                switch item.procedure.mode {
                case .receive: .received
                case .explainThenMail: .mailed
                case .guide, .outside: .guided
                }
            return ItemChange(procedure: item.procedure.id, state: state, reason: "")
        }
        try CaseView.load(opened.id, on: connection)
            .endVisit(changes, by: stamp(view.minutes.planned * 4 / 5 + position), on: connection)
    }
}
