/// A body while it is being read.
struct BodyDraft: Hashable, Sendable {
    /// A total that a converter numbered like a member: `19 計22名`.
    struct NumberedTotal: Hashable, Sendable {
        let number: Int
        let text: String
        let line: Int
    }

    var name: String
    var rawName: String
    var line: Int
    var parent: String?
    var seats: [ReadBody.Seat] = []
    var secretariat: [String] = []
    var declaredTotal: Int?
    var totalLine: Int?
    var numberedTotal: NumberedTotal?
    /// Numbers before members, in their order.
    var numbers: [Int] = []
    /// People of whom only a name is printed: counted, and no more.
    var nameless = 0
    var remit: [ReadRemit.Item] = []

    init(name: String, line: Int, parent: String? = nil, rawName: String? = nil) {
        self.name = name
        self.rawName = rawName ?? name
        self.line = line
        self.parent = parent
    }

    /// Seats a body: leader and deputies counted, observers only where the printed total counts them.
    var computedTotal: Int {
        let own = seats.reduce(nameless) { $1.role == .other ? $0 : $0 + $1.count }
        let all = seats.reduce(nameless) { $0 + $1.count }
        return declaredTotal == all ? all : own
    }

    /// One kind of people on several lines is one seat with their number.
    mutating func add(_ seat: ReadBody.Seat) {
        if let category = seat.category, let last = seats.last, last.category == category, last.role == seat.role {
            seats[seats.count - 1] = ReadBody.Seat(
                role: last.role, post: nil, category: category, count: last.count + seat.count, line: last.line,
                raw: last.raw)
            return
        }
        seats.append(seat)
    }

    mutating func addSecretariat(_ section: String) {
        // 電話0123-45-6789 beside the section
        guard !["電話", "内線", "TEL", "FAX", "℡"].contains(where: BodyText.key(section).uppercased().hasPrefix) else {
            return
        }
        if !section.isEmpty, !secretariat.contains(section) { secretariat.append(section) }
    }

    /// A body by those who came to its meeting and those who did not: who leads, and the others, by post.
    ///
    /// - Returns: `nil` where nothing says who was absent: only some of the members may have come then.
    init?(attending meeting: ReadMeeting) {
        let members = meeting.attendance.filter { !$0.isStaff }
        guard let name = meeting.body, BodyName.isName(name), members.contains(where: \.isAbsent),
            members.contains(where: { $0.role == .leader && $0.post != nil }),
            members.count(where: { $0.role == .member }) >= Self.attendingMin
        else { return nil }
        self.init(name: name, line: meeting.line)
        for member in members {
            add(
                ReadBody.Seat(
                    role: member.role, post: member.post, category: member.category, count: member.count,
                    line: member.line, raw: member.post ?? member.category ?? ""))
        }
    }

    private static let attendingMin = 2

    /// With the seats of another that is read below under the same name.
    func joining(_ below: BodyDraft) -> BodyDraft {
        var joined = below
        (joined.line, joined.parent) = (line, parent ?? below.parent)
        joined.secretariat = secretariat
        below.secretariat.forEach { joined.addSecretariat($0) }
        if below.declaredTotal == nil { (joined.declaredTotal, joined.totalLine) = (declaredTotal, totalLine) }
        return joined
    }

    func body(relatedInitiative: String? = nil) -> ReadBody {
        ReadBody(
            name: name, rawName: rawName, line: line, kind: Self.kind(of: name, hasParent: parent != nil),
            parent: parent, secretariat: secretariat, seats: seats, declaredTotal: declaredTotal,
            computedTotal: computedTotal, relatedInitiative: relatedInitiative)
    }

    static func kind(of name: String, hasParent: Bool) -> ReadBody.Kind {
        let key = BodyText.key(name)
        if ["作業チーム", "ワーキンググループ", "ワーキング", "チーム", "WG", "作業部会", "PT"].contains(where: key.hasSuffix) {
            return .workingTeam
        }
        if hasParent || ["グループ", "分科会", "検討会"].contains(where: key.hasSuffix) { return .studyGroup }
        if ["部会", "委員会", "本部", "会議", "協議会", "審議会"].contains(where: key.hasSuffix) { return .subcommittee }
        return .other
    }
}
