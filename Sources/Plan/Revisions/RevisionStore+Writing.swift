import Japanese
import Notices
import Storage
import Ward

/// An initiative of a draft as a form says it.
struct InitiativeDraft: Hashable, Sendable {
    struct Commitment: Hashable, Sendable {
        /// The promise of this draft that is rewritten; `nil` for a further one.
        let id: ID<Promise>?
        /// Empty takes the promise out.
        let content: String
        /// A date of the nation or others that the words do not name, such as 令和7年度末; empty for none.
        let external: String
    }

    var number: String
    var title: String
    var body: String
    var main: [ID<OfficeUnit>]
    var related: [ID<OfficeUnit>]
    var group: ID<Body>?
    var promises: [Commitment]
}

extension RevisionStore {
    /// Rewrites an initiative of a draft.
    ///
    /// Dates are read anew from the words of promises that changed. Where a promise stands in the body, the body is rewritten
    /// with it, so that the two never say different things.
    static func edit(
        _ id: ID<Initiative>, _ draft: InitiativeDraft, reason: String, proposal: ID<Proposal>? = nil,
        by stamp: Stamp, on connection: any Connection
    ) throws {
        let (version, initiative) = try writable(id, reason: reason, on: connection)
        try checkNumber(draft.number, except: id, in: version.id, on: connection)
        var body = draft.body
        var promises: [(old: Promise?, content: String, deadlines: [PromiseDeadline])] = []
        for commitment in draft.promises {
            let old = initiative.promises.first { $0.id == commitment.id }
            if commitment.content.isBlank { continue }
            if let old, old.content != commitment.content, initiative.body == draft.body {
                body = body.replacingFirst(old.content, with: commitment.content)
            }
            promises.append(
                (old, commitment.content, try deadlines(of: commitment, old: old, in: version)))
        }
        let isSame =
            draft.number == initiative.number && draft.title == initiative.title && body == initiative.body
            && draft.main == initiative.mainUnits && draft.related == initiative.relatedUnits
            && draft.group == initiative.studyGroup && promises.map(\.old?.id) == initiative.promises.map(\.id)
            && zip(promises, initiative.promises).allSatisfy {
                $0.content == $1.content && $0.deadlines == $1.deadlines
            }
        guard !isSame else { throw RevisionRefusal.nothingChanged }

        try connection.execute(
            """
            UPDATE initiative SET number = \(draft.number), title = \(draft.title), body = \(body),
                study_group = \(draft.group)
            WHERE id = \(id)
            """)
        if draft.main != initiative.mainUnits || draft.related != initiative.relatedUnits {
            try InitiativeStore.assign(
                main: draft.main, related: draft.related, to: id, by: stamp, on: connection)
        }
        let kept = Set(promises.compactMap(\.old?.id))
        for promise in initiative.promises where !kept.contains(promise.id) {
            try connection.execute("DELETE FROM promise_deadline WHERE promise = \(promise.id)")
            try connection.execute("DELETE FROM promise WHERE id = \(promise.id)")
        }
        // Positions are unique: out of the way first.
        try connection.execute("UPDATE promise SET position = -position WHERE initiative = \(id)")
        for (index, promise) in promises.enumerated() {
            guard let old = promise.old else {
                try insert(
                    promise.content, origin: nil, line: nil, deadlines: promise.deadlines, position: index + 1, of: id,
                    by: stamp, on: connection)
                continue
            }
            try connection.execute(
                "UPDATE promise SET position = \(index + 1), content = \(promise.content) WHERE id = \(old.id)")
            if promise.deadlines != old.deadlines {
                try write(promise.deadlines, of: old.id, by: stamp, on: connection)
            }
        }
        try record(
            .edit, initiative.lineage, in: version, reason: reason, proposal: proposal, by: stamp, on: connection)
    }

