extension SyntheticWard {
    /// A person as a system knows them: as of the day of its copy.
    struct Seen {
        var place: Int
        var number: String
        var name: String
        var kana: String
        var birth: Int32
        var sex: Sex
        var home: Place
        var isShielded: Bool
        /// A number that belongs to nobody (XS1).
        var isStranger = false
    }

    /// What a system's record says less the register's: the lag of its copy.
    struct Lag {
        let name: String?
        let kana: String?
        let town: String?
        let lot: String?
        var isEmpty: Bool { name == nil && kana == nil && town == nil && lot == nil }
    }
}

extension SyntheticWard.Population {
    private typealias Ward = SyntheticWard

    /// The last day on which the register says something new about a person.
    func lastDay(of person: SyntheticWard.Person) -> Int32 {
        person.isResident ? SyntheticWard.asOf : person.ceased - 1
    }

    /// As the register knows the person now.
    func current(_ place: Int) -> SyntheticWard.Seen { seen(place, on: lastDay(of: people[place])) }

    func seen(_ place: Int, on day: Int32) -> SyntheticWard.Seen {
        let person = people[place]
        let day = min(day, lastDay(of: person))
        let family = family(of: person, on: day)
        return Ward.Seen(
            place: place, number: Ward.Numbers.person(place), name: Ward.NameText.kanji(person, family: family),
            kana: Ward.NameText.kana(person, family: family), birth: person.birth, sex: person.sex,
            home: self.place(of: Int(person.household), on: day), isShielded: person.marks.contains(.shielded))
    }

    /// What differs between a copy and the register, with the register's values.
    func lag(_ seen: SyntheticWard.Seen, behind now: SyntheticWard.Seen) -> SyntheticWard.Lag {
        let (town, lot) = (Ward.PlaceText.town(now.home), Ward.PlaceText.lot(now.home))
        return Ward.Lag(
            name: seen.name == now.name ? nil : now.name,
            kana: seen.kana == now.kana || now.kana.isEmpty || seen.kana.isEmpty ? nil : now.kana,
            town: Ward.PlaceText.town(seen.home) == town ? nil : town,
            lot: Ward.PlaceText.lot(seen.home) == lot ? nil : lot)
    }
}
