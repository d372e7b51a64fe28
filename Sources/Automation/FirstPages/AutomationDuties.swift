import Japanese
import Site
import Storage
import Ward

/// What waits for the people of robots: handovers for section chiefs and for who was the owner, exceptions and approvals, owners and
/// secrets whose days end, stocktakings.
enum AutomationDuties {
    private static let handover = DutyKind("automation.handover", "ロボットの担当を引き継ぐ")
    private static let settle = DutyKind("automation.matter", "ロボットの例外・承認を処理する")
    private static let renew = DutyKind("automation.owner", "ロボットの担当の期間を延ばす")
    private static let review = DutyKind("automation.review", "ロボットの棚卸をする")
    private static let secret = DutyKind("automation.secret", "ロボットの秘密の値を新しくする")

    /// Somebody is told so many days before their ownership ends.
    static let ownerDays = 30

    static let source = DutySource { person, ward in
        let today = ward.clock.today
        return try await ward.database.read { connection in
            guard person.may(.readRobots) else { return [] }
            let robots = try Robot.standing(on: connection)
            let people = try EligiblePeople(on: today, connection)
            let matters = Dictionary(grouping: try Matter.open(on: connection), by: \.robot)
            var duties: [Duty] = []
            for robot in robots {
                let owners = try RobotOwners(of: robot, on: today, connection, among: people)
                duties += handovers(robot, owners, person)
                if person.may(.settleMatters, unit: robot.unit) {
                    duties += (matters[robot.id] ?? []).filter { $0.kind != .handover }.map { settled($0) }
                }
                if person.units(.editRobots) != nil, person.may(.editRobots, unit: robot.unit) {
                    duties += days(robot, owners, today)
                }
            }
            return duties + (person.may(.keepSecrets) ? try secrets(today, connection) : [])
        }
    }

    /// Asked by who owns it today, so that it waits from the morning of the transfer on, whatever ran in the background.
    private static func handovers(_ robot: Robot, _ owners: RobotOwners, _ person: SignedIn) -> [Duty] {
        owners.gone.filter { gone in
            gone.owner.person == person.person
                || person.units(.editRobots) != nil && person.may(.editRobots, unit: robot.unit)
        }.map { gone in
            Duty(
                handover, link: Link("\(robot.name)の\(gone.owner.seat.title)", robot.path),
                note: gone.words + (owners.isOwned ? "" : "ほかに担当がいないため、動かせません。"), isOverdue: !owners.isOwned,
                list: RobotListPage.path)
        }
    }

    private static func settled(_ matter: Matter) -> Duty {
        Duty(
            settle, link: Link(matter.title, matter.path),
            note: "\(matter.kind.title)。\(matter.openedAt.date.japanese)から待っています。",
            isOverdue: matter.kind == .unknown, list: MatterListPage.path)
    }

    private static func days(_ robot: Robot, _ owners: RobotOwners, _ today: CivilDate) -> [Duty] {
        let ending = owners.standing.filter { $0.until <= today.adding(days: ownerDays) }.map { owner in
            Duty(
                renew, link: Link("\(robot.name)の\(owner.seat.title)", robot.path),
                note: "\(owner.personName)さんの期間は\(owner.until.japanese)までです。", dueOn: owner.until,
                list: RobotListPage.path)
        }
        guard robot.reviewDue <= today.adding(days: ownerDays) else { return ending }
        return ending + [
            Duty(
                review, link: Link(robot.name, robot.path), note: "\(robot.reviewDue.japanese)までに、台帳の内容を確かめます。",
                dueOn: robot.reviewDue, isOverdue: robot.reviewDue < today, list: RobotListPage.path)
        ]
    }

    private static func secrets(_ today: CivilDate, _ connection: any Connection) throws -> [Duty] {
        try Credential.standing(on: connection).filter { $0.standing(on: today) != .valid }.map { credential in
            Duty(
                secret, link: Link(credential.name, credential.path),
                note: "\(credential.expiresOn.japanese)が期限です。", dueOn: credential.expiresOn,
                isOverdue: credential.expiresOn < today, list: CredentialListPage.path)
        }
    }
}

/// What of the register staff find by words.
enum AutomationSearch {
    static let source = SearchSource("ロボット", needs: .readRobots) { query, _, _, connection in
        try Robot.list("ORDER BY name, id", on: connection).filter {
            query.matches($0.name, $0.task, $0.system, $0.product.title)
        }.map { SearchHit($0.name, $0.path, note: $0.state.title) }
    }
}
