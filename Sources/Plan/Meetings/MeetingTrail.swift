import Japanese
import Storage
import Ward

/// What meetings decided, as the audit trail tells it, to be compared with the tables.
enum MeetingTrail {
    static let decide = "plan.meeting.decide"
    static let undecide = "plan.meeting.undecide"
    static let correct = "plan.meeting.correct"

    static let decisions = TrailedTable("会議の決定", actions: [decide, undecide]) { row, details, expected in
        let key = "decision/\(details["decision"]?.string ?? "")"
        guard row.action == decide else { return expected.set(key, nil) }
        expected.set(
            key,
            facts(
                meeting: row.subject, content: details["content"]?.string ?? "", agenda: details["agenda"]?.string,
                round: details["round"]?.string, report: details["report"]?.string,
                initiatives: Set((details["initiatives"]?.array ?? []).compactMap(\.string))))
    } stored: { connection in
        var initiatives: [String: Set<String>] = [:]
        for row in try connection.rows("SELECT decision, initiative FROM meeting_decision_initiative") {
            initiatives[try row["decision"], default: []].insert(try row["initiative"])
        }
        return try connection.rows(
            "SELECT id, meeting, content, agenda, round, report FROM meeting_decision ORDER BY id"
        ).map { row in
            let (id, meeting): (String, String) = (try row["id"], try row["meeting"])
            return TrailedTable.Row(
                "decision/\(id)",
                facts: facts(
                    meeting: "meeting/\(meeting)", content: try row["content"], agenda: try row["agenda"],
                    round: try row["round"], report: try row["report"], initiatives: initiatives[id] ?? []))
        }
    }

    private static func facts(
        meeting: String, content: String, agenda: String?, round: String?, report: String?, initiatives: Set<String>
    ) -> JSON {
        [
            "meeting": .string(meeting), "content": .string(content), "agenda": JSON(agenda), "round": JSON(round),
            "report": JSON(report), "initiatives": .array(initiatives.sorted().map(JSON.string)),
        ]
    }

    static let corrections = TrailedTable("会議の記録の訂正", actions: [correct]) { row, details, expected in
        expected.add(
            "\(row.subject) \(details["content"]?.string ?? "")",
            correction(details["reason"]?.string ?? "", by: row.actorName, at: row.at))
    } stored: { connection in
        try connection.rows(
            "SELECT meeting, content, reason, at, actor FROM meeting_correction ORDER BY meeting, position"
        ).map { row in
            let (meeting, content): (String, String) = (try row["meeting"], try row["content"])
            return TrailedTable.Row(
                "meeting/\(meeting) \(content)",
                facts: correction(try row["reason"], by: try row["actor"], at: try row["at"]))
        }
    }

    private static func correction(_ reason: String, by actor: String, at moment: Timestamp) -> JSON {
        ["reason": .string(reason), "by": .string(actor), "at": .integer(moment.milliseconds)]
    }
}
