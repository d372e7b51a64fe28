extension SyntheticWard.WardWriter {
    private typealias Ward = SyntheticWard
    private typealias Cell = SyntheticWard.Cell

    /// A file of a system that copied the register on a day of its own.
    func writeCopies(_ writer: SyntheticWard.RecordWriter) throws {
        let sheet = writer.sheet
        guard let number = Ward.Sheets.all.firstIndex(where: { $0.target == sheet.target }) else { return }
        var strangers: [Int] = []
        for place in population.people.indices {
            step()
            guard register.holds(number, place, of: population) else { continue }
            let flaw = flaw(place, sheet)
            // Whom other business must not see is in no copy, but for the defect.
            if population.people[place].marks.contains(.hidden), flaw?.kind != .hiddenShown { continue }
            var seen = population.seen(place, on: sheet.system.copied)
            let now = population.current(place)
            let lag = population.lag(seen, behind: now)
            if let flaw { change(&seen, by: flaw, writer) }
            if flaw?.kind == .missingResident { strangers.append(place) }
            for (order, var row) in rows.rows(sheet, seen).enumerated() {
                if !lag.isEmpty { tell(lag, row.key, sheet) }
                if lag.isEmpty, flaw == nil, let money = row.money, money.isOverpaid {
                    answers.tell(.overpaid, sheet, key: row.key)
                }
                guard let flaw else {
                    try writer.write(row.cells)
                    continue
                }
                plant(flaw, in: &row.cells, now, key: row.key, sheet)
                let broken = order == 0 ? breaking(flaw, writer) : nil
                try writer.write(row.cells, broken: broken)
            }
        }
        for place in strangers { try writeStranger(place, writer) }
        if sheet.isFixed, sheet.system != .fukushi, !plan.order.isEmpty { writeFragment(writer) }
    }

    /// What changed after the copy: the system still has the old value.
    private func tell(_ lag: SyntheticWard.Lag, _ key: String, _ sheet: SyntheticWard.Sheet) {
        func tell(_ field: String, _ clean: String?) {
            if let clean { answers.tell(.attributeDiffers, sheet, key: key, field: field, clean: clean) }
        }
        if sheet.column(.name) != nil { tell("氏名", lag.name) }
        if sheet.column(.kana) != nil { tell("氏名_フリガナ", lag.kana) }
        if sheet.column(.town) != nil || sheet.column(.address) != nil {
            tell("町字", lag.town)
            tell("番地号", lag.lot)
        }
    }

    /// Defects that are another fact, not another way of writing.
    private func change(
        _ seen: inout SyntheticWard.Seen, by flaw: SyntheticWard.Flaw, _ writer: SyntheticWard.RecordWriter
    ) {
        switch (flaw.kind, flaw.variant) {
        case (.attributeDiffers, 0): seen.birth += 1
        case (.attributeDiffers, 1): seen.sex = seen.sex.other
        case (.attributeDiffers, 2): seen.kana = Ward.FlawText.otherKana(seen.kana)
        case (.attributeDiffers, 3): seen.name += "美"
        case (.attributeDiffers, 4): seen.home.house = seen.home.house % 32 + 1
        case (.attributeDiffers, _): seen.home.town = UInt8((Int(seen.home.town) + 40) % Ward.Towns.all.count)
        case (.shieldDiffers, _): seen.isShielded.toggle()
        case (.unknownGlyph, _):
            seen.name = Ward.FlawText.withPrivate(seen.name, writer.encoder.unknownScalar(seen.place))
        default: break
        }
    }

    /// A record of somebody the register does not know (XS1).
    private func writeStranger(_ place: Int, _ writer: SyntheticWard.RecordWriter) throws {
        var seen = population.seen(place, on: writer.sheet.system.copied)
        seen.number = Ward.Numbers.stranger(place)
        seen.isStranger = true
        seen.isShielded = false
        for row in rows.rows(writer.sheet, seen).suffix(1) {
            try writer.write(row.cells)
            answers.tell(.missingResident, writer.sheet, key: row.key, field: "宛名番号")
        }
    }

    private func breaking(_ flaw: SyntheticWard.Flaw, _ writer: SyntheticWard.RecordWriter) -> SyntheticWard.Break? {
        guard flaw.kind == .brokenRecord, flaw.variant != 1 else { return nil }
        answers.tell(.brokenRecord, writer.sheet, key: "#\(writer.count + 1)", field: "")
        if flaw.variant == 2 { return .nul }
        switch writer.sheet.system {
        case .inkan, .kaigo: return .openQuote
        case .nenkin: return .missingColumn
        case .fukushi: return .short
        default: return .extraColumn
        }
    }

    /// The file breaks off: bytes that are not a whole record.
    func writeFragment(_ writer: SyntheticWard.RecordWriter) {
        writer.writeFragment(writer.sheet.recordBytes / 2 - 3)
        answers.tell(.brokenRecord, writer.sheet, key: "#\(writer.count + 1)", field: "")
    }
}
