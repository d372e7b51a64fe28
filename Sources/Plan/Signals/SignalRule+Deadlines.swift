import Japanese

extension PromiseDeadline {
    /// The last day on which the ward keeps this promise; `nil` for dates of other bodies, for 「〜から」, which promises no
    /// end, and where no day is known.
    var ownDueDay: CivilDate? {
        isExternal || deadlineClass == .from ? nil : to
    }

    /// Whether the ward's own day has come on a day. A date that ends on the as-of date has come: the answer tells
    /// how things stand at the end of that day.
    func hasCome(by day: CivilDate) -> Bool {
        ownDueDay.map { $0 <= day } ?? false
    }
}

extension SignalRule {
    /// A deadline with the promise it belongs to.
    private typealias Dated = (commitment: InitiativeHistory.Commitment, deadline: PromiseDeadline, day: CivilDate)

    private static func ownDates(of record: InitiativeHistory.QuarterRecord) -> [Dated] {
        record.commitments.flatMap { commitment in
            commitment.deadlines.compactMap { deadline in
                deadline.ownDueDay.map { (commitment, deadline, $0) }
            }
        }
    }

    private static func input(
        _ label: String, _ dated: Dated, of history: InitiativeHistory
    ) -> Signal.Input {
        Signal.Input(
            label, "\(dated.deadline.raw)（\(dated.day.japanese)）",
            .promise(lineage: history.lineage, content: dated.commitment.content))
    }

    /// As-of date, mark and evidence of a record.
    static func inputs(of record: InitiativeHistory.QuarterRecord) -> [Signal.Input] {
        let place = Signal.Input.Reference.entry(record.source)
        let mark = record.mark?.title ?? (record.isUnanswered ? "未回答" : "未記入")
        return [
            .init("基準日", record.asOf.japanese, place), .init("進捗区分", mark, place),
            .init("根拠資料", "\(record.evidenceCount)件", place),
        ]
    }

    static func pastDue(in history: InitiativeHistory) -> [Signal] {
        guard let record = history.newest, let mark = record.mark,
            mark.canonical == .onTrack || mark.canonical == .notStarted
        else { return [] }
        return ownDates(of: record).filter { $0.deadline.hasCome(by: record.asOf) }.map { dated in
            Signal(
                .pastDue, of: history, inputs: [input("区の期限", dated, of: history)] + inputs(of: record),
                sentence:
                    "期限（\(dated.deadline.raw)）が基準日（\(record.asOf.japanese)）までに来ていますが、進捗区分が「\(mark.title)」です。終えたか遅れたかを確かめてください。"
            )
        }
    }

    static func dueSoon(in history: InitiativeHistory) -> [Signal] {
        guard let record = history.newest, !record.showsDone, record.mark?.canonical != .stopped else { return [] }
        let end = dueSoonPeriod.lastDay(from: record.asOf)
        let isSilent = record.mark == nil || record.mark?.canonical == .notJudgeable
        return ownDates(of: record).filter { $0.day <= end }.compactMap { dated in
            let hasCome = dated.deadline.hasCome(by: record.asOf)
            // Where the mark speaks of a day that has come, the rule of the past day or the mark itself says what is to be said. A mark for done
            // without evidence is asked about whenever the day is.
            guard !hasCome || isSilent || record.mark?.canonical == .done else { return nil }
            let left = record.asOf.days(to: dated.day)
            let time = hasCome ? "が基準日までに来ています" : "まで、基準日からあと\(left)日です"
            return Signal(
                .dueSoon, of: history,
                inputs: [
                    input("区の期限", dated, of: history),
                    .init("確認する範囲", "\(end.japanese)まで（\(dueSoonPeriod.japanese)）", .rule),
                ] + inputs(of: record),
                sentence: "期限（\(dated.deadline.raw)）\(time)。完了を示す根拠資料がまだありません。見込みを確かめてください。")
        }
    }

    static func externalEarlier(in history: InitiativeHistory) -> [Signal] {
        guard let record = history.newest, !record.showsDone, record.mark?.canonical != .stopped else { return [] }
        let foreign = record.commitments.flatMap { commitment in
            commitment.deadlines.filter(\.isExternal).compactMap { deadline -> Dated? in
                // The nation's 「〜から」 is the day from which something must be in place.
                deadline.asDeadline.dueDay.map { (commitment, deadline, $0) }
            }
        }
        return ownDates(of: record).compactMap { own in
            // The nation's date of the same sentence; else one that stands in a sentence of its own.
            let same = foreign.filter { $0.commitment == own.commitment }
            let alone = foreign.filter { other in !other.commitment.deadlines.contains { $0.ownDueDay != nil } }
            guard let earliest = (same.isEmpty ? alone : same).min(by: { $0.day < $1.day }), earliest.day < own.day
            else {
                return nil
            }
            let days = earliest.day.days(to: own.day)
            return Signal(
                .externalEarlier, of: history,
                inputs: [
                    input("国などの期限", earliest, of: history), input("区の期限", own, of: history),
                ],
                sentence:
                    "国などの期限（\(earliest.deadline.raw)、\(earliest.day.japanese)）が、区の期限（\(own.deadline.raw)、\(own.day.japanese)）より\(days)日早く来ます。区の期限を確かめてください。"
            )
        }
    }

    static func movedTwice(in history: InitiativeHistory) -> [Signal] {
        guard let newest = history.newest else { return [] }
        return newest.commitments.compactMap { commitment in
            guard let key = commitment.key, newest.commitments.count(where: { $0.key == key }) == 1 else { return nil }
            var dates: [(record: InitiativeHistory.QuarterRecord, day: CivilDate)] = []
            for record in history.quarters {
                let matches = record.commitments.filter { $0.key == key }
                // A year that waits to be confirmed is not a date yet, and getting one is no move.
                guard matches.count == 1, let day = matches[0].deadlines.compactMap(\.ownDueDay).max() else { continue }
                if dates.last?.day != day { dates.append((record, day)) }
            }
            let moves = dates.count - 1
            guard moves >= movesMin else { return nil }
            let way = dates.map(\.day.japanese).joined(separator: "→")
            return Signal(
                .movedTwice, of: history,
                inputs: dates.map {
                    .init("\($0.record.quarter.japanese)の期限", $0.day.japanese, .entry($0.record.source))
                },
                sentence: "「\(commitment.content)」の期限が\(moves)回変わっています（\(way)）。変えた理由と、今の期限の見込みを確かめてください。")
        }
    }
}
