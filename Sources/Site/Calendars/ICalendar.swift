import Japanese

/// Days for other calendar programs, as RFC 5545 writes them: whole days, without a time zone.
///
///     ICalendar("令和8年度第1四半期", events: [.init(id: "…-due", title: "回答期限", day: day)]).bytes(at: stamp.at)
///
/// An event keeps its identifier when its day moves, so that a program that reads the file again moves it, too.
public struct ICalendar: Sendable {
    public struct Event: Hashable, Sendable {
        /// The same for the same event for ever; made unique by what makes the file.
        public let id: String
        public let title: String
        public let day: CivilDate
        public let note: String
        public let place: String

        public init(id: String, title: String, day: CivilDate, note: String = "", place: String = "") {
            self.id = id
            self.title = title
            self.day = day
            self.note = note
            self.place = place
        }
    }

    public let name: String
    public let events: [Event]

    public init(_ name: String, events: [Event]) {
        self.name = name
        self.events = events
    }

    public static let mediaType = "text/calendar; charset=utf-8"
    /// Octets of a line without its end (RFC 5545, 3.1).
    static let lineOctetsMax = 75

    /// - Parameter moment: when it was made, as every event says.
    public func bytes(at moment: Timestamp) -> [UInt8] {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Namiki//Namiki//JA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(Self.escaped(name))",
        ]
        for event in events {
            lines += [
                "BEGIN:VEVENT", "UID:\(event.id)@namiki", "DTSTAMP:\(Self.utc(moment))",
                "DTSTART;VALUE=DATE:\(Self.digits(event.day))",
                // The day after: an end is not part of the event.
                "DTEND;VALUE=DATE:\(Self.digits(event.day.adding(days: 1)))", "SUMMARY:\(Self.escaped(event.title))",
            ]
            if !event.note.isEmpty { lines.append("DESCRIPTION:\(Self.escaped(event.note))") }
            if !event.place.isEmpty { lines.append("LOCATION:\(Self.escaped(event.place))") }
            lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
        }
        lines.append("END:VCALENDAR")
        return lines.flatMap(Self.folded)
    }

    /// Text as a value (3.3.11): what would end it or mean something else is written otherwise, and control characters are
    /// left out.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unifyingLineBreaks.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            case _ where scalar.properties.generalCategory == .control: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A line with its end, folded before it is too long, and never inside a character.
    static func folded(_ line: String) -> [UInt8] {
        var result: [UInt8] = []
        var octets = 0
        for scalar in line.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if octets + bytes.count > lineOctetsMax {
                result += [0x0D, 0x0A, 0x20]
                octets = 1
            }
            result += bytes
            octets += bytes.count
        }
        return result + [0x0D, 0x0A]
    }

    private static func digits(_ day: CivilDate) -> String {
        padded(day.year, 4) + padded(day.month, 2) + padded(day.day, 2)
    }

    private static func utc(_ moment: Timestamp) -> String {
        // Japan is nine hours ahead all year.
        let moment = moment.adding(seconds: -9 * 3600)
        let time = moment.timeOfDay
        return digits(moment.date) + "T" + padded(time.hour, 2) + padded(time.minute, 2) + padded(time.second, 2) + "Z"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
