import LifeEvents
import Site
import Storage
import Ward

/// How the desk is run: place and phone, times, lengths, who answers for which section.
struct DeskSettingsPage: PageView {
    static let path = "/desk/settings"

    let settings: DeskSettings
    let sections: [CounterSection]
    let units: [OfficeUnit]
    let chosen: [String: OfficeUnit]
    let state: PageState

    private typealias Fields = DeskSettingsFields

    static func load(_ request: PageRequest, on connection: any Connection) throws -> DeskSettingsPage {
        let base = try BereavementDesk.base
        return DeskSettingsPage(
            settings: try DeskSettingsStore.get(on: connection),
            sections: base.sections.values.filter(\.isWard).sorted { $0.code < $1.code },
            units: try UnitStore.list(validOn: request.today, on: connection),
            chosen: try DeskSettingsStore.units(for: base, today: request.today, on: connection), state: request.state)
    }

    var page: Page {
        let fields: [FormField] = [
            .section("ご家族に示すこと", [Fields.place(settings.place), Fields.phone(settings.phone)]),
            .section("時刻", Fields.times.map { $0.field(settings[keyPath: $0.path]) }),
            .section("予約と保存", Fields.numbers.map { $0.field(settings[keyPath: $0.path]) }),
            .section(
                "効果の計り方", hint: "計っていない間は0のままにしてください。そのときは、効果の台帳には何も書きません。",
                [Fields.baselineSource(settings.baselineSource)]),
            .section(
                "担当の課", hint: "規則の中の担当に、区のどの課が答えるかを決めます。選ばないときは、名前の合う課が答えます。",
                sections.map { Fields.unit($0, units)(chosen[$0.code]?.id) }),
        ]
        return Page(
            "おくやみコーナーの設定", trail: [DeskPage.link],
            body: FormView(Self.path, state, submit: "保存する", revision: settings.revision, fields: fields).html)
    }

    // MARK: routes

    static let routes: [Route] = [
        .page("desk/settings", needs: .manageDesk, load),
        .action(
            "desk/settings", on: DeskSettings.self, needs: .manageDesk, summary: "窓口の設定を変える", page: load, asks: asks
        ) {
            settings, form, change in
            let page = try load(change.request, on: change.connection)
            let units = page.sections.map { ($0.code, form.value(Fields.unit($0, page.units)) ?? nil) }
            let changed = try Fields.read(&form)
            try form.checkRevision(of: settings)
            try DeskSettingsStore.set(changed, by: change.stamp, on: change.connection)
            for case (let section, let unit?) in units where page.chosen[section]?.id != unit {
                try DeskSettingsStore.setUnit(unit, for: section, by: change.stamp, on: change.connection)
            }
            return .done("設定を保存しました。")
        }.askingSeldom,
    ]

    /// A shorter time deletes cases that would have been kept, at the next tidying.
    @Sendable private static func asks(_ settings: DeskSettings, _ change: Change) throws -> Confirmation? {
        var form = change.form
        guard let months = form.value(Fields.keepMonths), months < settings.keepMonths else { return nil }
        let now = try Purge.past(settings.keepMonths, today: change.today, on: change.connection).count
        let then = try Purge.past(months, today: change.today, on: change.connection).count
        guard now < then else { return nil }
        return Confirmation(
            "終わった案件を消すまでの月数を\(months)か月に短くします", submit: "短くして保存する",
            consequences: ["次の片付けで、終わった案件が、いまの設定より\(then - now)件多く消えます（合わせて\(then)件）。"],
            irreversible: "消えた案件の氏名、聞き取り、記録は、設定を戻しても戻りません。名前のない集計だけが残ります。")
    }
}
