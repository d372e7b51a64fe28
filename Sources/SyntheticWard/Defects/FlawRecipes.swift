extension SyntheticWard {
    /// All ways in which defects are planted.
    enum FlawRecipes {
        private typealias Recipe = FlawPlan.Recipe
        typealias Candidate = FlawPlan.Candidate

        static let all: [FlawPlan.Recipe] = dates + names + addresses + families + numbers + rest

        /// The same class in several files: whoever is in the file and fits.
        private static func each(
            _ kind: DefectClass, _ sheets: [String], variant: Int = 0,
            where fits: @escaping @Sendable (Candidate) -> Bool = { _ in true }
        ) -> [FlawPlan.Recipe] {
            sheets.map { sheet in
                FlawPlan.Recipe(kind: kind, sheet: sheet, variant: variant) { $0.isIn(sheet) && fits($0) }
            }
        }

        private static func gone(
            _ kind: DefectClass, _ sheet: String, variant: Int,
            where fits: @escaping @Sendable (Candidate) -> Bool = { _ in true }
        ) -> FlawPlan.Recipe {
            FlawPlan.Recipe(kind: kind, sheet: sheet, variant: variant, isGone: true, fits: fits)
        }

        // MARK: dates

        private static let dates: [FlawPlan.Recipe] = [
            each(.eraOutOfRange, ["住民", "印鑑登録", "選挙人", "福祉"]) { FlawText.wrongEra(of: $0.person.birth) != nil },
            each(.unknownPart, ["住民"], variant: 0),
            each(.unknownPart, ["住民"], variant: 1),
            each(.unknownPart, ["住民"], variant: 2),
            each(.unknownPart, ["選挙人", "介護保険"], variant: 1),
            [FlawPlan.Recipe(kind: .unknownPart, sheet: "住登外者", variant: 0) { _ in true }],
            each(.impossibleDate, ["住民", "介護保険", "福祉"], variant: 0),
            each(.impossibleDate, ["住民"], variant: 1),
            [gone(.impossibleDate, "住民", variant: 2)],
            each(.sentinelDate, ["住民", "国民年金", "介護保険"]),
            [FlawPlan.Recipe(kind: .sentinelDate, sheet: "住登外者", variant: 0) { _ in true }],
            [
                gone(.lunarDate, "住民", variant: 0) { candidate in
                    candidate.person.standing == .dead && candidate.person.became > candidate.person.birth + 365
                }
            ],
        ].flatMap { $0 }

        // MARK: names

        private static let names: [FlawPlan.Recipe] = [
            each(.halfWidthKana, ["選挙人", "国民年金", "介護保険", "就学"]) { !$0.person.isForeign },
            each(.nameSeparator, ["住民", "印鑑登録", "選挙人", "国民年金", "介護保険", "就学"]),
            each(.unknownGlyph, ["住民", "個人住民税", "国保資格", "印鑑登録", "選挙人", "介護保険"]) { $0.hasOddGlyph },
            each(.twinCode, ["印鑑登録", "選挙人", "福祉", "児童手当"]) { candidate in
                candidate.isPlain
                    && (FamilyNames.odd..<FamilyNames.selector).contains(Int(candidate.person.family.word))
            },
            each(.kanaMismatch, ["住民"], variant: 0) { !$0.person.isForeign },
            each(.kanaMismatch, ["住民"], variant: 1) { $0.isPlain && $0.isSingle },
        ].flatMap { $0 }

        // MARK: addresses

        private static let addresses: [FlawPlan.Recipe] = [
            each(.hyphen, ["住民", "選挙人", "介護保険", "就学", "福祉"]),
            each(.townSpelling, ["個人住民税", "国保資格", "選挙人", "介護保険", "就学"]) { FlawText.spelling($0.town.name) != nil },
            each(.townNumeral, ["個人住民税", "国保資格", "選挙人", "介護保険", "就学"]),
            [
                gone(.townUnknown, "住民", variant: 0) {
                    $0.person.became > day(1996, 1, 1) && $0.person.relation == .head
                },
                gone(.townUnknown, "住民", variant: 1) {
                    $0.person.became > day(1996, 1, 1) && $0.person.relation == .head
                },
            ],
        ].flatMap { $0 }

        // MARK: households

        private static let families: [FlawPlan.Recipe] = [
            each(.headOfHousehold, ["住民"], variant: 0) { $0.isSingle },
            each(.headOfHousehold, ["住民"], variant: 1) { $0.size == 2 && $0.person.relation == .wife },
            each(.headOfHousehold, ["住民"], variant: 2) { $0.isSingle },
            each(.relationUnfit, ["住民"], variant: 0) { candidate in
                candidate.person.relation == .wife && candidate.head.sex == .man && candidate.head.relation == .head
            },
            each(.relationUnfit, ["住民"], variant: 1) { candidate in
                [.father, .mother].contains(candidate.person.relation) && candidate.person.birth < candidate.head.birth
            },
            each(.relationUnfit, ["住民"], variant: 2) { $0.size >= 2 && [.child, .wife].contains($0.person.relation) },
            [
                gone(.emptyHousehold, "住民", variant: 0) { candidate in
                    candidate.population.households[Int(candidate.person.household)].isGone
                }
            ],
            each(.emptyHousehold, ["住民"], variant: 1) { $0.isSingle },
        ].flatMap { $0 }

        // MARK: numbers, history, codes

        private static let numbers: [FlawPlan.Recipe] = [
            each(.checkDigit, ["住民"], variant: 0),
            each(.checkDigit, ["住民"], variant: 1),
            each(.duplicateNumber, ["住民"], variant: 0),
            each(.duplicateNumber, ["住民"], variant: 1),
            [gone(.duplicateNumber, "住民", variant: 2)],
            [FlawPlan.Recipe(kind: .collidingNumber, sheet: "住登外者", variant: 0) { !$0.person.isForeign }],
            each(.historyOrder, ["住民"], variant: 0) { $0.rows >= 2 },
            each(.historyOrder, ["住民"], variant: 1) { $0.rows >= 2 },
            each(.historyLast, ["住民"], variant: 0) { $0.isPlain },
            each(.historyLast, ["住民"], variant: 1),
            each(.historyLast, ["住民"], variant: 2),
            each(.historyLast, ["住民"], variant: 3) { $0.rows >= 2 },
            each(.unknownCode, ["住民"]) { $0.isSingle },
            each(.unknownCode, ["住民"], variant: 1),
            each(.unknownCode, ["印鑑登録", "国民年金", "介護保険", "就学", "福祉"]),
            each(.tooLong, ["住民"]) { $0.isSingle },
        ].flatMap { $0 }

        // MARK: between systems, protected people, form

        private static let rest: [FlawPlan.Recipe] = [
            each(.missingResident, ["個人住民税", "国保資格", "印鑑登録", "選挙人", "国民年金", "介護保険", "就学", "福祉"]),
            each(.attributeDiffers, ["印鑑登録", "選挙人", "国民年金", "介護保険", "国保資格"], variant: 0),
            each(.attributeDiffers, ["選挙人", "介護保険", "国保資格"], variant: 1),
            each(.attributeDiffers, ["選挙人", "国民年金", "介護保険", "福祉"], variant: 2) { !$0.person.isForeign },
            each(.attributeDiffers, ["印鑑登録", "選挙人", "個人住民税"], variant: 3) { $0.isPlain },
            each(.attributeDiffers, ["選挙人", "福祉", "個人住民税", "国保資格", "介護保険", "就学"], variant: 4),
            each(.attributeDiffers, ["選挙人", "個人住民税", "介護保険"], variant: 5),
            each(.moneyDiffers, ["個人住民税", "国保資格", "介護保険"], variant: 0),
            each(.moneyDiffers, ["国保資格"], variant: 1) { $0.isIn("個人住民税") },
            each(.shieldDiffers, protected, variant: 0) { $0.person.marks.contains(.shielded) },
            each(.shieldDiffers, protected, variant: 1) { !$0.person.marks.contains(.shielded) },
            each(.hiddenShown, ["選挙人"]) { $0.isSingle },
            each(.hiddenShown, ["就学"]) { $0.person.relation == .child },
            each(.brokenRecord, ["印鑑登録", "選挙人", "国民年金", "介護保険", "児童手当", "就学", "福祉"], variant: 0),
            each(.brokenRecord, ["個人住民税", "国保資格", "印鑑登録", "国民年金", "介護保険"], variant: 1),
            each(.brokenRecord, ["印鑑登録", "国民年金", "児童手当"], variant: 2),
        ].flatMap { $0 }

        private static let protected = ["選挙人", "個人住民税", "国保資格", "介護保険", "児童手当", "就学", "福祉"]
    }
}

extension SyntheticWard.FlawPlan.Candidate {
    var head: SyntheticWard.Person {
        population.people[population.head(of: Int(person.household)) ?? place]
    }

    /// Rows of the history.
    var rows: Int { SyntheticWard.Story(population, place).events.count }
}
