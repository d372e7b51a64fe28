import Japanese
import Storage
import Ward

/// Comments and what was done about them in the database. Rows are only ever added.
enum CommentStore {
    /// On one section's answer.
    static func list(on entry: ID<Entry>, on connection: any Connection) throws -> [Comment] {
        try comments("plan_comment.entry = \(entry)", on: connection)
    }

    /// On an initiative in all versions of the plan, with those on its answers.
    static func list(on lineage: ID<Lineage>, on connection: any Connection) throws -> [Comment] {
        try comments(
            "plan_comment.initiative IN (SELECT id FROM initiative WHERE lineage = \(lineage))", on: connection)
    }

    /// All comments by the lineage of their initiative, oldest first, without those that were taken back.
    static func byLineage(on connection: any Connection) throws -> [ID<Lineage>: [Comment]] {
        let comments = try comments("plan_comment.withdrawn_at IS NULL", on: connection)
        guard !comments.isEmpty else { return [:] }
        let lineages: [ID<Initiative>: ID<Lineage>] = Dictionary(
            try connection.rows(
                "SELECT id, lineage FROM initiative WHERE id IN (SELECT initiative FROM plan_comment)"
            ).map { (try $0["id"], try $0["lineage"]) }, uniquingKeysWith: { first, _ in first })
        var byLineage: [ID<Lineage>: [Comment]] = [:]
        for comment in comments {
            if let lineage = lineages[comment.initiative] { byLineage[lineage, default: []].append(comment) }
        }
        return byLineage
    }

    /// Comments about which nobody has answered yet.
    static func unanswered(on connection: any Connection) throws -> [Comment] {
        try comments(
            """
            plan_comment.withdrawn_at IS NULL
                AND plan_comment.id NOT IN (SELECT comment FROM plan_comment_response)
            """, on: connection)
    }

    /// - Throws: ``CommentRefusal``, and nothing is written.
    @discardableResult
    static func add(
        _ content: String, layer: CommentLayer, about subject: Comment.Subject, source: String = "", by stamp: Stamp,
        on connection: any Connection
    ) throws -> Comment {
        let (initiative, entry) = try target(subject, on: connection)
        guard !content.isBlank else { throw CommentRefusal.empty }
        if layer.isFromOutside {
            guard !source.isBlank else { throw CommentRefusal.sourceNeeded }
            if let detail = PersonalDetail.found(in: content) ?? PersonalDetail.found(in: source) {
                throw CommentRefusal.personalDetail(detail)
            }
        }
        if layer == .group, initiative.studyGroup == nil { throw CommentRefusal.groupNeeded }
        let count: Int =
            try connection.value("SELECT COUNT(*) FROM plan_comment WHERE initiative = \(initiative.id)") ?? 0
        guard count < CommentLimits.commentsMax else { throw CommentRefusal.tooMany(max: CommentLimits.commentsMax) }
        let id: ID<Comment> = stamp.newID()
        let body = layer == .group ? initiative.studyGroup : nil
        try connection.execute(
            """
            INSERT INTO plan_comment (id, layer, initiative, entry, body, source, content, at, actor)
            VALUES (\(id), \(layer), \(initiative.id), \(entry), \(body),
                \(layer.isFromOutside ? source : ""), \(content), \(stamp.at), \(stamp.actor.name))
            """)
        try stamp.note(
            "plan.comment.add", "comment/\(id)",
            [
                "layer": .string(layer.rawValue), "initiative": .string(initiative.id.text), "entry": JSON(entry),
                "content": .string(ContentHash.of(content)),
            ], on: connection)
        try CommentNotifications.added(id, on: initiative, by: stamp, on: connection)
        return try Comment.known(id, on: connection)
    }

