import Japanese
import Site
import Storage
import Ward

/// What waits for a person in the running rounds, by what they may do and for which units.
enum RoundDuties {
    private static let answer = DutyKind("plan.answer", "回答する")
    private static let correct = DutyKind("plan.correct", "直して出し直す")
    private static let approve = DutyKind("plan.approve", "承認する")
    private static let accept = DutyKind("plan.accept", "受け付ける")
    private static let conduct = DutyKind("plan.conduct", "四半期の照会を進める")

    static func duties(of person: SignedIn, today: CivilDate, on connection: any Connection) throws -> [Duty] {
        var duties: [Duty] = []
        let rounds = try RoundStore.list(on: connection)
        for round in rounds where !round.state.isSealed && round.state != .planned {
            let own = try EntryStore.handedIn(by: person.person, in: round.id, on: connection)
            let rows = try RoundBoard(round, on: connection).rows
            duties += rows.compactMap { row in
                // What one handed in waits for somebody else.
                own.contains(row.entry) && row.state.isHandedIn
                    ? nil : entryDuty(row, in: round, of: person, today: today)
            }
            if person.may(.manageRounds) { duties += secretariatDuties(rows, in: round, today: today) }
        }
        if person.may(.manageRounds) {
            for round in rounds where round.state == .planned {
                duties.append(
                    Duty(
                        conduct, link: Link("\(round.title)の照会を始める", RoundPage.path(round.id)),
                        note: dayNote("照会開始の予定", round.calendar.opensOn, today: today),
                        dueOn: round.calendar.opensOn, isOverdue: round.calendar.opensOn < today))
            }
        }
        return duties
    }

    private static func entryDuty(
        _ row: RoundBoard.Row, in round: Round, of person: SignedIn, today: CivilDate
    ) -> Duty? {
        let subject = "\(row.number) \(row.title)（\(row.unitName)）"
        let link = { (verb: String) in Link("\(verb)：\(subject)", EntryPage.path(row.entry)) }
        let isOverdue = round.calendar.dueOn < today
        switch row.state {
        case .notAnswered, .draft:
            guard person.may(.editEntries, unit: row.unit), person.has(.editor),
                round.allows(.save, wasReturned: row.isReturned)
            else { return nil }
            let note = row.isReturned ? "差し戻されています。理由を読んで直してください。" : round.dueNote(on: today)
            return Duty(
                row.isReturned ? correct : answer,
                link: link(row.isReturned ? "直して出し直す" : row.state == .draft ? "続きを書く" : "回答する"), note: note,
                dueOn: round.calendar.dueOn, isOverdue: isOverdue)
        case .submitted:
            guard person.may(.approveEntries, unit: row.unit), round.allows(.approve, wasReturned: row.isReturned)
            else { return nil }
            return Duty(
                approve, link: link("承認する"), note: "\(row.updatedBy.map { "\($0)さん" } ?? "担当者")が提出しました。",
                dueOn: round.calendar.dueOn, isOverdue: isOverdue, list: list(.submitted, in: round))
        case .approved:
            guard person.may(.reviewEntries, unit: row.unit), round.allows(.accept, wasReturned: row.isReturned)
            else { return nil }
            return Duty(
                accept, link: link("受け付ける"), note: "主管課長が承認しました。内容を確かめてください。",
                dueOn: round.calendar.freezesOn, isOverdue: round.calendar.freezesOn < today,
                list: list(.approved, in: round))
        case .accepted: return nil
        }
    }

    /// Where several answers are decided at once.
    private static func list(_ state: EntryState, in round: Round) -> String {
        "\(round.path)?\(RoundAnswers.stateKey)=\(state.rawValue)#list"
    }

    private static func secretariatDuties(
        _ rows: [RoundBoard.Row], in round: Round, today: CivilDate
    ) -> [Duty] {
        let waiting = rows.count { !$0.state.isHandedIn }
        let unapproved = rows.count { $0.state == .submitted }
        switch round.state {
        case .open, .chasing:
            if waiting == 0 {
                return [
                    Duty(
                        conduct, link: Link("\(round.title)を締め切る", RoundPage.path(round.id)),
                        note: unapproved == 0
                            ? "すべての課から回答がそろいました。" : "すべての課が提出し、課長の承認待ちが\(unapproved)件あります。",
                        dueOn: round.calendar.closesOn)
                ]
            }
            return [
                Duty(
                    conduct, link: Link("\(round.title)の未回答を確かめる", RoundPage.path(round.id)),
                    note: "未提出が\(waiting)件あります。\(round.dueNote(on: today))", dueOn: round.calendar.dueOn,
                    isOverdue: round.calendar.dueOn < today)
            ]
        case .reviewing:
            return [
                Duty(
                    conduct, link: Link("\(round.title)を確定する", RoundPage.path(round.id)),
                    note: dayNote("確定の予定", round.calendar.freezesOn, today: today), dueOn: round.calendar.freezesOn,
                    isOverdue: round.calendar.freezesOn < today)
            ]
        default: return []
        }
    }

    private static func dayNote(_ title: String, _ day: CivilDate, today: CivilDate) -> String {
        day < today ? "\(title)（\(day.japaneseWithWeekday)）を過ぎています。" : "\(title)は\(day.japaneseWithWeekday)です。"
    }
}

extension Round {
    /// When answers are due, or that they were, and from which day that was put off.
    func dueNote(on today: CivilDate) -> String {
        let due = calendar.dueOn.japaneseWithWeekday
        return (calendar.dueOn < today ? "回答期限（\(due)）を過ぎています。" : "回答期限は\(due)です。")
            + (extended.map { "\($0.from.japaneseWithWeekday)から延ばしました。" } ?? "")
    }

    /// The due day as a fact, with the day and the reason of its last extension.
    var dueFact: HTML {
        let due = calendar.dueOn.japaneseWithWeekday
        guard let extended else { return "\(due)" }
        return "\(due)　\(extended.from.japaneseWithWeekday)から延ばしました。\(Prose("理由　\(extended.reason)").html)"
    }
}
