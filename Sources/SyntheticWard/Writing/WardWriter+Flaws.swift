extension SyntheticWard.WardWriter {
    private typealias Ward = SyntheticWard

    /// Plants a defect that is a way of writing in a record of any system, and tells it.
    func plant(
        _ flaw: SyntheticWard.Flaw, in cells: inout [SyntheticWard.Cell], _ now: SyntheticWard.Seen, key: String,
        _ sheet: SyntheticWard.Sheet
    ) {
        let variant = now.place
        func tell(_ field: String, _ clean: String = "") {
            answers.tell(flaw.kind, sheet, key: key, field: field, clean: clean)
        }
        func change(_ role: SyntheticWard.Role, _ clean: String, _ make: (String) -> SyntheticWard.Cell) {
            guard let column = sheet.column(role) else { return }
            cells[column] = make(cells[column].text)
            tell(role.field, clean)
        }
        let birth = Ward.date(now.birth).description
        switch flaw.kind {
        case .eraOutOfRange:
            guard let era = Ward.FlawText.wrongEra(of: now.birth) else { return }
            change(.birth, birth) { _ in .text(sheet.dates.text(now.birth, in: era)) }
        case .unknownPart:
            change(.birth, birth) { _ in .text(sheet.dates.unknown(now.birth, hidesMonth: flaw.variant == 1)) }
        case .impossibleDate: change(.birth, birth) { _ in .text(sheet.dates.impossible(now.birth)) }
        case .sentinelDate:
            let sentinels = sheet.dates.sentinels
            change(.birth, birth) { _ in .text(sentinels[variant % sentinels.count]) }
        case .halfWidthKana:
            change(.kana, now.kana) { .text(Ward.HalfWidthKana.narrowed($0).replacing(" ", with: "　")) }
        case .nameSeparator:
            let isKanjiOnly = sheet.column(.name).map { sheet.columns[$0].form == .kanji } ?? false
            change(.name, now.name) { .text(Ward.FlawText.separated($0, variant, isKanjiOnly: isKanjiOnly)) }
        case .unknownGlyph: tell("氏名", now.name)
        case .twinCode: change(.name, now.name) { .twin($0) }
        case .hyphen, .townSpelling, .townNumeral: plantAddress(flaw, in: &cells, now, key: key, sheet)
        case .unknownCode: plantCode(in: &cells, key: key, sheet)
        case .attributeDiffers: tellDifference(flaw, now, key: key, sheet)
        case .moneyDiffers: plantMoney(flaw, in: &cells, key: key, sheet)
        case .shieldDiffers: tell("支援措置", now.isShielded ? "1" : "0")
        case .hiddenShown: tell("宛名番号")
        case .brokenRecord where flaw.variant == 1: change(.name, now.name) { .broken($0) }
        default: break
        }
    }

    private func plantAddress(
        _ flaw: SyntheticWard.Flaw, in cells: inout [SyntheticWard.Cell], _ now: SyntheticWard.Seen, key: String,
        _ sheet: SyntheticWard.Sheet
    ) {
        let town = Ward.Towns.all[Int(now.home.town)]
        let lot = Ward.PlaceText.lot(now.home)
        let isWhole = sheet.column(.address) == nil
        guard let column = sheet.column(flaw.kind == .hyphen ? .lot : .town) ?? sheet.column(.address) else { return }
        let text = cells[column].text
        switch flaw.kind {
        case .hyphen:
            // Full-width figures around the mark, whatever the record had.
            cells[column] = .text((isWhole ? "" : town.name) + Ward.FlawText.hyphened(lot, now.place))
            answers.tell(.hyphen, sheet, key: key, field: "番地号", clean: lot)
        case .townSpelling:
            guard let other = Ward.FlawText.spelling(town.name, now.place) else { return }
            cells[column] = .text(text.replacing(town.name, with: other))
            answers.tell(.townSpelling, sheet, key: key, field: "町字", clean: town.name)
        default:
            let other = Ward.FlawText.numbered(town, now.place, isBeforeLot: !isWhole)
            cells[column] = .text(text.replacing(town.name, with: other))
            answers.tell(.townNumeral, sheet, key: key, field: "町字", clean: town.name)
        }
    }

    private func plantCode(in cells: inout [SyntheticWard.Cell], key: String, _ sheet: SyntheticWard.Sheet) {
        guard let column = sheet.column(.code) else { return }
        let clean = cells[column].text
        cells[column] = sheet.columns[column].form == .zoned ? .number(9) : .text("Ｘ")
        let field = ["印鑑登録": "登録状態", "国民年金": "種別", "介護保険": "要介護度", "就学": "学校コード", "福祉": "等級"][sheet.target]
        answers.tell(.unknownCode, sheet, key: key, field: field ?? "", clean: clean)
    }

    private func tellDifference(
        _ flaw: SyntheticWard.Flaw, _ now: SyntheticWard.Seen, key: String, _ sheet: SyntheticWard.Sheet
    ) {
        let (field, clean) =
            switch flaw.variant {
            case 0: ("生年月日", Ward.date(now.birth).description)
            case 1: ("性別", now.sex == .man ? "1" : "2")
            case 2: ("氏名_フリガナ", now.kana)
            case 3: ("氏名", now.name)
            case 4: ("番地号", Ward.PlaceText.lot(now.home))
            default: ("町字", Ward.PlaceText.town(now.home))
            }
        answers.tell(.attributeDiffers, sheet, key: key, field: field, clean: clean)
    }

    private func plantMoney(
        _ flaw: SyntheticWard.Flaw, in cells: inout [SyntheticWard.Cell], key: String, _ sheet: SyntheticWard.Sheet
    ) {
        let role: SyntheticWard.Role = flaw.variant == 1 ? .base : .paid
        guard let column = sheet.column(role), case .number(let amount) = cells[column] else { return }
        cells[column] = .number(amount + 1_200)
        answers.tell(.moneyDiffers, sheet, key: key, field: role.field, clean: String(amount))
    }

    // MARK: 住登外者

    func writeOutsiders(_ writer: SyntheticWard.RecordWriter) throws {
        let sheet = writer.sheet
        let dates = sheet.dates
        for place in 0..<population.outsiders {
            step()
            let person = Ward.Outsider(place, seed: population.seed)
            var cells: [SyntheticWard.Cell] = [
                .text(person.number), .text(person.name), .text(Ward.HalfWidthKana.narrowed(person.kana)),
                .text(dates.text(person.birth)), .text(person.sex == .man ? "1" : "2"), .text(person.address),
                .text(person.isHidden ? "1" : "0"),
            ]
            if let flaw = plan.outsiderFlaws[place] {
                let clean = Ward.date(person.birth).description
                let sentinels = dates.sentinels
                cells[3] = .text(
                    flaw.kind == .unknownPart
                        ? dates.unknown(person.birth, hidesMonth: place % 2 == 0) : sentinels[place % sentinels.count])
                answers.tell(flaw.kind, sheet, key: person.number, field: "生年月日", clean: clean)
            }
            try writer.write(cells)
        }
        for (place, flaw) in plan.order where flaw.kind == .collidingNumber {
            // Somebody who moved in and kept the number they had as a taxpayer from outside.
            let now = population.current(place)
            try writer.write([
                .text(now.number), .text(now.name), .text(Ward.HalfWidthKana.narrowed(now.kana)),
                .text(dates.text(now.birth)), .text(now.sex == .man ? "1" : "2"),
                .text(Ward.Outsider(place % max(1, population.outsiders), seed: population.seed).address), .text("0"),
            ])
            answers.tell(.collidingNumber, sheet, key: now.number, field: "宛名番号")
        }
        if !plan.order.isEmpty { writeFragment(writer) }
    }
}
