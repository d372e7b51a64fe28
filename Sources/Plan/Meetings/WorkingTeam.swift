import Japanese
import Storage
import Ward

/// A working team (作業チーム) and the decisions on which it rests.
struct WorkingTeam: Hashable, Sendable {
    let body: Body
    let establishedBy: ID<Decision>
    let endedBy: ID<Decision>?
}

/// Who sits in a team: a post, or a number of people of a unit or a category.
struct TeamMember: Hashable, Sendable {
    let role: SeatRole
    /// 情報管理課係長, or 情報管理課職員.
    let name: String
    /// `nil` for a post.
    let count: Int?

    /// Reads one line: a post by its title, or a category or unit with its number.
    ///
    ///     TeamMember(line: "情報管理課係長")            // a post
    ///     TeamMember(line: "情報管理課職員（３名）")     // three people
    /// - Returns: `nil` for an empty line.
    init?(line: String, role: SeatRole = .member) {
        var scalars = Array(Width.narrowingDigitsAndLatin(line).unicodeScalars)
        func trim() {
            while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
            while let first = scalars.first, first.properties.isWhitespace || first == "・" { scalars.removeFirst() }
        }
        trim()
        guard !scalars.isEmpty else { return nil }
        let whole = String(String.UnicodeScalarView(scalars))
        if let last = scalars.last, last == ")" || last == "）" { scalars.removeLast() }
        var count: Int?
        if let last = scalars.last, last == "名" || last == "人" {
            scalars.removeLast()
            var digits: [Unicode.Scalar] = []
            while let digit = scalars.last, ("0"..."9").contains(digit) {
                digits.insert(digit, at: 0)
                scalars.removeLast()
            }
            count = Int(String(String.UnicodeScalarView(digits)))
            if let open = scalars.last, open == "(" || open == "（" { scalars.removeLast() }
            trim()
        }
        self.role = role
        if let count, !scalars.isEmpty {
            name = String(String.UnicodeScalarView(scalars))
            self.count = count
        } else {
            name = whole
            self.count = nil
        }
    }
}

/// Why a working team is not set up or ended.
enum TeamRefusal: Refusal, Hashable {
    /// Only a study group sets up teams.
    case notAGroup
    case notATeam
    case groupNotStanding(name: String, on: CivilDate)
    /// The decision is not one of a confirmed meeting of the group.
    case decisionNeeded
    case beforeDecision(CivilDate)
    case noMembers
    case tooManyMembers(max: Int)
    case alreadyEnded
    case personalDetail(PersonalDetail)

    var words: String {
        switch self {
        case .notAGroup: "作業チームを設置できるのは検討グループだけです。"
        case .notATeam: "この会議体は作業チームではありません。"
        case .groupNotStanding(let name, let day): "「\(name)」は\(day.japanese)には置かれていません。日付を確かめてください。"
        case .decisionNeeded: "もとになる決定事項は、この検討グループの確定した会議の記録から選んでください。"
        case .beforeDecision(let day): "日付は、決定した会議の日（\(day.japanese)）以後にしてください。"
        case .noMembers: "構成を1行以上書いてください。"
        case .tooManyMembers(let max): "構成は\(max)行までです。まとめてください。"
        case .alreadyEnded: "この作業チームは、すでに終了しています。"
        case .personalDetail(let detail): "構成には職名、組織または区分だけを書いてください。\(detail.words)"
        }
    }
}

/// Working teams in the database: bodies, each tied to the decision that made it.
enum WorkingTeamStore {
    static let membersMax = 60
    static let remitScalarsMax = 1000

    static func find(_ id: ID<Body>, on connection: any Connection) throws -> WorkingTeam? {
        guard let body = try BodyStore.find(id, on: connection),
            let row = try connection.row("SELECT established_by, ended_by FROM working_team WHERE body = \(id)")
        else { return nil }
        return WorkingTeam(body: body, establishedBy: try row["established_by"], endedBy: try row["ended_by"])
    }

    /// The decisions of a group's confirmed meetings, newest first.
    static func origins(of group: ID<Body>?, on connection: any Connection) throws -> [BodyOverview.Origin] {
        try group.map { try MeetingStore.confirmedDecisions(of: $0, on: connection) } ?? []
    }

