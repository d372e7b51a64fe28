import Japanese
import Ward

/// The dates of a personal list as a calendar file (RFC 5545). It names procedures and offices, and no person.
struct PersonalCalendar {
    let list: PersonalList
    let words: GuideWords
    /// Of the guide: the same dates keep their identity when the file is read again.
    let guide: ID<Guide>
    let now: Timestamp

    /// A reminder so many days ahead.
    private static let alarmDays = 7

    var bytes: [UInt8] {
        let lines =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Namiki//Counter//JA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
            + list.entries.flatMap(event) + ["END:VCALENDAR"]
        return lines.flatMap { Array((Self.folded($0) + "\r\n").utf8) }
    }

    private func event(_ entry: PersonalList.Entry) -> [String] {
        guard let day = entry.day, list.today <= day, let date = entry.date else { return [] }
        let procedure = entry.procedure
        let title = words(
            "期限：\(procedure.title.japanese)", "きげん： \(procedure.title.easy)", "Deadline: \(procedure.title.english)")
        let documents = words.list(procedure.documents.map { words.phrase($0.name) })
        let details = [
            words.deadline(date), words("窓口：", "まどぐち： ", "Where: ") + words.section(procedure.section),
            documents.isEmpty ? nil : words("持ち物：", "持って いく もの： ", "Bring: ") + documents,
        ].compactMap(\.self).joined(separator: "\n")
        return [
            "BEGIN:VEVENT", "UID:\(guide.text.lowercased())-\(procedure.id.lowercased())@namiki.invalid",
            "DTSTAMP:\(Self.moment(now))", "DTSTART;VALUE=DATE:\(Self.compact(day))",
            "DTEND;VALUE=DATE:\(Self.compact(day.adding(days: 1)))", "SUMMARY:\(Self.escaped(title))",
            "DESCRIPTION:\(Self.escaped(details))", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY",
            "DESCRIPTION:\(Self.escaped(title))", "TRIGGER:-P\(Self.alarmDays)D", "END:VALARM", "END:VEVENT",
        ]
    }

    private static func compact(_ day: CivilDate) -> String {
        day.description.replacing("-", with: "")
    }

    /// In universal time, as RFC 5545 wants it.
    private static func moment(_ moment: Timestamp) -> String {
        let seconds = moment.adding(seconds: -9 * 3600)
        let time = seconds.timeOfDay
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return compact(seconds.date) + "T" + two(time.hour) + two(time.minute) + "00Z"
    }

    /// RFC 5545 §3.3.11.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\" + String(scalar)
            case "\n": escaped += "\\n"
            case "\r": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// At most 75 octets to a line, never within a character (RFC 5545 §3.1).
    static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let width = String(scalar).utf8.count
            if octets + width > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += width
        }
        return folded
    }
}
