import Japanese
import RandomTesting
import Testing

@testable import Site

/// A reader of calendars that knows nothing of how they are written: lines unfolded, values unescaped (RFC 5545, 3.1 and 3.3.11).
private struct CalendarReading {
    var calendar: [String: String] = [:]
    var events: [[String: String]] = []
    var faults: [String] = []

    init(_ bytes: [UInt8]) {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
                if line.count > 75 { faults.append("\(line.count) octets") }
                if String(validating: line, as: UTF8.self) == nil { faults.append("a character is torn") }
                if line.first == 0x20, let last = lines.popLast() {
                    lines.append(last + line.dropFirst())
                } else {
                    lines.append(line)
                }
                line = []
                index += 2
                continue
            }
            if bytes[index] < 0x20 { faults.append("a control character") }
            line.append(bytes[index])
            index += 1
        }
        if !line.isEmpty { faults.append("the last line does not end") }
        var open: [String] = []
        for line in lines.map({ String(decoding: $0, as: UTF8.self) }) {
            guard let colon = line.firstIndex(of: ":") else {
                faults.append("no value: \(line)")
                continue
            }
            let (name, value) = (String(line[..<colon]), String(line[line.index(after: colon)...]))
            switch name {
            case "BEGIN":
                open.append(value)
                if value == "VEVENT" { events.append([:]) }
            case "END":
                if open.popLast() != value { faults.append("\(value) ends nothing") }
            case _ where open.last == "VEVENT": events[events.count - 1][name] = Self.unescaped(value)
            default: calendar[name] = Self.unescaped(value)
            }
        }
        if !open.isEmpty { faults.append("left open: \(open)") }
    }

    private static func unescaped(_ value: String) -> String {
        var result = ""
        var isEscaped = false
        for character in value.unicodeScalars {
            if isEscaped {
                result.unicodeScalars.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

@Suite("Calendars for other programs")
struct ICalendarTests {
    private let moment = Timestamp(CivilDate(year: 2026, month: 4, day: 1)!, hour: 8, minute: 30)

    @Test("Days are whole days whose end is the day after, under an identifier that stays; the moment is told in UTC")
    func days() throws {
        let day = try #require(CivilDate(year: 2026, month: 12, day: 31))
        let event = ICalendar.Event(id: "round-1-due", title: "回答期限", day: day)
        let read = CalendarReading(ICalendar("日程", events: [event]).bytes(at: moment))
        #expect(read.faults == [])
        #expect(read.calendar["VERSION"] == "2.0")
        #expect(read.calendar["PRODID"]?.isEmpty == false)
        let found = try #require(read.events.first)
        #expect(found["UID"] == "round-1-due@namiki")
        #expect(found["DTSTART;VALUE=DATE"] == "20261231")
        #expect(found["DTEND;VALUE=DATE"] == "20270101")
        #expect(found["DTSTAMP"] == "20260331T233000Z")
        let later = CalendarReading(
            ICalendar("日程", events: [.init(id: event.id, title: event.title, day: day.adding(days: 3))]).bytes(
                at: moment))
        #expect(later.events.first?["UID"] == found["UID"])
    }

    @Test(
        "Whatever a title, a note and a place say, they come out as they went in, on lines of 75 octets",
        arguments: 1...30)
    func texts(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "回答期限", ";", ",", "\\", "\n", ":", "a", "𠮟る", "か\u{3099}", "BEGIN:VEVENT", "\\n", " ", "　", "\"", "=1",
        ]
        func text(_ max: Int) -> String {
            (0..<Int.random(in: 1...max, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
        }
        var events: [ICalendar.Event] = []
        for number in 0..<5 {
            let day = CivilDate(dayNumber: Int.random(in: 0...40_000, using: &generator))
            events.append(.init(id: "e\(number)", title: text(20), day: day, note: text(60), place: text(5)))
        }
        let read = CalendarReading(ICalendar(text(10), events: events).bytes(at: moment))
        #expect(read.faults == [], "seed \(seed)")
        try #require(read.events.count == events.count, "seed \(seed)")
        for (found, event) in zip(read.events, events) {
            #expect(
                found["SUMMARY"].map { $0.unicodeScalars.elementsEqual(event.title.unicodeScalars) } == true,
                "seed \(seed)")
            #expect(
                found["DESCRIPTION"].map { $0.unicodeScalars.elementsEqual(event.note.unicodeScalars) } == true,
                "seed \(seed)")
            #expect(
                found["LOCATION"].map { $0.unicodeScalars.elementsEqual(event.place.unicodeScalars) } == true,
                "seed \(seed)")
        }
    }

    @Test("A control character ends no line")
    func controls() {
        let event = ICalendar.Event(id: "e", title: "一\r\n二\u{0}三\u{1B}", day: CivilDate(dayNumber: 20_000))
        let read = CalendarReading(ICalendar("日程", events: [event]).bytes(at: moment))
        #expect(read.faults == [])
        #expect(read.events.first?["SUMMARY"] == "一\n二三")
    }
}
