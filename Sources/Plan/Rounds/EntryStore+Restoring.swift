import Japanese
import Storage
import Ward

extension EntryStore {
    /// Sets the answers of a round that changed since a moment back to what they were then, with the evidence of the edition
    /// that was sealed before. Every version that was written stays in the history.
    /// - Returns: how many answers were set back.
    static func restore(
        _ sealed: RoundContent, of round: Round, asOf moment: Timestamp, by stamp: Stamp, on connection: any Connection
    ) throws -> Int {
        let steps = Dictionary(grouping: try steps(of: round.id, on: connection), by: \.entry)
        let touched = try changed(in: round, since: moment, on: connection)
        for entry in touched {
            let before = (steps[entry.id] ?? []).filter { $0.at < moment }
            let state = before.last?.state ?? .notAnswered
            let answer = before.last.map { Answer($0.answer) } ?? Answer()
            let submitted = state.isHandedIn ? before.last { $0.event == .submit }?.actor : nil
            let person = submitted == nil ? nil : try submitter(of: entry.id, before: moment, on: connection)
            let approval = state == .approved || state == .accepted ? before.last { $0.event == .approve } : nil
            // What nobody changed keeps its figures exactly as they are stored.
            if answer.json != entry.answer.json {
                try write(answer, to: entry, state: state, by: stamp, on: connection)
            }
            try connection.execute(
                """
                UPDATE entry SET state = \(state), returned_reason = NULL, submitted_by = \(submitted),
                    submitted_person = \(person), approved_by = \(approval?.actor), stand_in = \(approval?.standIn),
                    revision = revision + 1
                WHERE id = \(entry.id)
                """)
            var files: [JSON] = []
            if let printed = sealed.entries.first(where: { $0.id == entry.id.text }), printed.isAnswered {
                files = try restore(printed.evidence, of: entry.id, by: stamp, on: connection)
            }
            try step(
                entry, .restore, state: state, note: "訂正を取りやめました", answer: answer,
                facts: files.isEmpty ? [:] : ["restored": .array(files)], by: stamp, on: connection)
        }
        return touched.count
    }

    /// The answers that took a step since a moment.
    static func changed(in round: Round, since moment: Timestamp, on connection: any Connection) throws -> [Entry] {
        try entries(
            """
            WHERE entry.round = \(round.id)
                AND entry.id IN (SELECT entry_event.entry FROM entry_event WHERE entry_event.at >= \(moment))
            """, on: connection)
    }

    /// Who handed an answer in last before a moment; the history knows names only, the trail the person.
    private static func submitter(
        of entry: ID<Entry>, before moment: Timestamp, on connection: any Connection
    ) throws -> ID<Person>? {
        try connection.row(
            """
            SELECT person FROM audit
            WHERE subject = \("entry/\(entry)") AND action = \(EntryTrail.action(.submit)) AND at < \(moment)
            ORDER BY sequence DESC LIMIT 1
            """
        ).flatMap { try $0["person"] }
    }

    /// - Returns: each file that was set back, as the trail tells it; without a title where it was taken off.
    private static func restore(
        _ files: [ReportedEntry.EvidenceNote], of entry: ID<Entry>, by stamp: Stamp, on connection: any Connection
    ) throws -> [JSON] {
        var changed: [JSON] = []
        let present = try evidence(of: entry, on: connection)
        for file in present where !files.contains(where: { $0.hash == file.hash }) {
            try connection.execute("DELETE FROM entry_evidence WHERE entry = \(entry) AND hash = \(file.hash)")
            changed.append(["hash": .string(file.hash), "title": .null])
        }
        for file in files where !present.contains(where: { $0.hash == file.hash }) {
            try connection.execute(
                """
                INSERT INTO entry_evidence (entry, hash, title, attached_at, attached_by)
                VALUES (\(entry), \(file.hash), \(file.title), \(stamp.at), \(stamp.actor.name))
                """)
            changed.append(["hash": .string(file.hash), "title": .string(file.title)])
        }
        return changed
    }

    private struct PastStep {
        let entry: ID<Entry>
        let at: Timestamp
        let actor: String
        let event: EntryEvent?
        let state: EntryState
        let answer: JSON
        let standIn: ID<StandIn>?
    }

    /// The steps of all answers of a round, each answer's in their order.
    private static func steps(of round: ID<Round>, on connection: any Connection) throws -> [PastStep] {
        try connection.rows(
            """
            SELECT entry, at, actor, event, state, answer, stand_in FROM entry_event
            WHERE entry IN (SELECT id FROM entry WHERE round = \(round)) ORDER BY \(stepOrder)
            """
        ).map { row in
            PastStep(
                entry: try row["entry"], at: try row["at"], actor: try row["actor"],
                event: EntryEvent(rawValue: try row["event"]), state: try row["state"],
                answer: try JSON(parsing: row["answer"] as String), standIn: try row["stand_in"])
        }
    }
}

extension Answer {
    /// As ``json`` wrote it.
    init(_ json: JSON) {
        func text(_ key: String) -> String { json[key]?.string ?? "" }
        func figures<Said>(_ key: String, _ read: (JSON) -> Said?) -> [ID<PlanIndicator>: Said] {
            guard case .object(let members)? = json[key] else { return [:] }
            return Dictionary(
                members.compactMap { name, value in
                    ID<PlanIndicator>(untrusted: name).flatMap { id in read(value).map { (id, $0) } }
                }, uniquingKeysWith: { first, _ in first })
        }
        self.init(
            mark: json["mark"]?.string, done: text("done"), plan: text("plan"), problem: text("problem"),
            response: text("response"), doneOn: json["doneOn"]?.string.flatMap { CivilDate(iso: $0) },
            values: figures("values") { $0.string.flatMap { QuantityReader.read($0) } },
            bases: figures("bases", \.string), remarks: figures("remarks") { ValueRemark($0) })
    }
}
