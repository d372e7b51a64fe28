import Japanese
import Site
import Storage
import Ward

/// The days of a quarter and of the meetings that fall into its run, for the calendars people already use.
struct RoundDates {
    let round: Round
    let meetings: [Meeting]

    /// - Parameter person: meetings are told to who may read them.
    init(_ round: Round, _ person: SignedIn, on connection: any Connection) throws {
        self.round = round
        // Until the next quarter is asked about.
        let days = round.calendar.opensOn...max(round.calendar.freezesOn, round.quarter.next.end)
        meetings =
            person.may(.readMeetings)
            ? try MeetingStore.list(on: connection).filter { $0.state != .cancelled && days.contains($0.heldOn) } : []
    }

    static func path(_ id: ID<Round>) -> String { "\(RoundPage.path(id))/calendar.ics" }

    static let route = Route(.get, "rounds/:round/calendar.ics", needs: .readRounds) { request in
        let dates = try await request.ward.database.read { connection in
            try RoundDates(Round.load(request, on: connection), request.person, on: connection)
        }
        return .bytes(
            dates.calendar.bytes(at: try request.stamp.at), type: ICalendar.mediaType,
            filename: "nittei-\(dates.round.quarter.code).ics")
    }

    var calendar: ICalendar {
        let days = round.calendar
        let due = round.extended.map { "\($0.from.japanese)から延ばしました。理由　\($0.reason)" } ?? ""
        let own: [(key: String, title: String, day: CivilDate, note: String)] = [
            ("as-of", "基準日", days.asOf, "この日の状況を答えます。"), ("opens", "照会開始日", days.opensOn, ""),
            ("due", "回答期限", days.dueOn, due), ("closes", "締切日", days.closesOn, "この日を過ぎると、回答を受け付けません。"),
            ("freezes", "確定予定日", days.freezesOn, ""),
        ]
        return ICalendar(
            "\(round.label)の日程",
            events: own.map {
                .init(
                    id: "round-\(round.id)-\($0.key)", title: "\($0.title)（\(round.label)）", day: $0.day, note: $0.note)
            }
                + meetings.map { meeting in
                    .init(
                        id: "meeting-\(meeting.id)", title: meeting.title, day: meeting.heldOn,
                        note: meeting.agenda.map { "・\($0.title)" }.joined(separator: "\n"), place: meeting.place)
                })
    }
}
