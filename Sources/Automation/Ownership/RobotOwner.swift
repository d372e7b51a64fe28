import Japanese
import Storage
import Ward

/// That a person is the main or the deputy owner of a robot (主担当・副担当) until a day.
struct RobotOwner: Record {
    enum Seat: String, CaseIterable, SQLBindable, SQLDecodable {
        case main, deputy

        var title: String {
            switch self {
            case .main: "主担当"
            case .deputy: "副担当"
            }
        }
    }

    let id: ID<RobotOwner>
    let robot: ID<Robot>
    let person: ID<Person>
    let personName: String
    let seat: Seat
    let beginsOn: CivilDate
    /// The last day, a year on at most: whoever stays is asked again.
    let until: CivilDate
    /// When it was recorded that it is over, and why.
    let endedOn: CivilDate?
    let ending: String?

    static let selection: SQL = """
        SELECT automation_owner.*, person.name AS person_name
        FROM automation_owner LEFT JOIN person ON person.id = automation_owner.person
        """
    static let key: SQL = "automation_owner.id"
    static let title = "ロボットの担当"

    /// A transfer is at the beginning of a fiscal year at the latest (4月異動).
    static let daysMax = 366

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, person, seat) = (try row["id"], try row["robot"], try row["person"], try row["seat"])
        personName = try (row["person_name"] as String?) ?? "記録のない人"
        (beginsOn, until) = (try row["begins_on"], try row["until"])
        (endedOn, ending) = (try row["ended_on"], try row["ending"])
    }
}

/// The owners of a robot on a day: who stands, and of whom else it is over, with the reason.
///
/// Somebody owns a robot while their days run, they are active, and they hold a role in its section by which they may: a transfer ends that
/// role, and with it the ownership, without anybody thinking of the robot.
struct RobotOwners: Sendable {
    /// One whose ownership is over.
    struct Gone: Sendable {
        let owner: RobotOwner
        let why: String

        var words: String { "\(owner.seat.title)の\(owner.personName)さんは、\(why)" }
    }

    let standing: [RobotOwner]
    let gone: [Gone]

    var isOwned: Bool { !standing.isEmpty }
    var main: RobotOwner? { standing.first { $0.seat == .main } }
    var deputy: RobotOwner? { standing.first { $0.seat == .deputy } }

    /// - Parameter people: read once for several robots.
    init(
        of robot: Robot, on day: CivilDate, _ connection: any Connection, among people: EligiblePeople? = nil
    ) throws {
        let owners = try RobotOwner.list(
            "WHERE robot = \(robot.id) ORDER BY seat DESC, automation_owner.id DESC", on: connection)
        let people = try people ?? EligiblePeople(on: day, connection)
        var (standing, gone): ([RobotOwner], [Gone]) = ([], [])
        for seat in RobotOwner.Seat.allCases {
            // The newest of a seat; those before it were replaced.
            guard let owner = owners.first(where: { $0.seat == seat && $0.beginsOn <= day }) else { continue }
            if let why = people.ending(of: owner, robot.unit, on: day) {
                gone.append(Gone(owner: owner, why: why))
            } else {
                standing.append(owner)
            }
        }
        self.standing = standing
        self.gone = gone
    }
}

/// Who may own robots of which section on a day.
struct EligiblePeople {
    private let active: Set<ID<Person>>
    /// The sections of a person; `nil` for every section.
    private let sections: [ID<Person>: Set<ID<OfficeUnit>>]
    private let everywhere: Set<ID<Person>>
    private let names: [ID<OfficeUnit>: String]
    private let succession: Succession
    let people: [Person]

    init(on day: CivilDate, _ connection: any Connection) throws {
        people = try PersonStore.list(on: connection).filter(\.isActive)
        active = Set(people.map(\.id))
        names = try UnitStore.names(on: connection)
        succession = try UnitStore.succession(on: connection)
        var (sections, everywhere): ([ID<Person>: Set<ID<OfficeUnit>>], Set<ID<Person>>) = ([:], [])
        for (person, assignments) in try PersonStore.assignments(on: day, connection) {
            for assignment in assignments where AutomationGrants.all.holds(assignment.role, .ownRobots) {
                if let unit = assignment.unit {
                    sections[person, default: []].insert(unit)
                } else if assignment.body == nil {
                    everywhere.insert(person)
                }
            }
        }
        self.sections = sections
        self.everywhere = everywhere
    }

    func mayOwn(_ person: ID<Person>, in unit: ID<OfficeUnit>, on day: CivilDate) -> Bool {
        guard active.contains(person) else { return false }
        if everywhere.contains(person) { return true }
        let own = sections[person] ?? []
        // A section that was renamed or merged goes on as its successors.
        return own.contains(unit) || succession.successors(of: unit, validOn: day).contains { own.contains($0.id) }
    }

    /// Those who may be chosen for a robot of a section, by name.
    func choices(in unit: ID<OfficeUnit>, on day: CivilDate) -> [Person] {
        people.filter { mayOwn($0.id, in: unit, on: day) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// Why an ownership is over on a day; `nil` while it stands.
    func ending(of owner: RobotOwner, _ unit: ID<OfficeUnit>, on day: CivilDate) -> String? {
        if let ending = owner.ending, let ended = owner.endedOn, ended <= day { return ending }
        if owner.until < day { return "担当の期間が\(owner.until.japanese)で終わりました。" }
        if !active.contains(owner.person) { return "利用者として登録されなくなりました。" }
        if !mayOwn(owner.person, in: unit, on: day) {
            return "異動などで、「\(names[unit] ?? "この課")」の担当の役割がなくなりました。"
        }
        return nil
    }
}
