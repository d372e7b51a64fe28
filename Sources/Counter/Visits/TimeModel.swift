import Japanese
import LifeEvents

/// How long visits really take, learned from those that are over.
///
/// The plan of a visit is the sum of the minutes of its items and a base. Desks that plan by such sums overrun by about a
/// third (research note on the bereavement desk, §1.1, Kagoshima): the ratio of what was used to what was planned, over the
/// latest visits, stretches the next slots.
struct TimeModel: Hashable, Sendable {
    struct Visit: Hashable, Sendable {
        let planned: Int
        let actual: Int
    }

    /// As many of the latest visits count.
    static let window = 30
    /// With fewer nothing is learned yet.
    static let visitsMin = 10
    /// A visit that lasted all day by a forgotten button must not stretch every slot.
    private static let ratios = 50...200
    /// A difference of so many percent is told to the desk.
    static let noticePercent = 15

    /// In hundredths: 133 when visits take a third longer than planned.
    let percent: Int
    /// How many visits it rests on.
    let visits: Int

    /// - Parameter latest: visits that are over, the latest last.
    init(_ latest: [Visit]) {
        // Each visit's own share, so that one long visit does not outweigh many short ones; the middle one, so that two
        // wrong clocks change nothing.
        let shares = latest.filter { $0.planned > 0 && $0.actual > 0 }.suffix(Self.window)
            .map { min(max(100 * $0.actual / $0.planned, Self.ratios.lowerBound), Self.ratios.upperBound) }.sorted()
        visits = shares.count
        guard shares.count >= Self.visitsMin else {
            percent = 100
            return
        }
        let middle = shares.count / 2
        percent = shares.count % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2
    }

    /// Whether visits take so much longer or shorter that the desk should know.
    var isBiased: Bool { abs(percent - 100) >= Self.noticePercent }

    /// The length of a slot in minutes.
    func minutes(planned: Int, settings: DeskSettings) -> Int {
        let stretched = (planned * percent + 99) / 100
        let step = max(settings.stepMinutes / 2, 5)
        let rounded = (stretched + step - 1) / step * step
        return min(max(rounded, settings.minutesMin), settings.minutesMax)
    }
}

extension KnowledgeBase {
    /// What the desk will need for a case, before anything is learned.
    ///
    /// What applies counts whole; what is not decided yet as often as it applies to people of the synthetic population.
    func plannedMinutes(_ facts: CaseFacts, today: CivilDate, settings: DeskSettings) -> Int {
        guard !facts.answers.isEmpty else { return settings.minutesUnknown }
        var perMille = 0
        for result in evaluate(facts, today: today).results where result.state != .no {
            let procedure = result.procedure
            guard procedure.mode != .outside, sections[procedure.section]?.isWard ?? false else { continue }
            let share = result.state == .yes ? 1000 : KnowledgeLibrary.perMille(result.id, event: name)
            perMille += procedure.minutes * share
        }
        return settings.baseMinutes + (perMille + 500) / 1000
    }
}
