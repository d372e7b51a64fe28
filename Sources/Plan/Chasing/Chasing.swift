import Japanese
import Storage
import Ward

/// Who is reminded when (督促): five and one office days before the due day, one and three after it; never after the close.
///
/// Pure: what has been sent already is the store's to know.
enum Chasing {
    /// A unit that owes answers.
    struct Debtor: Hashable, Sendable {
        let unit: ID<OfficeUnit>
        let name: String
        /// Not handed in: not begun, a draft, or returned.
        let open: [RoundBoard.Row]
        /// Handed in, waiting for the head of the section.
        let unapproved: [RoundBoard.Row]
    }

    /// The occasion that a day falls into, in office days from the due day: the latest that has come. `nil` before the
    /// first, after the close, and while the round does not take answers.
    static func occasion(on day: CivilDate, of round: Round, in office: OfficeCalendar) -> Int? {
        guard round.state == .open || round.state == .chasing, day >= round.calendar.opensOn,
            day <= round.calendar.closesOn
        else { return nil }
        return RoundCalendar.reminderOfficeDays.last { offset in
            let due = office.adding(officeDays: offset, to: round.calendar.dueOn)
            return due >= round.calendar.opensOn && due <= day
        }
    }

    /// The units that owe something; `nil` while the round takes no answers.
    static func debtors(of round: Round, on connection: any Connection) throws -> [Debtor]? {
        round.state.takesAnswers ? debtors(try RoundBoard(round, on: connection).rows) : nil
    }

    /// The units that owe something, in the order of the board.
    static func debtors(_ rows: [RoundBoard.Row]) -> [Debtor] {
        var order: [ID<OfficeUnit>] = []
        var byUnit: [ID<OfficeUnit>: [RoundBoard.Row]] = [:]
        for row in rows where !row.state.isHandedIn || row.state == .submitted {
            if byUnit[row.unit] == nil { order.append(row.unit) }
            byUnit[row.unit, default: []].append(row)
        }
        return order.compactMap { unit in
            guard let rows = byUnit[unit], let first = rows.first else { return nil }
            return Debtor(
                unit: unit, name: first.unitName, open: rows.filter { !$0.state.isHandedIn },
                unapproved: rows.filter { $0.state == .submitted })
        }
    }

    /// 「回答期限の5開庁日前」
    static func title(ofOccasion occasion: Int) -> String {
        occasion == 0 ? "回答期限の日" : "回答期限の\(abs(occasion))開庁日\(occasion < 0 ? "前" : "後")"
    }
}
