import Japanese
import Site
import Ward

/// What is asked about a meeting and its record.
enum MeetingFields {
    static let number = Field.integer(
        "number", "回", in: 1...MeetingLimits.numberMax, unit: "回", hint: "この会議体で何回目かを書きます。")
    static let heldOn = Field.date("heldOn", "開催日")
    static let place = Field.text(
        "place", "場所", max: MeetingLimits.placeScalarsMax, hint: "例: 区役所 第4会議室、オンライン")
    /// One item a line, empty lines left out.
    static let agenda = Field.textArea("agenda", "議題", max: agendaFieldMax, rows: 5, hint: "1行に1件ずつ書きます。")
        .optional.mapped(
            to: { ($0 ?? "").split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isBlank } },
            from: { $0.joined(separator: "\n") }, problem: { _ in "" })
    static let minutes = Field.textArea(
        "minutes", "議事の要旨", max: MeetingLimits.minutesScalarsMax, rows: 10, hint: "発言者は職で書き、氏名は書きません。"
    ).orEmpty

    static let decision = Field.textArea("content", "決定した内容", max: MeetingLimits.decisionScalarsMax, rows: 4)
    static let cancelReason = Field.textArea("reason", "中止の理由", max: MeetingLimits.reasonScalarsMax, rows: 3)
    static let correction = Field.textArea(
        "content", "訂正の内容", max: MeetingLimits.correctionScalarsMax, rows: 5,
        hint: "どこを、どう直すかを書きます。前の記録は、そのまま残ります。")
    static let correctionReason = Field.textArea("reason", "訂正の理由", max: MeetingLimits.reasonScalarsMax, rows: 3)

    private static let agendaFieldMax = 7000

    static func agendaItem(_ meeting: Meeting) -> Field<ID<Meeting.AgendaItem>?> {
        Field.record("agenda", "議題", meeting.agenda.map { Choice($0.id.text, $0.title) }, empty: "議題に結び付けない").optional
    }

    /// The body's own initiatives first.
    static func initiatives(_ initiatives: [Initiative], of body: Body) -> Field<[ID<Initiative>]> {
        let own = initiatives.filter { $0.studyGroup == body.id || $0.studyGroup == body.parent }
        let others = initiatives.filter { !own.contains($0) }
        return .records("initiative", "関わる取組", (own + others).map { Choice($0.id.text, $0.heading) })
    }

    static func round(_ rounds: [Round]) -> Field<ID<Round>?> {
        Field.record("round", "関わる四半期", rounds.map { Choice($0.id.text, $0.label) }, empty: "四半期に結び付けない").optional
    }

    static func report(_ reports: [Report]) -> Field<ID<Report>?> {
        Field.record("report", "関わる報告書", reports.map { Choice($0.id.text, $0.title) }, empty: "報告書に結び付けない").optional
    }
}
