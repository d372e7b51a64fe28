extension SyntheticWard.FamilyPlanner {
    private typealias Pool = SyntheticWard.AgePool
    private typealias Plan = SyntheticWard.FamilyPlan

    /// Parents and children, with grandparents where three generations live together.
    func fillFamily(
        _ plan: inout SyntheticWard.FamilyPlan, _ pool: inout SyntheticWard.AgePool, _ draw: inout SyntheticWard.Draw
    ) {
        let size = Int(plan.size)
        let parents = plan.kind == .oneParent ? 1 : 2
        // A couple with one elder is three generations without a child of its own yet.
        let elders = plan.kind == .threeGenerations ? (size >= 5 && draw.chance(4_500) ? 2 : 1) : 0
        let children = children(size - parents - elders, &pool, &draw)
        let eldest = children.map(\.age).max()
        let motherAge = min(100, (eldest ?? 14 + draw.below(30)) + 24 + draw.below(8) + draw.below(8))
        let parentAges = (eldest.map { $0 + 16 } ?? 20)...Pool.oldest
        var couple: [Plan.Member] = []
        if parents == 2 || draw.chance(1_700) {
            let age = motherAge - 3 + draw.below(10)
            if let age = pool.take(.man, near: age, in: parentAges) {
                couple.append(.init(relation: .head, sex: .man, age: age))
            }
        }
        if couple.count < parents, let age = pool.take(.woman, near: motherAge, in: parentAges) {
            couple.append(.init(relation: .wife, sex: .woman, age: age))
        }
        let older = couple.map(\.age).max() ?? 40
        var old: [Plan.Member] = []
        for number in 0..<elders {
            let sex: SyntheticWard.Sex = number == 0 && draw.chance(7_200) || old.first?.sex == .man ? .woman : .man
            let near = min(96, older + 24 + draw.below(12))
            if let age = pool.take(sex, near: near, in: min(Pool.oldest, older + 17)...Pool.oldest) {
                old.append(.init(relation: sex == .man ? .father : .mother, sex: sex, age: age))
            }
        }
        plan.members = arranged(couple, old, children, &draw)
    }

    /// Minors while there are any, then grown-up children who still live with their parents.
    private func children(
        _ count: Int, _ pool: inout SyntheticWard.AgePool, _ draw: inout SyntheticWard.Draw
    ) -> [SyntheticWard.FamilyPlan.Member] {
        guard count > 0 else { return [] }
        var children: [Plan.Member] = []
        var sex: SyntheticWard.Sex = draw.below(2) == 0 ? .man : .woman
        var first: Int?
        if pool.minors > 0 {
            first = pool.draw(sex, in: 0...(Pool.adult - 1), &draw)
            if first == nil {
                sex = sex.other
                first = pool.draw(sex, in: 0...(Pool.adult - 1), &draw)
            }
        }
        if first == nil {
            let near = Pool.adult + draw.below(15) + draw.below(15)
            guard let found = pool.take(near: near, in: Pool.adult...60, &draw) else { return [] }
            (sex, first) = (found.sex, found.age)
        }
        var age = first ?? 0
        children.append(.init(relation: .child, sex: sex, age: age))
        for _ in 1..<max(1, count) {
            let near = max(0, age < 3 ? age + 2 + draw.below(2) : age - 2 - draw.below(3))
            let others = children.map(\.age)
            guard let found = pool.take(near: near, in: 0...max(age + 4, 24), awayFrom: others, &draw) else { break }
            age = found.age
            children.append(.init(relation: .child, sex: found.sex, age: found.age))
        }
        return children.sorted { $0.age > $1.age }
    }

    /// Gives everybody a 続柄 from who is the head.
    private func arranged(
        _ couple: [SyntheticWard.FamilyPlan.Member], _ old: [SyntheticWard.FamilyPlan.Member],
        _ children: [SyntheticWard.FamilyPlan.Member], _ draw: inout SyntheticWard.Draw
    ) -> [SyntheticWard.FamilyPlan.Member] {
        var (couple, old, children) = (couple, old, children)
        let eldersLead = !old.isEmpty && draw.chance(4_000)
        if eldersLead {
            // The elder couple's child is the man of the younger one four times out of five.
            let isSon = draw.chance(8_000)
            for place in old.indices {
                old[place].relation = place == 0 ? .head : old[place].sex == .man ? .husband : .wife
            }
            for place in couple.indices {
                let isChild = couple.count == 1 || (couple[place].sex == .man) == isSon
                couple[place].relation =
                    isChild ? .child : couple[place].sex == .man ? .husbandOfChild : .wifeOfChild
            }
            for place in children.indices { children[place].relation = .grandchild }
            return old + couple + children
        }
        let womanLeads = couple.count == 2 && draw.chance(1_200)
        if womanLeads { couple.reverse() }
        for place in couple.indices {
            couple[place].relation = place == 0 ? .head : couple[place].sex == .man ? .husband : .wife
        }
        return couple + old + children
    }

    /// A couple without children at home.
    func fillCouple(
        _ plan: inout SyntheticWard.FamilyPlan, _ pool: inout SyntheticWard.AgePool, _ draw: inout SyntheticWard.Draw
    ) {
        let age = pool.draw(.man, in: 21...104, &draw) { age in
            switch age {
            case ..<28: 2
            case ..<40: 7
            case ..<60: 6
            case ..<84: 12
            default: 7
            }
        }
        guard let age else { return }
        let near = max(19, age - 5 + draw.below(8))
        var members = [Plan.Member(relation: .head, sex: .man, age: age)]
        if let other = pool.take(.woman, near: near, in: 19...104) {
            members.append(.init(relation: .wife, sex: .woman, age: other))
            if draw.chance(1_100) {
                members = [
                    .init(relation: .head, sex: .woman, age: other), .init(relation: .husband, sex: .man, age: age),
                ]
            }
        }
        plan.members = members
    }

    /// Brothers and sisters, or people who share a flat.
    func fillShared(
        _ plan: inout SyntheticWard.FamilyPlan, _ pool: inout SyntheticWard.AgePool, _ draw: inout SyntheticWard.Draw
    ) {
        let isSiblings = plan.kind == .siblings
        var near = 20 + draw.below(isSiblings ? 60 : 20)
        for number in 0..<Int(plan.size) {
            guard let found = pool.take(near: near, in: Pool.adult...100, &draw) else { return }
            let relation: SyntheticWard.Relation = number == 0 ? .head : isSiblings ? .sibling : .housemate
            plan.members.append(.init(relation: relation, sex: found.sex, age: found.age))
            near = max(18, near - 4 + draw.below(8))
        }
    }
}
