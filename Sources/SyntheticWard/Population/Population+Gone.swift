extension SyntheticWard.Population {
    private typealias Ward = SyntheticWard

    /// Those who died or moved away in the last years: their records stay in the register (除票).
    mutating func addGone(_ names: inout SyntheticWard.NameGiver) {
        var draw = Ward.Draw(seed, .gone)
        for _ in 0..<(residents * 5 / 100) {
            let household = draw.below(households.count)
            let isDead = draw.chance(4_700)
            let ceased = Ward.day(2016, 1, 5) + Int32(draw.below(Int(Ward.asOf - Ward.day(2016, 1, 5)) - 2))
            let years = isDead ? 62 + draw.below(20) + draw.below(20) : 19 + draw.below(12) + draw.below(25)
            var person = Ward.Person(
                birth: Ward.anniversary(of: ceased, years: -years) - Int32(draw.below(360)) - 2, became: 0,
                ceased: ceased, household: Int32(household), family: .init(word: 0, reading: 0),
                given: .init(word: 0, reading: 0), formerFamily: .init(word: 0, reading: 0),
                sex: draw.below(2) == 0 ? .man : .woman, relation: .head,
                standing: isDead ? .dead : draw.chance(9_000) ? .movedOut : .removed)
            if !join(&person, household, isDead: isDead) { liveAlone(&person, &draw) }
            let home = households[Int(person.household)]
            person.became = max(home.arrived, person.birth)
            if person.became >= ceased { liveAlone(&person, &draw) }
            if person.relation == .head {
                names.name(&person, family: names.anyFamily(&draw), &draw)
            } else {
                names.name(&person, family: people[Int(home.first)].family, &draw)
            }
            person.formerFamily = person.family
            people.append(person)
        }
    }

    /// Makes the person a late spouse, or a child that left, of a household that still lives here.
    private func join(_ person: inout Ward.Person, _ household: Int, isDead: Bool) -> Bool {
        let home = households[household]
        guard let head = head(of: household), home.moved < person.ceased, home.arrived < person.ceased - 400 else {
            return false
        }
        let leader = people[head]
        guard !leader.isForeign, leader.renamed == Ward.Person.never else { return false }
        if isDead {
            guard home.count == 1, Ward.age(leader.birth, on: Ward.asOf) >= 60, leader.sex != person.sex else {
                return false
            }
            person.relation = person.sex == .woman ? .wife : .husband
            return true
        }
        let years = (person.birth - leader.birth) / 365
        guard (20...45).contains(years) else { return false }
        person.relation = .child
        return true
    }

    /// A household of one of which nobody is left.
    private mutating func liveAlone(_ person: inout Ward.Person, _ draw: inout Ward.Draw) {
        let room = max(400, min(14_000, person.ceased - person.birth - 1))
        let arrived = max(person.birth, person.ceased - 30 - Int32(draw.below(Int(room))))
        person.household = Int32(households.count)
        person.relation = .head
        person.became = max(arrived, person.birth)
        var home = Ward.Household(
            first: Int32(people.count), count: 0,
            place: Ward.Population.place(town: UInt8(draw.below(Ward.Towns.all.count)), &draw), arrived: person.became)
        // Where it lived at its end is where its moves had led by then.
        let days = Ward.Movement(seed: seed, household: households.count, arrived: home.arrived).days
        home.moved = days.last ?? .min
        households.append(home)
    }
}
