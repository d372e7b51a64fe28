extension SyntheticWard.WardWriter {
    private typealias Ward = SyntheticWard
    private typealias Cell = SyntheticWard.Cell

    // MARK: 住民

    func writeResidents(_ writer: SyntheticWard.RecordWriter) throws {
        let sheet = writer.sheet
        var late: [[SyntheticWard.Cell]] = []
        for place in population.people.indices {
            var cells = residentCells(place, writer)
            if let flaw = flaw(place, sheet) {
                apply(flaw, toResident: &cells, place, sheet)
                if flaw.kind == .duplicateNumber, flaw.variant == 2 {
                    // The same person entered twice: one 宛名番号, other numbers.
                    var twin = cells
                    twin[2] = .text(Ward.Numbers.resident(population.people.count + late.count))
                    twin[3] = .text(Ward.Numbers.individual(population.people.count + late.count))
                    late.append(twin)
                }
            }
            try writer.write(cells)
            step()
        }
        for cells in late { try writer.write(cells) }
    }

    /// 氏名 as the register writes it: with a code that nobody identified where that is the defect.
    private func registerName(_ name: String, _ place: Int, _ writer: SyntheticWard.RecordWriter) -> String {
        guard let flaw = plan.flaws[place], flaw.kind == .unknownGlyph, Ward.Sheets.all[flaw.sheet].target == "住民"
        else {
            return name
        }
        return Ward.FlawText.withPrivate(name, writer.encoder.unknownScalar(place))
    }

    private func townText(_ place: Int, _ home: SyntheticWard.Place) -> String {
        population.people[place].marks.contains(.oddTown)
            ? Ward.FlawText.oddTown(place) : Ward.PlaceText.town(home)
    }

    private func residentCells(_ place: Int, _ writer: SyntheticWard.RecordWriter) -> [SyntheticWard.Cell] {
        let person = population.people[place]
        let now = population.current(place)
        let dates = writer.sheet.dates
        let filing = Ward.Story(population, place).filing
        func filed(birth: Bool) -> Cell {
            guard let filing, filing.isBirth == birth else { return .blank }
            return .text(dates.text(filing.day))
        }
        // Records that came from paper have one of the two fields: that of the birth for those who never moved.
        let paper = person.became + 6
        let isPaper = filing == nil
        let moveFiled: Cell = isPaper && person.became != person.birth ? .text(dates.text(paper)) : filed(birth: false)
        let birthFiled: Cell = isPaper && person.became == person.birth ? .text(dates.text(paper)) : filed(birth: true)
        return [
            .text(now.number), .text(Ward.Numbers.household(Int(person.household))),
            .text(Ward.Numbers.resident(place)),
            .text(Ward.Numbers.individual(place)), .text(registerName(now.name, place, writer)),
            .text(Ward.HalfWidthKana.narrowed(now.kana)), .text(Ward.NameText.latin(person)),
            .text(Ward.NameText.alias(person, place, seed: population.seed)), .text(dates.text(person.birth)),
            .text(person.sex == .man ? "M" : "F"), .text(Ward.RegisterCodes.relationCodes[person.relation] ?? ""),
            .text(person.isForeign ? "1" : "0"), .text(String(person.standing.rawValue - 1)),
            .text(townText(place, now.home)), .text(Ward.PlaceText.lot(now.home)),
            .text(
                Ward.PlaceText.building(
                    household: Int(person.household), seed: population.seed,
                    isDashed: person.marks.contains(.dashedBuilding))),
            .text(Ward.Towns.all[Int(now.home.town)].postal), .text(dates.text(person.became)),
            person.isResident ? .blank : .text(dates.text(person.ceased)), moveFiled, birthFiled,
            .text(now.isShielded ? "1" : "0"), .text(person.marks.contains(.hidden) ? "1" : "0"), .blank,
        ]
    }

    // MARK: 世帯

    func writeHouseholds(_ writer: SyntheticWard.RecordWriter) throws {
        let sheet = writer.sheet
        var orphans: [Int: Int] = [:]
        for (place, flaw) in plan.order where flaw.kind == .emptyHousehold && flaw.variant == 0 {
            orphans[Int(population.people[place].household)] = place
        }
        for number in population.households.indices {
            step()
            guard let head = population.head(of: number) ?? orphans[number] else { continue }
            let key = Ward.Numbers.household(number)
            let now = population.current(head)
            var leader = now.number
            if let flaw = plan.flaws[head] {
                switch (flaw.kind, flaw.variant) {
                case (.emptyHousehold, 0): answers.tell(.emptyHousehold, sheet, key: key, field: "世帯番号")
                case (.emptyHousehold, 1):
                    answers.tell(
                        .emptyHousehold, Ward.Sheets.residents, key: now.number, field: "世帯番号", clean: key)
                    continue
                case (.headOfHousehold, 2):
                    leader = Ward.Numbers.person(flaw.other)
                    answers.tell(.headOfHousehold, sheet, key: key, field: "世帯主宛名番号", clean: now.number)
                case (.headOfHousehold, 0): answers.tell(.headOfHousehold, sheet, key: key, field: "世帯主宛名番号")
                case (.unknownGlyph, _) where Ward.Sheets.all[flaw.sheet].target == "住民":
                    answers.tell(.unknownGlyph, sheet, key: key, field: "世帯主氏名", clean: now.name)
                default: break
                }
            }
            if population.members(of: number).contains(where: { isSecondHead($0) }) {
                answers.tell(.headOfHousehold, sheet, key: key, field: "世帯主宛名番号")
            }
            try writer.write([
                .text(key), .text(leader), .text(registerName(now.name, head, writer)),
                .text(Ward.PlaceText.town(now.home)), .text(Ward.PlaceText.lot(now.home)), .blank,
            ])
        }
    }

    private func isSecondHead(_ place: Int) -> Bool {
        plan.flaws[place].map { $0.kind == .headOfHousehold && $0.variant == 1 } ?? false
    }

    // MARK: 異動履歴

    func writeHistory(_ writer: SyntheticWard.RecordWriter) throws {
        let sheet = writer.sheet
        let dates = sheet.dates
        for place in population.people.indices {
            step()
            let person = population.people[place]
            let events = Ward.Story(population, place).events
            let flaw = plan.flaws[place]
            let key = Ward.Numbers.person(place)
            let last = population.lastDay(of: person)
            for (number, event) in events.enumerated() {
                let seen = population.seen(place, on: min(event.day, last))
                let isLast = number == events.count - 1
                var cells: [Cell] = [
                    .text(key), .number(number + 1), .text(Ward.RegisterCodes.causeCode(event.cause)),
                    .text(dates.text(event.day)), .text(dates.text(event.filed)), .text(dates.text(event.processed)),
                    .text(isLast ? "1" : "0"), .text(registerName(seen.name, place, writer)),
                    .text(townText(place, seen.home)), .text(Ward.PlaceText.lot(seen.home)),
                ]
                if let flaw {
                    let before = number > 0 ? events[number - 1].day : event.day
                    apply(
                        flaw, toHistory: &cells, key, isFirst: number == 0, isLast: isLast, before: before, seen, sheet)
                }
                try writer.write(cells)
            }
        }
    }
}
