import Japanese
import Site
import Storage
import Ward

/// Meetings that are over and whose record still waits to be confirmed.
enum MeetingDuties {
    static func duties(
        of person: SignedIn, today: CivilDate, on connection: any Connection
    ) throws -> [Duty] {
        guard person.may(.recordMeetings) else { return [] }
        return try MeetingStore.list(on: connection).filter { $0.state == .planned && $0.heldOn < today }
            .reversed().compactMap { meeting in
                guard let body = try BodyStore.find(meeting.body, on: connection),
                    try BodyAccess(body, today: today, on: connection).may(.recordMeetings, person)
                else { return nil }
                return Duty(
                    DutyKind("plan.minutes", "会議の記録を確定する"),
                    link: Link("会議の記録を確定する：\(meeting.title)", MeetingPage.path(meeting.id)),
                    note: "\(meeting.heldOn.japanese)に開催日が過ぎました。出欠と決定事項を書いて確定します。")
            }
    }
}
