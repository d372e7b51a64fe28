import Japanese
import LifeEvents
import Site
import Storage
import Ward

/// How the desk is run: place and phone, times, lengths, who answers for which section.
struct DeskSettingsPage {
    static let path = "/desk/settings"

    let settings: DeskSettings
    let base: KnowledgeBase
    let units: [OfficeUnit]
    let chosen: [String: OfficeUnit]
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    private typealias Number = (
        name: String, label: String, path: WritableKeyPath<DeskSettings, Int> & Sendable, unit: String,
        range: ClosedRange<Int>
    )

    private static let numbers: [Number] = [
        ("lanes", "同時に受けられる家族の数", \.lanes, "組", 1...20),
        ("leadDays", "予約から来庁までの開庁日の数", \.leadDays, "日", 0...30),
        ("horizonDays", "何日先まで予約できるか", \.horizonDays, "日", 1...180),
        ("stepMinutes", "予約の始まりの間隔", \.stepMinutes, "分", 5...120),
        ("baseMinutes", "手続きのほかにかかる時間", \.baseMinutes, "分", 0...120),
        ("minutesMin", "1件の最短の時間", \.minutesMin, "分", 5...480),
        ("minutesMax", "1件の最長の時間", \.minutesMax, "分", 5...480),
        ("minutesUnknown", "内容が分からない間の時間", \.minutesUnknown, "分", 5...480),
        ("interpreters", "同時に用意できる通訳", \.interpreters, "組", 0...20),
        ("wheelchairPlaces", "車椅子で入れる席", \.wheelchairPlaces, "席", 0...20),
        ("quietRooms", "静かな部屋", \.quietRooms, "室", 0...20),
        ("keepMonths", "終わった案件を消すまでの月数", \.keepMonths, "か月", 1...120),
        ("watchMonths", "来庁の後、期限を見守る月数", \.watchMonths, "か月", 1...60),
        ("baselineMinutes", "コーナーができる前に、1つの窓口でかかっていた時間", \.baselineMinutes, "分", 0...240),
        ("baselineLow", "その下限", \.baselineLow, "分", 0...240),
        ("baselineHigh", "その上限", \.baselineHigh, "分", 0...240),
    ]
    private static let times: [(name: String, label: String, path: WritableKeyPath<DeskSettings, Int> & Sendable)] = [
        ("opens", "受付の始まり", \.opens), ("closes", "受付の終わり", \.closes), ("breakFrom", "休憩の始まり", \.breakFrom),
        ("breakTo", "休憩の終わり", \.breakTo), ("printAt", "翌日の分を印刷する時刻", \.printAt),
    ]

    var page: Page {
        let settings = settings
        let fields: [FormField] = [
            .section(
                "ご家族に示すこと",
                [
                    .text("place", "窓口の場所", value: settings.place ?? "", max: 100, isRequired: false),
                    .text("phone", "電話番号", value: settings.phone ?? "", max: 30, isRequired: false),
                ]),
            .section(
                "時刻",
                Self.times.map {
                    .text(
                        $0.name, $0.label, value: TimeOfDay.figures(settings[keyPath: $0.path]), max: 8, hint: "例: 9:00"
                    )
                }),
            .section(
                "予約と保存",
                Self.numbers.map {
                    .number($0.name, $0.label, value: String(settings[keyPath: $0.path]), unit: $0.unit)
                }),
            .section(
                "効果の計り方", hint: "計っていない間は0のままにしてください。そのときは、効果の台帳には何も書きません。",
                [
                    .text(
                        "baselineSource", "いつ、何件で計ったか", value: settings.baselineSource ?? "", max: 200,
                        isRequired: false)
                ]),
            .section(
                "担当の課", hint: "規則の中の担当に、区のどの課が答えるかを決めます。選ばないときは、名前の合う課が答えます。",
                wardSections.map { section in
                    .select(
                        "unit-\(section.code)", section.name, units.map { Choice($0.id.text, $0.name) },
                        value: chosen[section.code]?.id.text, empty: "まだ決まっていない", isRequired: false)
                }),
        ]
        return Page(
            "おくやみコーナーの設定", trail: [DeskPage.link],
            body: FormView(
                action: Self.path, csrfToken: csrfToken, submit: "保存する", errors: errors, sent: sent, fields: fields
            ).html)
    }

    private var wardSections: [CounterSection] {
        base.sections.values.filter(\.isWard).sorted { $0.code < $1.code }
    }

    // MARK: routes

    static let routes: [Route] = [
        Route(.get, "desk/settings", needs: .manageDesk) { .page(try await load($0).page) },
        Route(.post, "desk/settings", needs: .manageDesk, handler: save),
    ]

    private static func load(_ request: PageRequest) async throws -> DeskSettingsPage {
        guard let base = KnowledgeLibrary.base(BereavementDesk.event) else { throw PageRefusal.notFound }
        let today = request.today
        let token = request.csrfToken
        return try await request.ward.database.read { connection in
            DeskSettingsPage(
                settings: try DeskSettingsStore.get(on: connection), base: base,
                units: try UnitStore.list(validOn: today, on: connection),
                chosen: try DeskSettingsStore.units(for: base, today: today, on: connection), csrfToken: token)
        }
    }

    private static func save(_ request: PageRequest) async throws -> PageResponse {
        var page = try await load(request)
        var reader = FormReader(request.form)
        var changed = DeskSettings()
        changed.place = reader.text("place", "窓口の場所", max: 100, isRequired: false)
        changed.phone = reader.text("phone", "電話番号", max: 30, isRequired: false)
        changed.baselineSource = reader.text("baselineSource", "いつ、何件で計ったか", max: 200, isRequired: false)
        for time in times {
            guard let text = reader.text(time.name, time.label, max: 8) else { continue }
            if let minutes = TimeOfDay.reading(text) {
                changed[keyPath: time.path] = minutes
            } else {
                reader.errors.add(time.name, "「\(time.label)」は9:00のように書いてください。")
            }
        }
        for number in numbers {
            if let value = reader.integer(number.name, number.label, in: number.range) {
                changed[keyPath: number.path] = value
            }
        }
        var units: [(String, ID<OfficeUnit>)] = []
        for section in page.wardSections {
            let unit: ID<OfficeUnit>? = reader.id(
                "unit-\(section.code)", section.name, of: page.units.map(\.id), isRequired: false)
            if let unit, page.chosen[section.code]?.id != unit { units.append((section.code, unit)) }
        }
        if reader.errors.isEmpty { changed.problems.forEach { reader.errors.addGeneral($0) } }
        guard reader.errors.isEmpty else {
            page.errors = reader.errors
            page.sent = request.form
            return .page(page.page, status: 422)
        }
        let stamp = try request.stamp
        let (stored, assigned) = (changed, units)
        try await request.ward.database.write { connection in
            try DeskSettingsStore.set(stored, by: stamp, on: connection)
            for (section, unit) in assigned {
                try DeskSettingsStore.setUnit(unit, for: section, by: stamp, on: connection)
            }
        }
        return .seeOther(path, flash: Flash(.done, "設定を保存しました。"))
    }
}
