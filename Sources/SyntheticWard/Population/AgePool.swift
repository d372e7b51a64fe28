extension SyntheticWard {
    /// How many people of each sex and age are still to be given a place.
    struct AgePool {
        private var counts: [[Int]]
        private(set) var minors = 0
        /// Younger people cannot be alone.
        static let adult = 18
        static let oldest = 110

        init(people: Int) {
            let quotas = SyntheticWard.quotas(AgeShares.men + AgeShares.women, total: people)
            counts = [Array(quotas[..<AgeShares.men.count]), Array(quotas[AgeShares.men.count...])]
            minors = counts.reduce(0) { $0 + $1[..<AgePool.adult].reduce(0, +) }
        }

        private mutating func remove(_ sex: Sex, _ age: Int) {
            counts[Int(sex.rawValue)][age] -= 1
            if age < AgePool.adult { minors -= 1 }
        }

        /// Takes somebody of the sex whose age is nearest to `age` within a range; `nil` when there is nobody.
        /// - Parameter siblings: ages of whom nobody may be less than two years away.
        mutating func take(_ sex: Sex, near age: Int, in range: ClosedRange<Int>, awayFrom siblings: [Int] = []) -> Int?
        {
            let row = counts[Int(sex.rawValue)]
            for distance in 0...AgePool.oldest {
                for candidate in distance == 0 ? [age] : [age - distance, age + distance]
                where range.contains(candidate) && row.indices.contains(candidate) && row[candidate] > 0
                    && siblings.allSatisfy({ abs($0 - candidate) > 1 })
                {
                    remove(sex, candidate)
                    return candidate
                }
            }
            return nil
        }

        /// Takes somebody of any sex near an age.
        mutating func take(
            near age: Int, in range: ClosedRange<Int>, awayFrom siblings: [Int] = [], _ draw: inout Draw
        ) -> (sex: Sex, age: Int)? {
            let sex: Sex = draw.below(2) == 0 ? .man : .woman
            if let age = take(sex, near: age, in: range, awayFrom: siblings) { return (sex, age) }
            return take(sex.other, near: age, in: range, awayFrom: siblings).map { (sex.other, $0) }
        }

        /// Draws an age of a sex in the proportion of those that are left, each age with a weight.
        mutating func draw(
            _ sex: Sex, in range: ClosedRange<Int>, _ draw: inout Draw, weight: (Int) -> Int = { _ in 1 }
        ) -> Int? {
            let row = counts[Int(sex.rawValue)]
            let total = range.reduce(0) { $0 + row[$1] * weight($1) }
            guard total > 0 else { return nil }
            var left = draw.below(total)
            for age in range {
                left -= row[age] * weight(age)
                if left < 0 {
                    remove(sex, age)
                    return age
                }
            }
            return nil
        }

        /// Everybody who is left, in the order of sex and age.
        mutating func rest() -> [(sex: Sex, age: Int)] {
            var all: [(sex: Sex, age: Int)] = []
            for sex in [Sex.man, .woman] {
                for (age, count) in counts[Int(sex.rawValue)].enumerated() where count > 0 {
                    all += Array(repeating: (sex, age), count: count)
                }
            }
            counts = counts.map { $0.map { _ in 0 } }
            minors = 0
            return all
        }
    }
}
