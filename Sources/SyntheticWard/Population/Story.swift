extension SyntheticWard {
    /// 異動事由, with the target's codes.
    enum Cause: UInt8, CaseIterable, Sendable {
        case paper = 1
        case birth, moveIn, moveInside, headChange, marriage, nameChange, correction, furigana, shieldStart, shieldEnd
        case moveOut, death, removal

        var code: String { padded(Int(rawValue), to: 2) }

        var japanese: String {
            switch self {
            case .paper: "紙の台帳からの移行"
            case .birth: "出生"
            case .moveIn: "転入"
            case .moveInside: "転居"
            case .headChange: "世帯主変更"
            case .marriage: "婚姻"
            case .nameChange: "氏名変更"
            case .correction: "職権修正"
            case .furigana: "フリガナの通知"
            case .shieldStart: "支援措置の開始"
            case .shieldEnd: "支援措置の終了"
            case .moveOut: "転出"
            case .death: "死亡"
            case .removal: "職権消除"
            }
        }
    }

    /// One change of a person's record (異動). Days since 1970-01-01.
    struct Event: Hashable, Sendable {
        let cause: Cause
        let day: Int32
        /// 届出年月日.
        let filed: Int32
        /// 処理年月日.
        let processed: Int32
    }

    /// All changes of one person's record in their order, made anew from the person's stream.
    struct Story {
        let events: [Event]

        init(_ population: Population, _ place: Int) {
            let person = population.people[place]
            let end = population.end(of: person)
            var draw = Draw(population.seed, .story, place)
            var events: [Event] = []
            func add(_ cause: Cause, _ day: Int32, delay: Int) {
                let filed = min(asOf, day + Int32(delay))
                events.append(
                    Event(cause: cause, day: day, filed: filed, processed: min(asOf, filed + Int32(delay % 3))))
            }
            let isPaper = person.became < Story.firstPaperDay
            if isPaper {
                // All records of the paper register were typed in within a few weeks.
                add(.paper, Story.firstPaperDay + Int32(draw.below(75)), delay: 0)
            } else {
                add(person.became == person.birth ? .birth : .moveIn, person.became, delay: draw.below(14))
            }
            let start = max(person.became, Movement.recordedSince)
            let home = population.households[Int(person.household)]
            if home.moved != .min, home.moved > start {
                let moves = Movement(seed: population.seed, household: Int(person.household), arrived: home.arrived)
                    .days
                for day in moves where day > start && day < end { add(.moveInside, day, delay: draw.below(14)) }
            }
            if person.renamed != Person.never, person.renamed < end {
                let isMarriage = [.wife, .husband].contains(person.relation)
                add(isMarriage ? .marriage : .nameChange, person.renamed, delay: draw.below(5))
            }
            func day(after first: Int32) -> Int32 { first + Int32(draw.below(max(1, Int(end - first)))) }
            if end - start > 60 {
                if person.relation == .head, draw.chance(900) {
                    add(.headChange, day(after: start), delay: draw.below(14))
                }
                if draw.chance(1_700) { add(.correction, day(after: start), delay: 0) }
                if draw.chance(450) { add(.correction, day(after: start), delay: 0) }
                let isShielded = person.marks.contains(.shielded)
                if isShielded || draw.chance(12) {
                    let first = day(after: max(start, min(end - 30, Story.firstShieldDay)))
                    add(.shieldStart, first, delay: 0)
                    if !isShielded { add(.shieldEnd, first + (end - first) / 2, delay: 0) }
                }
            }
            if person.isResident, !person.isForeign, person.became < Story.firstFuriganaDay, draw.chance(2_800) {
                add(.furigana, Story.firstFuriganaDay + Int32(draw.below(300)), delay: draw.below(20))
            }
            // Only the order of the days counts; of one day the order in which they were added.
            var order = events.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(
                \.element)
            switch person.standing {
            case .resident: break
            case .movedOut: order.append(Event(cause: .moveOut, day: end, filed: end, processed: end))
            case .dead:
                order.append(Event(cause: .death, day: end, filed: min(asOf, end + 3), processed: min(asOf, end + 4)))
            case .removed: order.append(Event(cause: .removal, day: end, filed: end, processed: end))
            }
            self.events = order
        }

        /// The register went from paper to the first system.
        static let firstPaperDay = SyntheticWard.day(1985, 4, 1)
        /// 支援措置 began (平成16年総務省令第93号).
        static let firstShieldDay = SyntheticWard.day(2004, 7, 1)
        /// Furigana became part of the register (令和5年法律第48号, in force on this day).
        static let firstFuriganaDay = SyntheticWard.day(2025, 5, 26)

        /// When the filing that the record shows was made, and whether it was that of the birth.
        ///
        /// The layout of 1985 had one field for moves and another for births: those who never moved have the second only.
        var filing: (day: Int32, isBirth: Bool)? {
            if let move = events.last(where: { [.moveIn, .moveInside].contains($0.cause) }) {
                return (move.filed, false)
            }
            return events.first { $0.cause == .birth }.map { ($0.filed, true) }
        }
    }
}
