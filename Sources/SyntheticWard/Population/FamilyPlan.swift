extension SyntheticWard {
    /// Who lives together, before anybody has a name.
    struct FamilyPlan {
        struct Member {
            var relation: Relation
            var sex: Sex
            var age: Int
        }

        enum Kind: UInt8 {
            case single, couple, coupleWithChildren, oneParent, threeGenerations, siblings, shared
        }

        var town: UInt8
        var size: UInt8
        var kind: Kind = .single
        var members: [Member] = []
    }

    /// Sizes and kinds of the households of all towns, then their members out of the pool of ages.
    ///
    /// People and households per town are the ward's shares; sizes are a base distribution tilted to each town's mean. The mean over
    /// all is that of the ward: 1.75.
    struct FamilyPlanner {
        private let seed: UInt64
        private let people: Int

        init(seed: UInt64, people: Int) {
            self.seed = seed
            self.people = people
        }

        /// In the order of the towns.
        func plans() -> [FamilyPlan] {
            var plans = sized()
            var pool = AgePool(people: people)
            var draw = Draw(seed, .families)
            for place in plans.indices { plans[place].kind = kind(size: Int(plans[place].size), &draw) }
            var order = Array(plans.indices)
            draw.shuffle(&order)
            // Children first: they decide how old their parents are. Those who are left at the end live alone.
            for place in order where plans[place].hasChildren { fillFamily(&plans[place], &pool, &draw) }
            for place in order where plans[place].kind == .couple { fillCouple(&plans[place], &pool, &draw) }
            for place in order where [.siblings, .shared].contains(plans[place].kind) {
                fillShared(&plans[place], &pool, &draw)
            }
            var rest = pool.rest()
            draw.shuffle(&rest)
            // Nobody under age is left unless the ward is very small: grown-ups come first where someone must be alone.
            for place in plans.indices {
                while plans[place].members.count < plans[place].size, let next = rest.popLast() {
                    let relation: Relation = plans[place].members.isEmpty ? .head : .housemate
                    plans[place].members.append(.init(relation: relation, sex: next.sex, age: next.age))
                }
            }
            return plans
        }

        // MARK: sizes

        /// Of 1,000 households: one person, two, … six.
        private static let baseSizes = [560, 222, 112, 80, 21, 5]

        private func sized() -> [FamilyPlan] {
            let towns = Towns.all
            let households = people * 100 / 175
            let peopleByTown = quotas(towns.map(\.people), total: people)
            let householdsByTown = quotas(towns.map(\.households), total: households)
            var draw = Draw(seed, .sizes)
            var plans: [FamilyPlan] = []
            for town in towns.indices {
                let counts = sizes(people: peopleByTown[town], households: max(1, householdsByTown[town]))
                var sizes = counts.enumerated().flatMap { Array(repeating: UInt8($0.offset + 1), count: $0.element) }
                draw.shuffle(&sizes)
                plans += sizes.map { FamilyPlan(town: UInt8(town), size: $0) }
            }
            return plans
        }

        /// Households by size that hold so many people.
        private func sizes(people: Int, households: Int) -> [Int] {
            var (low, high) = (0.2, 3.0)
            func weights(_ tilt: Double) -> [Double] {
                var factor = 1.0
                return FamilyPlanner.baseSizes.map { base in
                    defer { factor *= tilt }
                    return Double(base) * factor
                }
            }
            let wanted = Double(people) / Double(households)
            for _ in 0..<40 {
                let middle = (low + high) / 2
                let weights = weights(middle)
                let sum = weights.reduce(0, +)
                let mean = weights.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * $1.element } / sum
                if mean < wanted { low = middle } else { high = middle }
            }
            var counts = quotas(weights(low).map { Int($0 * 1_000) }, total: households)
            var excess = counts.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } - people
            while excess != 0 {
                // One household at a time gains or loses a person.
                let place =
                    excess < 0 ? counts.dropLast().firstIndex { $0 > 0 } : counts.dropFirst().firstIndex { $0 > 0 }
                guard let place else { break }
                counts[place] -= 1
                counts[excess < 0 ? place + 1 : place - 1] += 1
                excess += excess < 0 ? 1 : -1
            }
            return counts
        }

        private func kind(size: Int, _ draw: inout Draw) -> FamilyPlan.Kind {
            switch size {
            case 1: .single
            case 2: [.couple, .oneParent, .siblings, .shared][draw.weighted([68, 23, 4, 5])]
            case 3: [.coupleWithChildren, .oneParent, .threeGenerations, .shared][draw.weighted([80, 12, 5, 3])]
            case 4: [.coupleWithChildren, .threeGenerations, .shared][draw.weighted([87, 10, 3])]
            default: [.coupleWithChildren, .threeGenerations][draw.weighted([60, 40])]
            }
        }
    }
}

extension SyntheticWard.FamilyPlan {
    var hasChildren: Bool { [.coupleWithChildren, .oneParent, .threeGenerations].contains(kind) }
}
