extension SyntheticWard {
    /// The moves of a household inside the ward (転居), made anew from its stream whenever somebody asks.
    struct Movement {
        private let seed: UInt64
        private let household: Int
        private let arrived: Int32

        /// Moves are recorded since then: what came before is on paper.
        static let recordedSince = day(1985, 7, 1)
        /// Of 10,000 households, so many move in a year.
        private static let yearly = 520

        init(seed: UInt64, household: Int, arrived: Int32) {
            self.seed = seed
            self.household = household
            self.arrived = arrived
        }

        /// Days of the moves, in their order, from the arrival to the day of the register.
        var days: [Int32] {
            var draw = Draw(seed, .moves, household)
            var days: [Int32] = []
            var start = max(arrived, Movement.recordedSince) + 60
            while start < asOf - 3 {
                let length = min(365, asOf - 3 - start)
                if draw.chance(Movement.yearly * Int(length) / 365) {
                    days.append(start + Int32(draw.below(Int(length))))
                }
                start += 365
            }
            return days
        }

        var lastMove: Int32 { days.last ?? .min }

        /// Where it lived on a day; `now` is where it lives at the end.
        func place(on day: Int32, now: Place) -> Place {
            let days = days
            guard let next = days.firstIndex(where: { $0 > day }) else { return now }
            var draw = Draw(seed, .places, household &* 64 &+ next)
            var place = Population.place(town: UInt8(draw.weighted(Movement.townWeights)), &draw)
            // A move leads elsewhere: never to the same town and block.
            if place.town == now.town { place.town = UInt8((Int(place.town) + 1 + next) % Towns.all.count) }
            return place
        }

        private static let townWeights = Towns.all.map(\.people)
    }
}
