import Japanese

extension SetChecker {
    /// Heads, relations and members of all households (HH1–HH3).
    mutating func household(_ rule: Rule, _ households: GroupTable, _ check: HouseholdCheck) {
        guard let members = tables[check.members.group] else { return }
        let (numbers, relations) = (members[check.memberHousehold], members[check.relation])
        let (sexes, births, keys) = (members[check.sex], members[check.birth], members[check.members.column])
        let living = members[check.living.column]
        let index = KeyIndex(households[check.household])
        let people = KeyIndex(keys)
        var memberCounts = [UInt16](repeating: 0, count: households.count)
        var headCounts = memberCounts
        /// The member who is called head, by household; plus one.
        var heads = [UInt32](repeating: 0, count: households.count)
        for row in 0..<members.count where check.living.holds(living[row]) {
            guard let household = index.row(numbers[row]) else { continue }
            memberCounts[household] = memberCounts[household] == .max ? .max : memberCounts[household] + 1
            if ValueForm.equal(relations[row], check.codes.head) {
                headCounts[household] = headCounts[household] == .max ? .max : headCounts[household] + 1
                if heads[household] == 0 { heads[household] = UInt32(row + 1) }
            }
        }
        for household in 0..<households.count {
            if memberCounts[household] == 0 {
                tell(rule, .householdEmpty, households, household, check.household)
                continue
            }
            let designated = households[check.designatedHead][household]
            let named = people.row(designated)
            let isHead = named.map { $0 + 1 == Int(heads[household]) } ?? false
            if headCounts[household] != 1 || !isHead {
                tell(
                    rule, .head, households, household, check.designatedHead,
                    saying: named.map { [living[$0], numbers[$0], relations[$0]] } ?? [],
                    in: named.map { Other(group: check.members.group, row: $0) })
            }
        }
        for row in 0..<members.count where check.living.holds(living[row]) {
            guard let household = index.row(numbers[row]) else {
                tell(rule, .householdMissing, members, row, check.memberHousehold)
                continue
            }
            let relation = relations[row]
            if relation.isEmpty {
                tell(rule, .relation, members, row, check.relation)
                continue
            }
            guard heads[household] > 0 else { continue }
            let head = Int(heads[household]) - 1
            let (ownSex, headSex) = (sexes[row], sexes[head])
            var isOdd = false
            if ValueForm.equal(relation, check.codes.wife) {
                isOdd = ValueForm.equal(ownSex, check.codes.male) || ValueForm.equal(headSex, check.codes.female)
            } else if ValueForm.equal(relation, check.codes.husband) {
                isOdd = ValueForm.equal(ownSex, check.codes.female) || ValueForm.equal(headSex, check.codes.male)
            } else if ValueForm.equal(relation, check.codes.child) {
                // Canonical dates are in the order of their bytes.
                let (own, heads) = (births[row], births[head])
                isOdd = !own.isEmpty && !heads.isEmpty && own.lexicographicallyPrecedes(heads)
            }
            if isOdd {
                tell(
                    rule, .relation, members, row, check.relation,
                    saying: [ownSex, headSex, births[row], births[head]],
                    in: Other(group: check.members.group, row: head))
            }
        }
    }

    /// The order of each person's changes, and the newest one against the present (HI1, HI2).
    mutating func history(_ rule: Rule, _ changes: GroupTable, _ check: HistoryCheck) {
        guard let people = tables[check.of.group] else { return }
        let index = KeyIndex(people[check.of.column])
        let (persons, numbers, dates) = (changes[check.person], changes[check.number], changes[check.date])
        let newest = changes[check.newest]
        /// Person, number of the change and row, for all changes of known people.
        var order: [(person: UInt32, number: Int32, row: UInt32)] = []
        order.reserveCapacity(changes.count)
        for row in 0..<changes.count {
            guard let person = index.row(persons[row]) else { continue }
            order.append((UInt32(person), Int32(clamping: WholeNumber.of(numbers[row]) ?? 0), UInt32(row)))
        }
        order.sort { ($0.person, $0.number, $0.row) < ($1.person, $1.number, $1.row) }
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end].person == order[start].person { end += 1 }
            let person = Int(order[start].person)
            var newestRow: Int?
            var newestCount = 0
            for position in start..<end {
                let row = Int(order[position].row)
                if SetChecker.isSet(newest[row]) {
                    newestRow = row
                    newestCount += 1
                }
                guard position > start else { continue }
                let before = Int(order[position - 1].row)
                if order[position].number != order[position - 1].number + 1 {
                    tell(
                        rule, .historyGap, changes, row, check.number, saying: [numbers[before]],
                        in: Other(group: rule.group, row: before))
                }
                let (early, late) = (dates[before], dates[row])
                if !early.isEmpty, !late.isEmpty, late.lexicographicallyPrecedes(early) {
                    tell(
                        rule, .historyOrder, changes, row, check.date, saying: [early],
                        in: Other(group: rule.group, row: before))
                }
            }
            let last = Int(order[end - 1].row)
            compare(
                rule, check, changes, people, person: person, newest: newestCount == 1 ? newestRow : nil, last: last)
            start = end
        }
    }

    private mutating func compare(
        _ rule: Rule, _ check: HistoryCheck, _ changes: GroupTable, _ people: GroupTable, person: Int, newest: Int?,
        last: Int
    ) {
        guard let newest else {
            tell(
                rule, .historyCurrent, people, person, -1, saying: people.values(person) + changes.values(last),
                in: Other(group: rule.group, row: last))
            return
        }
        for pair in check.pairs {
            let (then, now) = (changes[pair.column][newest], people[pair.other][person])
            if then.isEmpty || now.isEmpty || then.elementsEqual(now) || ComparedText.saysTheSame(then, now) {
                continue
            }
            tell(
                rule, .historyCurrent, people, person, pair.other, saying: [then],
                in: Other(group: rule.group, row: newest))
            return
        }
    }
}
