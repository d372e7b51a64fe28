import Japanese
import Storage
import Ward

extension EntryStore {
    /// Saves a draft.
    /// - Parameter revision: the one the writer saw; another one means that somebody saved in between.
    @discardableResult
    public static func save(
        _ answer: Answer, to id: ID<Entry>, revision: Int, by stamp: Stamp, on connection: any Connection
    ) throws -> Entry {
        let entry = try Entry.known(id, on: connection)
        guard entry.revision == revision else {
            throw RoundRefusal.changedMeanwhile(by: entry.updatedBy, at: entry.updatedAt?.japanese)
        }
        let state = try next(entry, .save, on: connection)
        try write(answer, to: entry, state: state, by: stamp, on: connection)
        return try step(entry, .save, state: state, note: "", answer: answer, by: stamp, on: connection)
    }

    /// Attaches a file to a draft; the same file a second time changes nothing.
    /// - Parameter cells: as they were read before the transaction; `nil` leaves it to the first look.
    static func attach(
        _ bytes: [UInt8], filename: String, title: String, cells: EvidenceCells? = nil, to id: ID<Entry>,
        by stamp: Stamp, on connection: any Connection
    ) throws {
        let entry = try Entry.known(id, on: connection)
        let state = try next(entry, .save, on: connection)
        let attached = try evidence(of: id, on: connection)
        let file = try EvidenceStore.keep(bytes, filename: filename, by: stamp, on: connection)
        try cells?.keep(for: file.hash, on: connection)
        guard !attached.contains(where: { $0.hash == file.hash }) else { return }
        guard attached.count < evidenceFilesMax else {
            throw RoundRefusal.tooManyEvidenceFiles(max: evidenceFilesMax)
        }
        let name = title.isEmpty ? file.filename : title
        try connection.execute(
            """
            INSERT INTO entry_evidence (entry, hash, title, attached_at, attached_by)
            VALUES (\(id), \(file.hash), \(name), \(stamp.at), \(stamp.actor.name))
            """)
        try connection.execute("UPDATE entry SET state = \(state) WHERE id = \(id)")
        try step(
            entry, .save, state: state, note: "根拠資料「\(name)」を付けました", answer: entry.answer,
            facts: ["evidence": .string(file.hash), "title": .string(name)], by: stamp, on: connection)
    }

    /// Takes a file off a draft; the file itself stays in the evidence store.
    public static func detach(
        _ hash: String, from id: ID<Entry>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let entry = try Entry.known(id, on: connection)
        let state = try next(entry, .save, on: connection)
        guard try connection.execute("DELETE FROM entry_evidence WHERE entry = \(id) AND hash = \(hash)") > 0 else {
            return
        }
        try step(
            entry, .save, state: state, note: EntryTrail.detachedNote, answer: entry.answer,
            facts: ["evidence": .string(hash), "title": nil], by: stamp, on: connection)
    }

    /// The state after an event, if the entry and its round allow it.
    static func next(
        _ entry: Entry, _ event: EntryEvent, on connection: any Connection
    ) throws -> EntryState {
        let round = try Round.known(entry.round, on: connection)
        guard round.allows(event, wasReturned: entry.returnedReason != nil) else {
            throw RoundRefusal.roundClosed(round.state)
        }
        return try entry.state.applying(event)
    }

    static func write(
        _ answer: Answer, to entry: Entry, state: EntryState, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            UPDATE entry SET state = \(state), mark = \(answer.mark), done_text = \(answer.done),
                plan_text = \(answer.plan), problem_text = \(answer.problem), response_text = \(answer.response),
                done_on = \(answer.doneOn), revision = revision + 1, updated_at = \(stamp.at),
                updated_by = \(stamp.actor.name)
            WHERE id = \(entry.id)
            """)
        try connection.execute("DELETE FROM entry_value WHERE entry = \(entry.id)")
        for (indicator, value) in answer.values {
            try connection.execute(
                """
                INSERT INTO entry_value (entry, indicator, raw, exact_value, source)
                VALUES (\(entry.id), \(indicator), \(value.raw), \(value.value), \(answer.bases[indicator]))
                """)
        }
        try connection.execute("DELETE FROM entry_remark WHERE entry = \(entry.id)")
        for (indicator, remark) in answer.remarks {
            try connection.execute(
                """
                INSERT INTO entry_remark (entry, indicator, remark, is_disputed)
                VALUES (\(entry.id), \(indicator), \(remark.text), \(remark.isDisputed))
                """)
        }
    }

    /// Records a step: history row and audit row beside the change.
    /// - Parameter facts: what else the audit row tells; ``EntryTrail`` compares it with the tables.
    @discardableResult
    static func step(
        _ entry: Entry, _ event: EntryEvent, state: EntryState, note: String, answer: Answer,
        facts: [String: JSON] = [:], for standIn: StandIn? = nil, by stamp: Stamp, on connection: any Connection
    ) throws -> Entry {
        try connection.execute(
            """
            INSERT INTO entry_event (id, entry, at, actor, event, state, note, answer, stand_in)
            VALUES (\(stamp.newID(EntryStep.self)), \(entry.id), \(stamp.at), \(stamp.actor.name), \(event.rawValue),
                \(state), \(note), \(answer.json.canonical), \(standIn?.id))
            """)
        let details: [String: JSON] = [
            "from": .string(entry.state.rawValue), "to": .string(state.rawValue), "note": .string(note),
            "answer": .string(ContentHash.of(answer.json.canonical)),
        ]
        try stamp.note(
            EntryTrail.action(event), "entry/\(entry.id)", .object(details.merging(facts) { told, _ in told }),
            on: connection)
        return try Entry.known(entry.id, on: connection)
    }
}

extension Answer {
    /// By value, for the history and for seals.
    var json: JSON {
        var members: [String: JSON] = [
            "mark": JSON(mark), "done": .string(done), "plan": .string(plan), "problem": .string(problem),
            "response": .string(response), "doneOn": JSON(doneOn),
            "values": .object(
                Dictionary(uniqueKeysWithValues: values.map { ($0.key.text, JSON.string($0.value.raw)) })),
            "bases": .object(Dictionary(uniqueKeysWithValues: bases.map { ($0.key.text, JSON.string($0.value)) })),
        ]
        // Steps that were kept before there were remarks have none.
        if !remarks.isEmpty {
            members["remarks"] = .object(
                Dictionary(uniqueKeysWithValues: remarks.map { ($0.key.text, $0.value.json) }))
        }
        return .object(members)
    }
}