    /// Sets up a team under a study group, by a decision of one of its confirmed meetings.
    @discardableResult
    static func establish(
        under group: ID<Body>, name: String, remit: String, members: [TeamMember], from first: CivilDate,
        to last: CivilDate? = nil, decision: ID<Decision>, by stamp: Stamp, on connection: any Connection
    ) throws -> WorkingTeam {
        guard let parent = try BodyStore.find(group, on: connection) else { throw OrganisationError.unknownBody }
        guard parent.kind == .studyGroup else { throw TeamRefusal.notAGroup }
        guard parent.exists(on: first) else { throw TeamRefusal.groupNotStanding(name: parent.name, on: first) }
        let meeting = try meeting(of: decision, in: group, on: connection)
        guard meeting.heldOn <= first else { throw TeamRefusal.beforeDecision(meeting.heldOn) }
        guard !members.isEmpty else { throw TeamRefusal.noMembers }
        guard members.count <= membersMax else { throw TeamRefusal.tooManyMembers(max: membersMax) }
        for member in members {
            if let detail = PersonalDetail.found(in: member.name) { throw TeamRefusal.personalDetail(detail) }
        }
        let body = try BodyStore.create(
            kind: .workingTeam, name: name, parent: group, remit: remit, validFrom: first,
            secretariat: parent.secretariat, by: stamp, on: connection)
        for member in members {
            let occupant: Seat.Occupant =
                if let count = member.count {
                    .category(member.name, count: count)
                } else {
                    .post(try post(titled: member.name, by: stamp, on: connection))
                }
            try BodyStore.addSeat(
                in: body.id, role: member.role, occupant: occupant, from: first, by: stamp, on: connection)
        }
        if let last { try BodyStore.end(body.id, lastDay: last, by: stamp, on: connection) }
        try connection.execute(
            "INSERT INTO working_team (body, established_by) VALUES (\(body.id), \(decision))")
        try stamp.note(
            "plan.team.establish", "body/\(body.id)",
            ["group": .string(group.text), "decision": .string(decision.text)], on: connection)
        guard let team = try find(body.id, on: connection) else { throw OrganisationError.unknownBody }
        return team
    }

    /// Ends a team by a decision of its group; its seats and meetings stay to be read.
    static func end(
        _ id: ID<Body>, lastDay: CivilDate, decision: ID<Decision>, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard let team = try find(id, on: connection), let group = team.body.parent else {
            throw TeamRefusal.notATeam
        }
        guard team.endedBy == nil else { throw TeamRefusal.alreadyEnded }
        let meeting = try meeting(of: decision, in: group, on: connection)
        guard meeting.heldOn <= lastDay else { throw TeamRefusal.beforeDecision(meeting.heldOn) }
        try BodyStore.end(id, lastDay: lastDay, by: stamp, on: connection)
        try connection.execute("UPDATE working_team SET ended_by = \(decision) WHERE body = \(id)")
        try stamp.note(
            "plan.team.end", "body/\(id)", ["decision": .string(decision.text), "lastDay": JSON(lastDay)],
            on: connection)
    }

    /// The confirmed meeting of the group in which something was decided.
    private static func meeting(
        of decision: ID<Decision>, in group: ID<Body>, on connection: any Connection
    ) throws -> Meeting {
        let known = try MeetingStore.confirmedDecisions(of: group, on: connection)
        guard let found = known.first(where: { $0.decision.id == decision }) else { throw TeamRefusal.decisionNeeded }
        return found.meeting
    }

    /// The post of that title, wherever it belongs; a new one where there is none or where several are called so.
    private static func post(
        titled title: String, by stamp: Stamp, on connection: any Connection
    ) throws -> ID<Post> {
        let key = TextKey(title)
        let succession = try UnitStore.succession(on: connection)
        let rivals = try PostStore.list(on: connection).filter { post in
            TextKey(post.title) == key && post.unit.flatMap(succession.unit)?.exists(on: stamp.today) ?? true
        }
        if rivals.count == 1 { return rivals[0].id }
        return try PostStore.findOrCreate(title: title, unit: nil, by: stamp, on: connection).id
    }
}
