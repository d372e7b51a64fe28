extension SyntheticWard {
    /// Which person bears which defect: at most one each, chosen before anything is written.
    ///
    /// Whoever is chosen is settled: nothing of them changed since the first system made its copy, so that no lag mixes in.
    struct FlawPlan {
        private(set) var flaws: [Int: Flaw] = [:]
        /// Flaws of people who are not residents, by their number.
        private(set) var outsiderFlaws: [Int: Flaw] = [:]
        /// Residents in the order in which they were chosen, for records that have no owner in a file (XS1, ID3).
        private(set) var order: [(person: Int, flaw: Flaw)] = []
        private var taken: Set<Int> = []

        /// A way in which a class is planted.
        struct Recipe: Sendable {
            let kind: DefectClass
            let sheet: String
            let variant: Int
            /// Draws from those who have left or died.
            var isGone = false
            let fits: @Sendable (Candidate) -> Bool
        }

        /// A person as recipes look at it.
        struct Candidate {
            let population: Population
            let register: Membership
            let place: Int
            let person: Person

            var isSingle: Bool { population.households[Int(person.household)].count == 1 }
            var size: Int { Int(population.households[Int(person.household)].count) }
            var isPlain: Bool { !person.isForeign && person.renamed == Person.never }
            var hasOddGlyph: Bool {
                isPlain && (FamilyNames.odd..<FamilyNames.older).contains(Int(person.family.word))
            }
            var town: Town { Towns.all[Int(population.households[Int(person.household)].place.town)] }
            func isIn(_ sheet: String) -> Bool {
                FlawPlan.sheet(sheet).map { register.holds($0, place, of: population) } ?? false
            }
        }

        static func sheet(_ target: String) -> Int? { Sheets.all.firstIndex { $0.target == target } }

        /// Nobody.
        init() {}

        /// Chooses everybody. Marks of the population that belong to a defect (他業務参照不可, a name in katakana) are set.
        init(_ population: inout Population) {
            var draw = Draw(population.seed, .defects)
            let register = Membership(seed: population.seed)
            // Each recipe of a class in turn, until the class has its number; what nobody fits is passed over.
            for kind in DefectClass.allCases.sorted(by: { FlawPlan.rank($0) < FlawPlan.rank($1) }) {
                let recipes = FlawRecipes.all.filter { $0.kind == kind }
                guard !recipes.isEmpty else { continue }
                let wanted = max(3, recipes.count, population.residents * kind.rate / 10_000)
                var found = 0
                var turn = 0
                var misses = 0
                while found < wanted, misses < recipes.count * 2 {
                    let recipe = recipes[turn % recipes.count]
                    turn += 1
                    if plant(recipe, number: turn, &population, register, &draw) {
                        found += 1
                        misses = 0
                    } else {
                        misses += 1
                    }
                }
            }
        }

        /// Classes that change who is where come first, then those for which few fit.
        private static func rank(_ kind: DefectClass) -> Int {
            switch kind {
            case .hiddenShown: 0
            case .shieldDiffers: 1
            case .unknownGlyph: 2
            case .twinCode: 3
            case .lunarDate: 4
            case .eraOutOfRange: 5
            case .relationUnfit, .headOfHousehold, .emptyHousehold: 6
            case .townSpelling: 7
            default: 10 + (DefectClass.allCases.firstIndex(of: kind) ?? 0)
            }
        }

        private mutating func plant(
            _ recipe: Recipe, number: Int, _ population: inout Population, _ register: Membership, _ draw: inout Draw
        ) -> Bool {
            guard let sheet = FlawPlan.sheet(recipe.sheet) else { return false }
            if recipe.sheet == "住登外者", recipe.kind != .collidingNumber {
                let place = draw.below(population.outsiders)
                guard outsiderFlaws[place] == nil else { return false }
                outsiderFlaws[place] = Flaw(kind: recipe.kind, sheet: sheet, variant: recipe.variant)
                return true
            }
            guard let (place, flaw) = found(recipe, sheet, population, register, &draw) else { return false }
            take(place, population)
            if flaw.other >= 0, flaw.kind == .duplicateNumber { take(flaw.other, population) }
            flaws[place] = flaw
            order.append((place, flaw))
            mark(place, flaw, &population)
            return true
        }

        /// From a place drawn at random on, the first who fits.
        private func found(
            _ recipe: Recipe, _ sheet: Int, _ population: Population, _ register: Membership, _ draw: inout Draw
        ) -> (Int, Flaw)? {
            let range = recipe.isGone ? population.residents..<population.people.count : 0..<population.residents
            let start = draw.below(range.count)
            for step in 0..<range.count {
                let place = range.lowerBound + (start + step) % range.count
                let person = population.people[place]
                guard !taken.contains(place), person.marks.isDisjoint(with: [.decoy, .hidden]),
                    recipe.kind == .shieldDiffers || !person.marks.contains(.shielded),
                    recipe.isGone
                        ? person.ceased < SystemID.firstCopy : population.isSettled(place, since: SystemID.firstCopy)
                else { continue }
                let candidate = Candidate(population: population, register: register, place: place, person: person)
                guard recipe.fits(candidate), let flaw = completed(recipe, sheet, place, population) else { continue }
                return (place, flaw)
            }
            return nil
        }

        /// Nobody of the same household is chosen again where the defect is one of the household.
        private mutating func take(_ place: Int, _ population: Population) {
            taken.insert(place)
            let household = Int(population.people[place].household)
            guard !population.households[household].isGone, population.people[place].isResident else { return }
            for member in population.members(of: household) { taken.insert(member) }
        }

        private func completed(_ recipe: Recipe, _ sheet: Int, _ place: Int, _ population: Population) -> Flaw? {
            var flaw = Flaw(kind: recipe.kind, sheet: sheet, variant: recipe.variant)
            switch recipe.kind {
            case .duplicateNumber where recipe.variant < 2:
                // The next who is free and lives elsewhere.
                let next = ((place + 11)..<population.residents).first { other in
                    !taken.contains(other)
                        && population.people[other].marks.isDisjoint(with: [.decoy, .hidden, .shielded])
                        && population.people[other].household != population.people[place].household
                }
                guard let next else { return nil }
                flaw.other = next
            case .headOfHousehold where recipe.variant == 2:
                flaw.other = population.residents + (place * 7) % max(1, population.people.count - population.residents)
            default: break
            }
            return flaw
        }

        private func mark(_ place: Int, _ flaw: Flaw, _ population: inout Population) {
            switch (flaw.kind, flaw.variant) {
            case (.hiddenShown, _): population.people[place].marks.insert(.hidden)
            case (.kanaMismatch, 1): population.people[place].marks.insert(.katakanaName)
            case (.townUnknown, _): population.people[place].marks.insert(.oddTown)
            default: break
            }
        }
    }
}
