extension SyntheticWard {
    /// Odd but right: no rule may trip on them.
    enum Decoy: String, CaseIterable, Sendable {
        case veryOld = "百四歳"
        case youngHead = "十七歳の世帯主"
        case twins = "双子"
        case sameNameAndBirth = "同姓同名で同じ生年月日の他人"
        case firstDayOfHeisei = "平成元年一月八日の出生"
        case lastDayOfShowa = "昭和六十四年一月七日の出生"
        case leapDay = "二月二十九日の出生"
        case dashedBuilding = "建物の名のハイフンと長音"
        case overpaid = "納め過ぎ"
        case husbandOfWoman = "女性の世帯主の夫"
    }
}

extension SyntheticWard.Population {
    private typealias Ward = SyntheticWard

    /// Changes a few people into decoys. Ages hardly shift: a handful in any size.
    mutating func placeDecoys() {
        var draw = Ward.Draw(seed, .decoys)
        let each = max(3, residents / 5_000)
        for _ in 0..<each {
            place(.veryOld, &draw) {
                $0.isAlone && $0.age > 80
            } change: {
                $0.birth = Ward.day(1921, 4, 1) + $1
            }
            place(.youngHead, &draw) {
                $0.isAlone && (18...24).contains($0.age) && !$0.person.isForeign
            } change: {
                $0.birth = Ward.day(2008, 5, 1) + $1
                $0.became = max($0.became, $0.birth + 17 * 365)
                $0.renamed = Ward.Person.never
                $0.formerFamily = $0.family
            }
            place(.firstDayOfHeisei, &draw) {
                (35...38).contains($0.age)
            } change: { person, _ in
                person.birth = Ward.day(1989, 1, 8)
            }
            place(.lastDayOfShowa, &draw) {
                (35...38).contains($0.age)
            } change: { person, _ in
                person.birth = Ward.day(1989, 1, 7)
            }
            place(.leapDay, &draw) {
                $0.isAlone && (28...50).contains($0.age)
            } change: { person, number in
                person.birth = Ward.day(1980 + Int(number % 4) * 4, 2, 29)
            }
            place(.dashedBuilding, &draw) {
                $0.isAlone
            } change: { person, _ in
                person.marks.insert(.dashedBuilding)
            }
            place(.husbandOfWoman, &draw) {
                $0.person.relation == .husband
            } change: { _, _ in
            }
        }
        for _ in 0..<each {
            placeTwins(&draw)
            placeNamesakes(&draw)
        }
    }

    private struct Candidate {
        let person: Ward.Person
        let age: Int
        let isAlone: Bool
    }

    private func candidate(_ place: Int) -> Candidate {
        let person = people[place]
        return Candidate(
            person: person, age: Ward.age(person.birth, on: Ward.asOf),
            isAlone: households[Int(person.household)].count == 1)
    }

    /// - Parameter change: with a number below 330 of its own.
    private mutating func place(
        _ kind: Ward.Decoy, _ draw: inout Ward.Draw, where fits: (Candidate) -> Bool,
        change: (inout Ward.Person, Int32) -> Void
    ) {
        for _ in 0..<20_000 {
            let place = draw.below(residents)
            let candidate = candidate(place)
            guard candidate.person.marks.isDisjoint(with: [.decoy, .hidden]), fits(candidate) else { continue }
            var person = people[place]
            change(&person, Int32(draw.below(330)))
            // The story still holds: nobody comes before the birth.
            guard person.birth <= people[place].became || person.became >= person.birth else { continue }
            person.became = max(person.became, person.birth)
            person.marks.insert(.decoy)
            people[place] = person
            decoys.append((kind, place))
            return
        }
    }

    /// Two children of one household with the same birth date and names that look alike.
    private mutating func placeTwins(_ draw: inout Ward.Draw) {
        for _ in 0..<20_000 {
            let first = draw.below(residents - 1)
            let (one, other) = (people[first], people[first + 1])
            guard one.household == other.household, one.relation == .child, other.relation == .child, !one.isForeign,
                Ward.age(one.birth, on: Ward.asOf) < 18, one.marks.isDisjoint(with: .decoy),
                other.marks.isDisjoint(with: .decoy)
            else { continue }
            people[first + 1].birth = one.birth
            people[first + 1].became = one.became
            people[first + 1].sex = one.sex
            let period = Ward.GivenNames.period(ofYear: Ward.date(one.birth).year)
            let list = Ward.GivenNames.lists[period][Int(one.sex.rawValue)]
            let start = Ward.GivenIndex.starts[period][Int(one.sex.rawValue)]
            // 陽太 and 陽斗, 結菜 and 結愛: the first two that share their first character.
            let pair = Ward.Population.alike(list)
            people[first].given = .init(word: UInt16(start + pair.0), reading: 0)
            people[first + 1].given = .init(word: UInt16(start + pair.1), reading: 0)
            for place in [first, first + 1] {
                people[place].marks.insert(.decoy)
                decoys.append((.twins, place))
            }
            return
        }
    }

    private static func alike(_ list: [Ward.NameWord]) -> (Int, Int) {
        for first in list.indices {
            for second in list.indices.dropFirst(first + 1)
            where list[first].text.unicodeScalars.first == list[second].text.unicodeScalars.first {
                return (first, second)
            }
        }
        return (0, 1)
    }

    /// Two who live alone, have nothing to do with each other, and agree in name, sex and birth date.
    private mutating func placeNamesakes(_ draw: inout Ward.Draw) {
        for _ in 0..<40_000 {
            let (first, second) = (draw.below(residents), draw.below(residents))
            let (one, other) = (candidate(first), candidate(second))
            guard first != second, one.isAlone, other.isAlone, one.person.sex == other.person.sex,
                abs(one.age - other.age) <= 2, !one.person.isForeign, !other.person.isForeign,
                one.person.marks.isDisjoint(with: .decoy), other.person.marks.isDisjoint(with: .decoy),
                one.person.renamed == Ward.Person.never, other.person.renamed == Ward.Person.never,
                one.person.birth <= other.person.became
            else { continue }
            people[second].birth = one.person.birth
            people[second].family = one.person.family
            people[second].formerFamily = one.person.family
            people[second].given = one.person.given
            for place in [first, second] {
                people[place].marks.insert(.decoy)
                decoys.append((.sameNameAndBirth, place))
            }
            return
        }
    }
}
