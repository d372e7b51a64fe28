extension SyntheticWard {
    /// The records of a person in the files of the nine systems beside the register.
    struct CopyRows {
        let population: Population
        let register: Membership

        struct Row {
            /// As findings show it: the target's key items, joined by “/”.
            let key: String
            var cells: [Cell]
            var money: Money?
        }

        private var seed: UInt64 { population.seed }

        func rows(_ sheet: Sheet, _ seen: Seen) -> [Row] {
            switch sheet.target {
            case "印鑑登録": [seal(seen, sheet.dates)]
            case "選挙人": [voter(seen, sheet.dates)]
            case "個人住民税": taxes(seen)
            case "国保資格": [insurance(seen, sheet.dates)]
            case "国民年金": [pension(seen, sheet.dates)]
            case "介護保険": [care(seen, sheet.dates)]
            case "児童手当": allowances(seen, sheet.dates)
            case "就学": [school(seen, sheet.dates)]
            case "福祉": [welfare(seen, sheet.dates)]
            default: []
            }
        }

        /// A day on which something began, after a birthday and before the copy.
        private func began(_ seen: Seen, years: Int, _ salt: Int, before: Int32) -> Int32 {
            let first = max(
                anniversary(of: population.people[seen.place].birth, years: years), population.people[seen.place].became
            )
            var draw = Draw(seed, .care, seen.place * 8 + salt)
            return first + Int32(draw.below(max(1, Int(before - first))))
        }

        private func draw(_ seen: Seen) -> Draw { Draw(seed, .forms, seen.place * 16) }

        private func sexWord(_ sex: Sex) -> Cell { .text(sex == .man ? "男" : "女") }
        private func sexFigure(_ sex: Sex) -> Cell { .text(sex == .man ? "1" : "2") }
        private func narrow(_ seen: Seen) -> Cell { .text(HalfWidthKana.narrowed(seen.kana)) }

        // MARK: one record each

        private func seal(_ seen: Seen, _ dates: DateForm) -> Row {
            let number = padded(seen.place + (seen.isStranger ? 90_000_000 : 10_000_000), to: 8)
            let began = began(seen, years: 15, 1, before: SystemID.inkan.copied)
            var draw = draw(seen)
            return Row(
                key: number,
                cells: [
                    .text(number), .text(seen.number), .text(seen.name), narrow(seen), .text(dates.text(seen.birth)),
                    .text(dates.text(began)), .text(draw.chance(9_600) ? "有効" : "廃止"),
                ])
        }

        private func voter(_ seen: Seen, _ dates: DateForm) -> Row {
            Row(
                key: seen.number,
                cells: [
                    .text(seen.number), .text(seen.name), .text(seen.kana), .text(dates.text(seen.birth)),
                    sexWord(seen.sex), .text(PlaceText.town(seen.home)), .text(PlaceText.lot(seen.home)),
                    .text(padded(Int(seen.home.town) / 2 + 1, to: 3)), .text(seen.isShielded ? "○" : ""),
                ])
        }

        /// The municipality before the town in some records: another way of writing the same place.
        private func taxAddress(_ seen: Seen) -> String {
            var draw = draw(seen)
            let prefix = ["杉並区", "東京都杉並区", ""][draw.weighted([70, 15, 15])]
            return prefix + PlaceText.town(seen.home) + PlaceText.narrowLot(seen.home)
        }

        private func taxes(_ seen: Seen) -> [Row] {
            let person = population.people[seen.place]
            let years: [(Int, Money.Kind)] =
                person.became <= day(2024, 1, 1) ? [(2024, .tax2024), (2025, .tax2025)] : [(2025, .tax2025)]
            return years.map { year, kind in
                let money = Money(kind, seen.place, seed: seed)
                return Row(
                    key: "\(seen.number)/\(year)",
                    cells: [
                        .text(seen.number), .text(String(year)), .text(seen.name), .text(taxAddress(seen)),
                        .number(money.levied), .number(money.paid), .number(money.due),
                        .text(seen.isShielded ? "Y" : "N"),
                        .blank,
                    ], money: money)
            }
        }

        private func insurance(_ seen: Seen, _ dates: DateForm) -> Row {
            let money = Money(.insurance, seen.place, seed: seed)
            let taxSheet = Sheets.all.firstIndex { $0.target == "個人住民税" } ?? 0
            let hasTax = !seen.isStranger && register.holds(taxSheet, seen.place, of: population)
            let base: Cell = hasTax ? .number(Money(.tax2025, seen.place, seed: seed).levied) : .blank
            return Row(
                key: seen.number,
                cells: [
                    .text(seen.number),
                    .text("99" + padded(Int(population.people[seen.place].household) % 1_000_000, to: 6)),
                    .text(seen.name), narrow(seen), .text(dates.text(seen.birth)), sexFigure(seen.sex),
                    .text(PlaceText.town(seen.home) + PlaceText.narrowLot(seen.home)),
                    .text(dates.text(began(seen, years: 0, 2, before: SystemID.kokuho.copied))), .blank, base,
                    .number(money.levied), .number(money.paid), .number(money.due), .text(seen.isShielded ? "1" : "0"),
                    .blank,
                ], money: money)
        }

        private func pension(_ seen: Seen, _ dates: DateForm) -> Row {
            var draw = draw(seen)
            return Row(
                key: seen.number,
                cells: [
                    .text(seen.number), .text("999" + padded(seen.place, to: 7)), .text(seen.name), .text(seen.kana),
                    .text(dates.text(seen.birth)), .text(["1号", "3号", "任意"][draw.weighted([75, 23, 2])]),
                    .text(dates.text(began(seen, years: 20, 3, before: SystemID.nenkin.copied))),
                ])
        }

        private func care(_ seen: Seen, _ dates: DateForm) -> Row {
            let money = Money(.care, seen.place, seed: seed)
            var draw = draw(seen)
            let isOld = age(population.people[seen.place].birth, on: asOf) >= 80
            let results = ["なし", "要支援１", "要支援２", "要介護１", "要介護２", "要介護３", "要介護４", "要介護５"]
            let result = results[draw.weighted(isOld ? [55, 7, 7, 9, 8, 6, 5, 3] : [93, 2, 1, 1, 1, 1, 1, 0])]
            // Some records have the number of the block in half-width figures.
            let lot = draw.chance(1_000) ? PlaceText.narrowLot(seen.home) : PlaceText.lot(seen.home)
            return Row(
                key: seen.number,
                cells: [
                    .text(seen.number), .text("9999" + padded(seen.place % 1_000_000, to: 6)), .text(seen.name),
                    .text(seen.kana), .text(dates.text(seen.birth)), sexWord(seen.sex),
                    .text(PlaceText.town(seen.home) + lot), .text(result),
                    result == "なし"
                        ? .blank : .text(dates.text(began(seen, years: 65, 4, before: SystemID.kaigo.copied))),
                    .number(money.levied), .number(money.paid), .number(money.due), .text(seen.isShielded ? "1" : "0"),
                ], money: money)
        }

        private func allowances(_ seen: Seen, _ dates: DateForm) -> [Row] {
            register.paidChildren(of: seen.place, population).enumerated().map { number, child in
                let birth = population.people[child].birth
                let amount = number >= 2 ? 30_000 : age(birth, on: SystemID.jido.copied) < 3 ? 15_000 : 10_000
                let childNumber = Numbers.person(child)
                let decided = min(
                    SystemID.jido.copied,
                    max(population.people[child].became, population.people[seen.place].became) + 20)
                return Row(
                    key: "\(seen.number)/\(childNumber)",
                    cells: [
                        .text(seen.number), .text(childNumber), .text(seen.name), .text(dates.text(birth)),
                        .number(amount),
                        .text(dates.text(decided)), .text(seen.isShielded ? "1" : "0"),
                    ])
            }
        }

        private func school(_ seen: Seen, _ dates: DateForm) -> Row {
            let person = population.people[seen.place]
            let grade = register.grade(person.birth) ?? 1
            let head = population.head(of: Int(person.household)) ?? seen.place
            let isPrimary = grade <= 6
            let school = (isPrimary ? "小" : "中") + padded(Int(seen.home.town) % (isPrimary ? 8 : 4) + 1, to: 2)
            return Row(
                key: seen.number,
                cells: [
                    .text(seen.number), .text(seen.name), .text(seen.kana), .text(dates.text(seen.birth)),
                    .text(school),
                    .number(isPrimary ? grade : grade - 6), .text(Numbers.person(head)),
                    .text(PlaceText.town(seen.home) + PlaceText.lot(seen.home)), .text(seen.isShielded ? "1" : "0"),
                ])
        }

        private func welfare(_ seen: Seen, _ dates: DateForm) -> Row {
            var draw = draw(seen)
            return Row(
                key: seen.number,
                cells: [
                    .text(seen.number), .text(seen.name), narrow(seen), .text(dates.text(seen.birth)),
                    .text("99" + padded(seen.place, to: 8)), .number(1 + draw.below(6)),
                    .text(PlaceText.town(seen.home)),
                    .text(PlaceText.lot(seen.home)), .number(seen.isShielded ? 1 : 0),
                ])
        }
    }
}