    /// Adds an initiative with a lineage of its own, after the others.
    @discardableResult
    static func add(
        _ draft: InitiativeDraft, to id: ID<PlanVersion>, reason: String, dividing source: ID<Initiative>? = nil,
        by stamp: Stamp, on connection: any Connection
    ) throws -> ID<Initiative> {
        guard !reason.isBlank else { throw RevisionRefusal.reasonNeeded }
        let version = try self.draft(id, on: connection)
        try checkNumber(draft.number, except: nil, in: id, on: connection)
        let lineage: ID<Lineage> = stamp.newID()
        try connection.execute("INSERT INTO lineage (id, created_at) VALUES (\(lineage), \(stamp.at))")
        let initiative: ID<Initiative> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO initiative (id, version, lineage, position, number, title, body, study_group)
            VALUES (\(initiative), \(id), \(lineage),
                (SELECT COALESCE(MAX(position), 0) + 1 FROM initiative WHERE version = \(id)), \(draft.number),
                \(draft.title), \(draft.body), \(draft.group))
            """)
        try InitiativeStore.assign(
            main: draft.main, related: draft.related, to: initiative, by: stamp, on: connection)
        let promises = draft.promises.filter { !$0.content.isBlank }
        for (index, commitment) in promises.enumerated() {
            try insert(
                commitment.content, origin: nil, line: nil,
                deadlines: try deadlines(of: commitment, old: nil, in: version), position: index + 1, of: initiative,
                by: stamp, on: connection)
        }
        if let source {
            guard let divided = try Initiative.find(source, on: connection), divided.version == id else {
                throw RevisionRefusal.unknownInitiative
            }
            try record(
                .split, divided.lineage, successor: lineage, in: version, reason: reason, by: stamp, on: connection)
        } else {
            try record(.add, lineage, in: version, reason: reason, by: stamp, on: connection)
        }
        return initiative
    }

    /// Takes an initiative out of a draft: it ends, or goes on in another one (統合).
    static func end(
        _ id: ID<Initiative>, mergingInto target: ID<Initiative>? = nil, reason: String, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        let (version, initiative) = try writable(id, reason: reason, on: connection)
        guard try InitiativeStore.list(version: version.id, on: connection).count > 1 else {
            throw RevisionRefusal.lastInitiative
        }
        var successor: ID<Lineage>?
        if let target {
            guard target != id else { throw RevisionRefusal.mergeIntoItself }
            guard let other = try Initiative.find(target, on: connection), other.version == version.id else {
                throw RevisionRefusal.unknownInitiative
            }
            successor = other.lineage
        }
        try connection.execute("UPDATE initiative SET repeat_of = NULL WHERE repeat_of = \(id)")
        for promise in initiative.promises {
            try connection.execute("DELETE FROM promise_deadline WHERE promise = \(promise.id)")
        }
        try connection.execute("DELETE FROM promise WHERE initiative = \(id)")
        try connection.execute("DELETE FROM initiative_unit WHERE initiative = \(id)")
        try connection.execute("DELETE FROM initiative WHERE id = \(id)")
        try record(
            target == nil ? .end : .merge, initiative.lineage, successor: successor, in: version, reason: reason,
            by: stamp, on: connection)
    }

    // MARK: parts

    private static func writable(
        _ id: ID<Initiative>, reason: String, on connection: any Connection
    ) throws -> (PlanVersion, Initiative) {
        guard let initiative = try Initiative.find(id, on: connection) else {
            throw RevisionRefusal.unknownInitiative
        }
        let version = try draft(initiative.version, on: connection)
        guard !reason.isBlank else { throw RevisionRefusal.reasonNeeded }
        return (version, initiative)
    }

    static func checkNumber(
        _ number: String, except id: ID<Initiative>?, in version: ID<PlanVersion>, on connection: any Connection
    ) throws {
        let taken = try InitiativeStore.list(version: version, on: connection).contains {
            $0.id != id && TextKey($0.number) == TextKey(number)
        }
        if taken { throw RevisionRefusal.numberTaken(number) }
    }

    /// The dates of a promise: those it had while its words stay, else read anew; and the external one beside it.
    private static func deadlines(
        of commitment: InitiativeDraft.Commitment, old: Promise?, in version: PlanVersion
    ) throws -> [PromiseDeadline] {
        let anchor = DateAnchor(fiscalYear: version.fiscalYear, calendarYear: nil)
        let own: [PromiseDeadline]
        if let old, old.content == commitment.content {
            let added = old.addedExternalDeadlines
            own = old.deadlines.filter { !added.contains($0) }
        } else {
            own = NoticeReader.dues(in: commitment.content, anchor: anchor).map {
                PromiseDeadline($0.deadline, isExternal: $0.isExternal)
            }
        }
        guard !commitment.external.isBlank else { return own }
        return own + [try external(commitment.external, anchor: anchor)]
    }

    /// A date of the nation or others, as written.
    static func external(_ text: String, anchor: DateAnchor) throws -> PromiseDeadline {
        guard let found = DateReader.expressions(in: text, anchor: anchor).first(where: { $0.kind != .noDate }) else {
            throw RevisionRefusal.unreadableDate(text)
        }
        return PromiseDeadline(
            deadlineClass: found.deadline.deadlineClass, from: found.deadline.from, to: found.deadline.to, raw: text,
            isExternal: true)
    }

    private static func record(
        _ kind: ComparedChange.Kind, _ lineage: ID<Lineage>, successor: ID<Lineage>? = nil, in version: PlanVersion,
        reason: String, proposal: ID<Proposal>? = nil, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO plan_change (id, version, lineage, kind, successor, reason, proposal, at, actor)
            VALUES (\(stamp.newID(ComparedChange.self)), \(version.id), \(lineage), \(kind.rawValue), \(successor),
                \(reason), \(proposal), \(stamp.at), \(stamp.actor.name))
            """)
        try stamp.note(
            "plan.version.\(kind.rawValue)", "version/\(version.id)",
            ["lineage": .string(lineage.text), "successor": JSON(successor), "reason": .string(reason)], on: connection)
    }
}

extension PromiseDeadline {
    init(_ deadline: Deadline, isExternal: Bool) {
        self.init(
            deadlineClass: deadline.deadlineClass, from: deadline.from, to: deadline.to, raw: deadline.raw,
            isExternal: isExternal)
    }
}
