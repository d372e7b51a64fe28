extension SyntheticWard.WardWriter {
    private typealias Ward = SyntheticWard
    private typealias Cell = SyntheticWard.Cell

    /// Plants a defect in a record of the register and tells it.
    func apply(
        _ flaw: SyntheticWard.Flaw, toResident cells: inout [SyntheticWard.Cell], _ place: Int,
        _ sheet: SyntheticWard.Sheet
    ) {
        let person = population.people[place]
        let now = population.current(place)
        let dates = sheet.dates
        func set(_ column: String, _ cell: SyntheticWard.Cell) {
            if let position = sheet.column(named: column) { cells[position] = cell }
        }
        func tell(_ field: String, _ clean: String = "") {
            answers.tell(flaw.kind, sheet, key: now.number, field: field, clean: clean)
        }
        let birth = Ward.date(person.birth).description
        switch (flaw.kind, flaw.variant) {
        case (.impossibleDate, 1):
            set("住定年月日", .text(dates.text(person.birth - 35)))
            tell("住民となった年月日", Ward.date(person.became).description)
        case (.impossibleDate, 2):
            set("消除年月日", .text(dates.text(person.birth - 35)))
            tell("住民でなくなった年月日", Ward.date(person.ceased).description)
        case (.unknownPart, 2):
            set("生年月日", .text("0000000"))
            tell("生年月日", birth)
        case (.lunarDate, _):
            set("生年月日", .text(dates.text(Ward.day(1868, 2, 1) + Int32(place % 1_700))))
            tell("生年月日", birth)
        case (.kanaMismatch, 0):
            set("ｶﾅ氏名", .blank)
            tell("氏名_フリガナ", now.kana)
        case (.kanaMismatch, _): tell("氏名")
        case (.townUnknown, _): tell("町字")
        case (.headOfHousehold, 0): set("続柄", .text(Ward.RegisterCodes.relationCodes[.housemate] ?? ""))
        case (.headOfHousehold, 1): set("続柄", .text(Ward.RegisterCodes.relationCodes[.head] ?? ""))
        case (.relationUnfit, 0):
            set("続柄", .text(Ward.RegisterCodes.relationCodes[.husband] ?? ""))
            tell("続柄", person.relation.code)
        case (.relationUnfit, 1):
            set("続柄", .text(Ward.RegisterCodes.relationCodes[.child] ?? ""))
            tell("続柄", person.relation.code)
        case (.relationUnfit, _):
            set("続柄", .blank)
            tell("続柄", person.relation.code)
        case (.checkDigit, 0):
            set("個人番号", .text(Self.misprinted(Ward.Numbers.individual(place))))
            tell("個人番号", Ward.Numbers.individual(place))
        case (.checkDigit, _):
            set("住民票コード", .text(Self.misprinted(Ward.Numbers.resident(place))))
            tell("住民票コード", Ward.Numbers.resident(place))
        case (.duplicateNumber, 0), (.duplicateNumber, 1):
            let isIndividual = flaw.variant == 0
            let (own, others) =
                isIndividual
                ? (Ward.Numbers.individual(place), Ward.Numbers.individual(flaw.other))
                : (Ward.Numbers.resident(place), Ward.Numbers.resident(flaw.other))
            let field = isIndividual ? "個人番号" : "住民票コード"
            set(field, .text(others))
            tell(field, own)
            answers.tell(.duplicateNumber, sheet, key: Ward.Numbers.person(flaw.other), field: field, clean: others)
        case (.duplicateNumber, _): tell("宛名番号", now.number)
        case (.historyLast, 2): tell("最新", "1")
        case (.historyLast, 3): tell("最新", "1")
        case (.historyLast, 0): tell("氏名", now.name)
        case (.historyLast, _): tell("番地号", Ward.PlaceText.lot(now.home))
        case (.unknownCode, 0):
            set("性別", .text("9"))
            tell("性別", person.sex == .man ? "M" : "F")
        case (.tooLong, _):
            set("方書", .text(Ward.FlawText.longBuilding(place)))
            tell("方書")
        case (.unknownGlyph, _): tell("氏名", now.name)
        case (.unknownPart, _), (.eraOutOfRange, _), (.impossibleDate, _), (.sentinelDate, _), (.nameSeparator, _),
            (.hyphen, _):
            plant(flaw, in: &cells, now, key: now.number, sheet)
        default: break
        }
    }

    /// The last figure but one is another: the check digit no longer fits.
    static func misprinted(_ number: String) -> String {
        var figures = Array(number.utf8)
        let place = figures.count - 2
        let check = figures[figures.count - 1]
        repeat {
            figures[place] = 0x30 + (figures[place] - 0x30 + 1) % 10
        } while UInt8(0x30 + SyntheticWard.Numbers.checkDigit(String(decoding: figures.dropLast(), as: UTF8.self)))
            == check
        return String(decoding: figures, as: UTF8.self)
    }

    /// Plants a defect in one record of a person's history and tells it.
    func apply(
        _ flaw: SyntheticWard.Flaw, toHistory cells: inout [SyntheticWard.Cell], _ person: String, isFirst: Bool,
        isLast: Bool,
        before: Int32, _ seen: SyntheticWard.Seen, _ sheet: SyntheticWard.Sheet
    ) {
        func set(_ column: String, _ cell: SyntheticWard.Cell) {
            if let position = sheet.column(named: column) { cells[position] = cell }
        }
        func tell(_ field: String, _ clean: String = "") {
            answers.tell(flaw.kind, sheet, key: "\(person)/\(cells[1].text)", field: field, clean: clean)
        }
        switch (flaw.kind, flaw.variant) {
        case (.historyOrder, 0) where isLast:
            let clean = cells[3].text
            set("異動日", .text(sheet.dates.text(before - 45)))
            tell("異動年月日", clean)
        case (.historyOrder, 1) where isLast:
            if case .number(let number) = cells[1] { cells[1] = .number(number + 1) }
            tell("履歴番号")
        case (.historyLast, 0) where isLast:
            set("漢字氏名", .text(seen.name + "子"))
        case (.historyLast, 1) where isLast:
            var other = seen.home
            other.house = other.house % 32 + 1
            set("番地", .text(SyntheticWard.PlaceText.lot(other)))
        case (.historyLast, 2) where isLast: set("最新区分", .text("0"))
        case (.historyLast, 3) where isFirst: set("最新区分", .text("1"))
        case (.unknownCode, 1) where isLast && SyntheticWard.Sheets.all[flaw.sheet].target == "住民":
            let clean = cells[2].text
            set("異動コード", .text("Z9"))
            tell("異動事由", clean)
        case (.unknownGlyph, _) where SyntheticWard.Sheets.all[flaw.sheet].target == "住民":
            tell("氏名", seen.name)
        default: break
        }
    }
}
