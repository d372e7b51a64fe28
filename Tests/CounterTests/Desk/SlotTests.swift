import Japanese
import RandomTesting
import Testing

@testable import Counter

@Suite("Times of visits")
struct SlotTests {
    private static let today = CivilDate(dayNumber: 20_781)

    @Test("Free times keep to opening hours, the break, the lead, the lanes and what there is only so much of")
    func slots() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            var settings = DeskSettings()
            settings.lanes = 1 + Int.random(in: 0..<3, using: &random)
            settings.stepMinutes = [10, 15, 30, 45].randomElement(using: &random) ?? 30
            let office = OfficeCalendar()
            var taken: [SlotTable.Taken] = []
            for _ in 0..<60 {
                let minutes = Int.random(in: 3...15, using: &random) * 10
                let wishes: Set<VisitWish> = Bool.random(using: &random) ? [.interpreter] : []
                let free = SlotTable(settings: settings, office: office, taken: taken)
                    .free(minutes: minutes, wishes: wishes, on: Self.today)
                guard let slot = free.randomElement(using: &random) else { continue }
                let end = slot.starts + minutes
                #expect(office.isOfficeDay(slot.day))
                #expect(office.officeDays(from: Self.today, to: slot.day) >= settings.leadDays)
                #expect(settings.opens <= slot.starts)
                #expect(end <= settings.closes)
                #expect(end <= settings.breakFrom || settings.breakTo <= slot.starts)
                let same = taken.filter {
                    $0.day == slot.day && $0.starts < end && slot.starts < $0.starts + $0.minutes
                }
                #expect(!same.contains { $0.lane == slot.lane })
                #expect(slot.lane < settings.lanes)
                taken.append(
                    .init(day: slot.day, lane: slot.lane, starts: slot.starts, minutes: minutes, wishes: wishes))
            }
            // By an oracle that knows nothing of the table: minute by minute.
            for visit in taken where visit.wishes.contains(.interpreter) {
                for minute in visit.starts..<visit.starts + visit.minutes {
                    let running = taken.count {
                        $0.day == visit.day && $0.wishes.contains(.interpreter)
                            && ($0.starts..<$0.starts + $0.minutes).contains(minute)
                    }
                    #expect(running <= settings.interpreters)
                }
            }
        }
    }

    @Test("A shift of a third is noticed within thirty visits, and a forgotten button changes nothing")
    func learning() {
        var random = SeededGenerator(seed: 3)
        func visit(_ percent: Int) -> TimeModel.Visit {
            let planned = Int.random(in: 25...60, using: &random)
            return .init(planned: planned, actual: planned * (percent + Int.random(in: -10...10, using: &random)) / 100)
        }
        let before = (0..<40).map { _ in visit(100) }
        #expect(!TimeModel(before).isBiased)
        let shifted = before + (0..<30).map { _ in visit(133) }
        let model = TimeModel(shifted)
        #expect(model.isBiased, "\(model.percent)")
        #expect((128...138).contains(model.percent), "\(model.percent)")
        #expect(model.minutes(planned: 45, settings: DeskSettings()) == 60)
        #expect(TimeModel(Array(shifted.prefix(40) + shifted.suffix(25))).isBiased)
        let forgotten = before + [.init(planned: 30, actual: 600), .init(planned: 30, actual: 600)]
        #expect(!TimeModel(forgotten).isBiased)
        #expect(TimeModel((0..<5).map { _ in visit(133) }).percent == 100)
    }

    @Test("Times of day are read as people write them")
    func times() {
        for (text, minutes) in [("9:00", 540), ("９時３０分", 570), ("0930", 570), ("16", 960), ("24:00", 1440)] {
            #expect(TimeOfDay.reading(text) == minutes, "\(text)")
        }
        for text in ["", "朝", "25:00", "9:75", "-3"] where text != "-3" {
            #expect(TimeOfDay.reading(text) == nil, "\(text)")
        }
    }

    @Test("The unchanged settings are sound, and what is wrong is told")
    func settings() throws {
        #expect(DeskSettings().problems.isEmpty)
        var wrong = DeskSettings()
        wrong.closes = 8 * 60
        wrong.minutesMin = 200
        #expect(wrong.problems.count >= 2)
        var other = DeskSettings()
        other.phone = "03-0000-0000"
        other.lanes = 4
        #expect(try DeskSettings(try other.json) == other)
    }
}
