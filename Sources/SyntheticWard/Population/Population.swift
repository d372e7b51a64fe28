extension SyntheticWard {
    /// Everybody of the register with their households: residents first, in the order of the towns, then those who left or died.
    struct Population: Sendable {
        let seed: UInt64
        var people: [Person] = []
        var households: [Household] = []
        /// Residents are `people[..<residents]`.
        var residents = 0
        /// Decoys in the order in which they were made: kind and place of the person.
        var decoys: [(kind: Decoy, person: Int)] = []
        /// People who are not residents (住登外者): nothing is stored of them.
        let outsiders: Int

        init(seed: UInt64, size: Size) {
            self.seed = seed
            outsiders = size.people * 2 / 19
            let plans = FamilyPlanner(seed: seed, people: size.people).plans()
            var names = NameGiver(seed: seed, households: plans.count)
            people.reserveCapacity(size.people * 106 / 100)
            households.reserveCapacity(plans.count * 105 / 100)
            for (number, plan) in plans.enumerated() { settle(plan, number, &names) }
            residents = people.count
            addGone(&names)
            placeDecoys()
        }

        // MARK: residents

        private mutating func settle(_ plan: FamilyPlan, _ number: Int, _ names: inout NameGiver) {
            var draw = Draw(seed, .lives, number)
            let births = plan.members.map { birth(age: $0.age, &draw) }
            let headAge = plan.members.first?.age ?? 40
            // Residents of other nationalities are younger.
            let isForeign = draw.chance(headAge < 45 ? 540 : headAge < 65 ? 250 : 90)
            let isMixed = !isForeign && plan.kind == .couple && draw.chance(200)
            let arrived = arrival(headBirth: births.first ?? 0, isForeign: isForeign, &draw)
            var household = Household(
                first: Int32(people.count), count: UInt8(plan.members.count),
                place: Population.place(town: plan.town, &draw), arrived: arrived)
            household.moved = Movement(seed: seed, household: number, arrived: arrived).lastMove
            let family = isForeign ? nil : names.family(household: number)
            let origin = names.origin(&draw)
            let married = draw.chance(3_000)
            for (place, member) in plan.members.enumerated() {
                let isForeignMember = isForeign || isMixed && place == 1
                let birth = births[place]
                var became = max(arrived, birth)
                let isSpouse = [.wife, .husband].contains(member.relation)
                // Nobody lived with a husband or a wife as a child: they came later, at the marriage.
                if isSpouse, married || arrived < anniversary(of: birth, years: 18), arrived < asOf - 400 {
                    let first = max(became, anniversary(of: birth, years: 20))
                    if first < asOf - 60 { became = first + Int32(draw.below(min(12_000, Int(asOf - first - 30)))) }
                }
                if isForeignMember { became = max(became, birth, Population.foreignersRegistered) }
                var person = Person(
                    birth: birth, became: became, household: Int32(number), family: NamePart(word: 0, reading: 0),
                    given: NamePart(word: 0, reading: 0), formerFamily: NamePart(word: 0, reading: 0), sex: member.sex,
                    relation: member.relation)
                if isForeignMember {
                    names.nameForeigner(
                        &person, origin: origin, family: place == 0 ? nil : people, household: household, &draw)
                } else if member.relation == .housemate {
                    names.name(&person, family: names.anyFamily(&draw), &draw)
                } else {
                    names.name(&person, family: family ?? names.anyFamily(&draw), &draw)
                }
                rename(&person, isSpouse: isSpouse, &names, &draw)
                if draw.chance(40) { person.marks.insert(.shielded) }
                if plan.kind == .single, draw.chance(20) { person.marks.insert(.hidden) }
                people.append(person)
            }
            households.append(household)
        }

        /// Residents of other nationalities entered the register on this day (住民基本台帳法の一部を改正する法律、平成21年法律第77号).
        static let foreignersRegistered = day(2012, 7, 9)

        private func birth(age: Int, _ draw: inout Draw) -> Int32 {
            // Born after the day that would make them a year older, and not after the day that makes them this old.
            let last = anniversary(of: asOf, years: -age)
            let first = anniversary(of: asOf, years: -age - 1) + 1
            return first + Int32(draw.below(Int(last - first) + 1))
        }

        /// Years since somebody came, by weights that fall off.
        private func arrival(headBirth: Int32, isForeign: Bool, _ draw: inout Draw) -> Int32 {
            let oldest = age(headBirth, on: asOf)
            if !isForeign, draw.chance(1_300) { return headBirth }
            let weights = (0...max(0, min(60, oldest - 1))).map { 10_000 / ($0 + 4) }
            let arrived = asOf - Int32(draw.weighted(weights) * 365 + draw.below(365)) - 3
            return max(arrived, headBirth, isForeign ? Population.foreignersRegistered : headBirth)
        }

        static func place(town: UInt8, _ draw: inout Draw) -> Place {
            Place(town: town, block: UInt8(1 + draw.below(52)), house: UInt8(1 + draw.below(32)))
        }

        /// Some take another family name while they live here: at a marriage, or when its spelling is corrected.
        private func rename(_ person: inout Person, isSpouse: Bool, _ names: inout NameGiver, _ draw: inout Draw) {
            person.formerFamily = person.family
            guard !person.isForeign else { return }
            let isMarriage = isSpouse && draw.chance(person.sex == .woman ? 3_000 : 300)
            guard isMarriage || draw.chance(120) else { return }
            let first = max(person.became, anniversary(of: person.birth, years: 18), day(1985, 7, 10)) + 30
            guard first < asOf - 30 else { return }
            person.renamed = first + Int32(draw.below(Int(asOf - first - 20)))
            var former = names.anyFamily(&draw)
            if former.word == person.family.word { former.word = person.family.word == 0 ? 1 : 0; former.reading = 0 }
            person.formerFamily = former
        }
    }
}

extension SyntheticWard.Population {
    /// The town, block and house of a household on a day.
    func place(of household: Int, on day: Int32) -> SyntheticWard.Place {
        let home = households[household]
        guard home.moved != .min, day < home.moved else { return home.place }
        return SyntheticWard.Movement(seed: seed, household: household, arrived: home.arrived)
            .place(on: day, now: home.place)
    }

    /// The day after which nothing of a person changes.
    func end(of person: SyntheticWard.Person) -> Int32 { min(person.ceased, SyntheticWard.asOf) }

    /// The family name on a day.
    func family(of person: SyntheticWard.Person, on day: Int32) -> SyntheticWard.NamePart {
        person.renamed != SyntheticWard.Person.never && day < person.renamed ? person.formerFamily : person.family
    }

    /// Nothing about the person or the household changed after the day: no copy of the register lags behind.
    func isSettled(_ place: Int, since day: Int32) -> Bool {
        let person = people[place]
        return person.became < day && (person.renamed == SyntheticWard.Person.never || person.renamed < day)
            && households[Int(person.household)].moved < day
    }

    /// The resident head of a household.
    func head(of household: Int) -> Int? {
        households[household].isGone ? nil : Int(households[household].first)
    }

    /// Its residents, the head first.
    func members(of household: Int) -> Range<Int> {
        let first = Int(households[household].first)
        return first..<(first + Int(households[household].count))
    }
}
