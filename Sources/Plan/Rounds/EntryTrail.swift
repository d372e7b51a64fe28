import Japanese
import Storage
import Ward

/// Answers, their history and their evidence, as the audit trail tells them, to be compared with the tables.
enum EntryTrail {
    static func action(_ event: EntryEvent) -> String { "plan.entry.\(event.rawValue)" }

    private static let actions = EntryEvent.allCases.map(action)

    /// Every step of an answer, with the answer as it stood after it.
    static let events = TrailedTable("回答の経過", actions: actions) { row, details, expected in
        expected.add(
            "\(row.subject) \(row.action) \(row.at.milliseconds) \(row.actorName) \(details["to"]?.string ?? "") \(details["note"]?.string ?? "")",
            ["answer": details["answer"] ?? .null])
    } stored: { connection in
        try connection.rows("SELECT entry, at, actor, event, state, note, answer FROM entry_event ORDER BY id").map {
            row in
            let (entry, actor, event): (String, String, String) = (
                try row["entry"], try row["actor"], try row["event"]
            )
            let (state, note, answer): (String, String, String) = (
                try row["state"], try row["note"], try row["answer"]
            )
            let at: Timestamp = try row["at"]
            return TrailedTable.Row(
                "entry/\(entry) plan.entry.\(event) \(at.milliseconds) \(actor) \(state) \(note)",
                facts: ["answer": .string(ContentHash.of(answer))])
        }
    }

    /// The answer as it stands: what its last step left. One that nobody touched is empty.
    static let answers = TrailedTable("回答", actions: actions) { row, details, expected in
        expected.set(row.subject, ["state": details["to"] ?? .null, "answer": details["answer"] ?? .null])
    } stored: { connection in
        try EntryStore.entries("", on: connection).compactMap { entry in
            // No step, no row of the trail.
            if entry.state == .notAnswered, entry.answer == Answer(), entry.revision == 0 { return nil }
            return TrailedTable.Row(
                "entry/\(entry.id)",
                facts: [
                    "state": .string(entry.state.rawValue),
                    "answer": .string(ContentHash.of(entry.answer.json.canonical)),
                ])
        }
    }

    /// Files attached to answers and their titles.
    static let evidence = TrailedTable("回答の根拠資料", actions: [action(.save), action(.restore)]) {
        row, details, expected in
        // A correction that was cancelled sets all files back at once.
        for file in details["restored"]?.array ?? [] {
            set(file["hash"]?.string ?? "", title: file["title"]?.string, by: row, &expected)
        }
        if let hash = details["evidence"]?.string {
            set(hash, title: details["title"]?.string, by: row, &expected)
        } else if let title = attached(details["note"]?.string ?? "") {
            // Older trails tell the title alone.
            expected.add(older(row.subject, title, row.at, row.actorName))
        } else if details["note"]?.string == detachedNote {
            // Nor which of them was taken off.
            expected.excuse("\(row.subject) 「")
        }
    } stored: { connection in
        try connection.rows(
            "SELECT entry, hash, title, attached_at, attached_by FROM entry_evidence ORDER BY entry, hash"
        ).map { row in
            let (entry, hash, title): (String, String, String) = (
                try row["entry"], try row["hash"], try row["title"]
            )
            let (at, actor): (Timestamp, String) = (try row["attached_at"], try row["attached_by"])
            return TrailedTable.Row(
                "entry/\(entry) \(hash)", older("entry/\(entry)", title, at, actor),
                facts: ["title": .string(title), "at": .integer(at.milliseconds), "by": .string(actor)])
        }
    }

    /// - Parameter title: `nil` where the file was taken off.
    private static func set(
        _ hash: String, title: String?, by row: AuditRow, _ expected: inout TrailedTable.Expected
    ) {
        expected.set(
            "\(row.subject) \(hash)",
            title.map { ["title": .string($0), "at": .integer(row.at.milliseconds), "by": .string(row.actorName)] })
    }

    static let detachedNote = "根拠資料を1件外しました"

    private static func older(_ subject: String, _ title: String, _ at: Timestamp, _ actor: String) -> String {
        "\(subject) 「\(title)」 \(at.milliseconds) \(actor)"
    }

    /// The title in the note of an older step that attached a file.
    private static func attached(_ note: String) -> String? {
        let (head, tail) = ("根拠資料「", "」を付けました")
        guard note.hasPrefix(head), note.hasSuffix(tail) else { return nil }
        return String(note.dropFirst(head.count).dropLast(tail.count))
    }
}
