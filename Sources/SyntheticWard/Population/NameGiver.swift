extension SyntheticWard {
    /// The lists of family names as one: common ones, then those with rare characters.
    enum FamilyNames {
        static let all: [NameWord] =
            Surnames.common + OddNames.beyondStandard + OddNames.withSelector + OddNames.supplementary
            + OddNames.olderShapes
        static let odd = Surnames.common.count
        static let selector = odd + OddNames.beyondStandard.count
        static let supplementary = selector + OddNames.withSelector.count
        static let older = supplementary + OddNames.supplementary.count
    }

    /// All given names of a sex one after the other, so that a name is a number.
    enum GivenIndex {
        /// By time of birth and sex: where the list begins in ``words``.
        static let starts: [[Int]] = {
            var next = 0
            return GivenNames.lists.map { lists in
                lists.map { list in
                    defer { next += list.count }
                    return next
                }
            }
        }()
        static let words: [NameWord] = GivenNames.lists.flatMap { $0.flatMap { $0 } }
    }

    /// Gives names: a household has one family name, given names follow the time of birth and the sex.
    struct NameGiver {
        private let seed: UInt64
        private let families = FallingWeights(count: Surnames.common.count, offset: 24)
        private let givens = GivenNames.lists.map { $0.map { FallingWeights(count: $0.count, offset: 6) } }
        /// Households with a name that has rare characters, by which list: 1.5, 0.2, 0.1 and 0.9 of a hundred.
        private let rare: [Int: Int]

        init(seed: UInt64, households: Int) {
            self.seed = seed
            var draw = Draw(seed, .names)
            var rare: [Int: Int] = [:]
            let lists = [
                (FamilyNames.odd, FamilyNames.selector, 150), (FamilyNames.selector, FamilyNames.supplementary, 26),
                (FamilyNames.supplementary, FamilyNames.older, 12), (FamilyNames.older, FamilyNames.all.count, 90),
            ]
            for (first, end, tenThousandths) in lists {
                for number in 0..<max(4, households * tenThousandths / 10_000) {
                    // The first of a list in turn, so that each occurs.
                    let word = number < end - first ? first + number : first + draw.below(end - first)
                    rare[draw.below(households)] = word
                }
            }
            self.rare = rare
        }

        func family(household: Int) -> NamePart {
            var draw = Draw(seed, .names, household + 1)
            if let word = rare[household] { return part(word, FamilyNames.all[word], &draw) }
            return anyFamily(&draw)
        }

        func anyFamily(_ draw: inout Draw) -> NamePart {
            let word = families.position(&draw)
            return part(word, FamilyNames.all[word], &draw)
        }

        /// The usual reading three times out of four.
        private func part(_ word: Int, _ name: NameWord, _ draw: inout Draw) -> NamePart {
            let reading = name.readings.count > 1 && draw.chance(2_500) ? 1 + draw.below(name.readings.count - 1) : 0
            return NamePart(word: UInt16(word), reading: UInt8(reading))
        }

        func name(_ person: inout Person, family: NamePart, _ draw: inout Draw) {
            person.family = family
            person.given = given(birth: person.birth, sex: person.sex, &draw)
        }

        func given(birth: Int32, sex: Sex, _ draw: inout Draw) -> NamePart {
            let period = GivenNames.period(ofYear: date(birth).year)
            let place = givens[period][Int(sex.rawValue)].position(&draw)
            let word = GivenIndex.starts[period][Int(sex.rawValue)] + place
            return part(word, GivenIndex.words[word], &draw)
        }

        // MARK: residents of other nationalities

        func origin(_ draw: inout Draw) -> Int { draw.weighted([34, 14, 18, 12, 22]) }

        /// - Parameter family: the people so far, when the person bears the family name of the household's head.
        func nameForeigner(
            _ person: inout Person, origin: Int, family: [Person]?, household: Household, _ draw: inout Draw
        ) {
            let names = ForeignNames.all[origin]
            person.marks.insert(.foreign)
            person.origin = UInt8(origin)
            let givens = person.sex == .man ? names.men : names.women
            person.given = NamePart(word: UInt16(draw.below(givens.count)), reading: 0)
            person.family = NamePart(word: UInt16(draw.below(names.families.count)), reading: 0)
            if let family, person.relation != .housemate, Int(household.first) < family.count {
                let head = family[Int(household.first)]
                if head.isForeign, person.relation == .child { person.family = head.family }
            }
            if draw.chance(1_800) { person.marks.insert(.alias) }
            if draw.chance(3_000) { person.marks.insert(.noKana) }
        }
    }
}
