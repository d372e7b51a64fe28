import LifeEvents
import Site
import Ward

/// What is asked about how the desk is run.
enum DeskSettingsFields {
    typealias Path = WritableKeyPath<DeskSettings, Int> & Sendable

    static let place = Field.text("place", "窓口の場所", max: 100).optional
    static let phone = Field.text("phone", "電話番号", max: 30).optional
    static let baselineSource = Field.text("baselineSource", "いつ、何件で計ったか", max: 200).optional
    static let keepMonths = Field.integer("keepMonths", "終わった案件を消すまでの月数", in: 1...120, unit: "か月")

    static let times: [(field: Field<Int>, path: Path)] = [
        (time("opens", "受付の始まり"), \.opens), (time("closes", "受付の終わり"), \.closes),
        (time("breakFrom", "休憩の始まり"), \.breakFrom), (time("breakTo", "休憩の終わり"), \.breakTo),
        (time("printAt", "翌日の分を印刷する時刻"), \.printAt),
    ]

    static let numbers: [(field: Field<Int>, path: Path)] = [
        (.integer("lanes", "同時に受けられる家族の数", in: 1...20, unit: "組"), \.lanes),
        (.integer("leadDays", "予約から来庁までの開庁日の数", in: 0...30, unit: "日"), \.leadDays),
        (.integer("horizonDays", "何日先まで予約できるか", in: 1...180, unit: "日"), \.horizonDays),
        (
            .integer(
                "phonePercent", "電話のために取っておく時間の割合", in: 0...100, unit: "%", hint: "1日の受付時間のうち、ウェブでは予約できない割合。"),
            \.phonePercent
        ),
        (.integer("stepMinutes", "予約の始まりの間隔", in: 5...120, unit: "分"), \.stepMinutes),
        (.integer("baseMinutes", "手続きのほかにかかる時間", in: 0...120, unit: "分"), \.baseMinutes),
        (.integer("minutesMin", "1件の最短の時間", in: 5...480, unit: "分"), \.minutesMin),
        (.integer("minutesMax", "1件の最長の時間", in: 5...480, unit: "分"), \.minutesMax),
        (.integer("minutesUnknown", "内容が分からない間の時間", in: 5...480, unit: "分"), \.minutesUnknown),
        (.integer("interpreters", "同時に用意できる通訳", in: 0...20, unit: "組"), \.interpreters),
        (.integer("wheelchairPlaces", "車椅子で入れる席", in: 0...20, unit: "席"), \.wheelchairPlaces),
        (.integer("quietRooms", "静かな部屋", in: 0...20, unit: "室"), \.quietRooms),
        (keepMonths, \.keepMonths),
        (.integer("watchMonths", "来庁の後、期限を見守る月数", in: 1...60, unit: "か月"), \.watchMonths),
        (.integer("baselineMinutes", "コーナーができる前に、1つの窓口でかかっていた時間", in: 0...240, unit: "分"), \.baselineMinutes),
        (.integer("baselineLow", "その下限", in: 0...240, unit: "分"), \.baselineLow),
        (.integer("baselineHigh", "その上限", in: 0...240, unit: "分"), \.baselineHigh),
    ]

    private static func time(_ name: String, _ label: String) -> Field<Int> {
        Field.text(name, label, max: 8, hint: "例: 9:00").mapped(
            to: TimeOfDay.reading, from: TimeOfDay.figures, problem: { _ in "「\(label)」は9:00のように書いてください。" })
    }

    /// Which unit answers for a section of the rules.
    static func unit(_ section: CounterSection, _ units: [OfficeUnit]) -> Field<ID<OfficeUnit>?> {
        Field<ID<OfficeUnit>>.record(
            "unit-\(section.code)", section.name, units.map { Choice($0.id.text, $0.name) }, empty: "まだ決まっていない"
        ).optional
    }

    /// All of it; what does not fit together is told once each is right by itself.
    static func read(_ form: inout FormReader) throws(FormRefused) -> DeskSettings {
        var settings = DeskSettings()
        (settings.place, settings.phone, settings.baselineSource) = (
            form.value(place) ?? nil, form.value(phone) ?? nil, form.value(baselineSource) ?? nil
        )
        for (field, path) in times + numbers {
            if let value = form.value(field) { settings[keyPath: path] = value }
        }
        if form.errors.isEmpty { settings.problems.forEach { form.errors.addGeneral($0) } }
        try form.check()
        return settings
    }
}