    /// Writes what is done about a comment. A later one holds in its place; the earlier ones stay to be read.
    static func respond(
        _ content: String, state: CommentResponse.State, reason: String = "", unit: ID<OfficeUnit>,
        on day: CivilDate, to id: ID<Comment>, by stamp: Stamp, on connection: any Connection
    ) throws {
        let comment = try Comment.known(id, on: connection)
        guard comment.withdrawal == nil else { throw CommentRefusal.withdrawn }
        guard !content.isBlank else { throw CommentRefusal.empty }
        guard state != .declined || !reason.isBlank else { throw CommentRefusal.reasonNeeded }
        guard day <= stamp.today else { throw CommentRefusal.futureResponse }
        guard try UnitStore.find(unit, on: connection) != nil else { throw OrganisationError.unknownUnit }
        if comment.layer.isFromOutside,
            let detail = PersonalDetail.found(in: content) ?? PersonalDetail.found(in: reason)
        {
            throw CommentRefusal.personalDetail(detail)
        }
        let response: ID<CommentResponse> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO plan_comment_response (id, comment, position, state, content, reason, unit, responded_on, at,
                actor)
            VALUES (\(response), \(id), \(comment.responses.count + 1), \(state), \(content),
                \(state == .declined ? reason : ""), \(unit), \(day), \(stamp.at), \(stamp.actor.name))
            """)
        try stamp.note(
            "plan.comment.respond", "comment/\(id)",
            [
                "response": .string(response.text), "state": .string(state.rawValue), "unit": .string(unit.text),
                "content": .string(ContentHash.of(content)),
            ], on: connection)
    }

    private static func target(
        _ subject: Comment.Subject, on connection: any Connection
    ) throws -> (Initiative, ID<Entry>?) {
        var entry: Entry?
        let id: ID<Initiative>
        switch subject {
        case .initiative(let initiative): id = initiative
        case .entry(let answer):
            guard let found = try Entry.find(answer, on: connection) else { throw CommentRefusal.unknownSubject }
            entry = found
            id = found.initiative
        }
        guard let initiative = try Initiative.find(id, on: connection) else { throw CommentRefusal.unknownSubject }
        return (initiative, entry?.id)
    }

    // MARK: rows

    private static func comments(_ condition: SQL, on connection: any Connection) throws -> [Comment] {
        let responses = try responses(condition, on: connection)
        let found = try connection.rows(
            Comment.selection + " WHERE " + condition + " ORDER BY plan_comment.at, plan_comment.id"
        ).map { try Comment($0, responses) }
        return CommentLayer.allCases.flatMap { layer in found.filter { $0.layer == layer } }
    }

    /// What was answered to the comments that a condition names, in one statement.
    fileprivate static func responses(
        _ condition: SQL, on connection: any Connection
    ) throws -> [ID<Comment>: [CommentResponse]] {
        var responses: [ID<Comment>: [CommentResponse]] = [:]
        let answers = try connection.rows(
            """
            SELECT answer.comment, answer.state, answer.content, answer.reason, answer.unit, office_unit.name,
                answer.responded_on, answer.at, answer.actor
            FROM plan_comment_response AS answer JOIN office_unit ON office_unit.id = answer.unit
            JOIN plan_comment ON plan_comment.id = answer.comment
            WHERE \(condition) ORDER BY answer.comment, answer.position
            """)
        for row in answers {
            responses[try row["comment"], default: []].append(
                CommentResponse(
                    state: try row["state"], content: try row["content"], reason: try row["reason"],
                    unit: try row["unit"], unitName: try row["name"], respondedOn: try row["responded_on"],
                    at: try row["at"], actor: try row["actor"]))
        }
        return responses
    }
}

extension Comment: Record {
    static let selection: SQL = """
        SELECT plan_comment.id, plan_comment.layer, plan_comment.initiative, plan_comment.entry, plan_comment.body,
            body.name, plan_comment.source, plan_comment.content, plan_comment.at, plan_comment.actor,
            plan_comment.withdrawn_at, plan_comment.withdrawn_by, plan_comment.withdraw_reason
        FROM plan_comment LEFT JOIN body ON body.id = plan_comment.body
        """
    static let key: SQL = "plan_comment.id"
    static let title = "意見"

    init(_ row: SQLRow, on connection: any Connection) throws {
        let id: ID<Comment> = try row["id"]
        try self.init(row, CommentStore.responses("plan_comment.id = \(id)", on: connection))
    }

    fileprivate init(_ row: SQLRow, _ responses: [ID<Comment>: [CommentResponse]]) throws {
        let id: ID<Comment> = try row["id"]
        let withdrawn: (at: Timestamp?, by: String?, reason: String?) = (
            try row["withdrawn_at"], try row["withdrawn_by"], try row["withdraw_reason"]
        )
        self.init(
            id: id, layer: try row["layer"], initiative: try row["initiative"], entry: try row["entry"],
            body: try row["body"], bodyName: try row["name"], source: try row["source"],
            content: try row["content"], at: try row["at"], actor: try row["actor"], responses: responses[id] ?? [],
            withdrawal: withdrawn.at.map {
                CommentWithdrawal(at: $0, actor: withdrawn.by ?? "", reason: withdrawn.reason ?? "")
            })
    }
}
