import Japanese
import Site
import Storage
import Ward

/// The addresses of the register.
enum RobotRoutes {
    static let all: [Route] =
        RobotRoster.routes(needs: .editRobots) + [
            .page("automation/robots", needs: .readRobots, RobotListPage.load),
            .page("automation/robots/new", needs: .editRobots, NewRobotPage.load),
            .action("automation/robots/new", needs: .editRobots, summary: "ロボットを登録する", page: NewRobotPage.load) {
                form, change in
                let units = try EditedRobot.units(change.request, on: change.connection)
                let told = try RobotFields.read(&form, units: units)
                let made = try form.blaming(RobotFields.name) {
                    try Robot.create(told, by: change.stamp, on: change.connection)
                }
                return .done("登録しました。続けて、主担当と副担当を決めてください。", at: made.path)
            },
            .page("automation/robots/:robot", needs: .readRobots, RobotPage.load),
            .action("automation/robots/:robot", on: EditedRobot.self, needs: .editRobots, page: RobotPage.load) {
                subject, form, change in
                let units = try EditedRobot.units(change.request, on: change.connection)
                let told = try RobotFields.read(&form, units: units)
                try form.checkRevision(of: subject.robot)
                try form.blaming(RobotFields.name) {
                    try subject.robot.rewrite(told, by: change.stamp, on: change.connection)
                }
                return .done("保存しました。")
            },
            .action(
                "automation/robots/:robot/owners", on: EditedRobot.self, needs: .editRobots, summary: "ロボットの担当を決める",
                page: RobotPage.load
            ) { subject, form, change in
                let robot = subject.robot
                let people = try EligiblePeople(on: change.today, change.connection)
                    .choices(in: robot.unit, on: change.today)
                let (seat, person, until) = try form.values(
                    RobotFields.seat, RobotFields.person(people), RobotFields.until)
                try RobotOwner.assign(person, seat, of: robot, until: until, by: change.stamp, on: change.connection)
                return .done("\(seat.title)を決めました。")
            },
            .action(
                "automation/robots/:robot/live", on: EditedRobot.self, needs: .runRobots, summary: "ロボットの稼働を始める",
                fields: [],
                page: RobotPage.load
            ) { subject, _, change in
                try subject.robot.goLive(by: change.stamp, on: change.connection)
                return .done("稼働を始めました。")
            },
            .action(
                "automation/robots/:robot/halt", on: EditedRobot.self, needs: .runRobots, summary: "ロボットを止める",
                fields: [RobotFields.haltReason], page: RobotPage.load
            ) { subject, form, change in
                let (reason) = try form.values(RobotFields.haltReason)
                try subject.robot.halt(reason, by: change.stamp, on: change.connection)
                return .done("止めました。予定があっても動きません。")
            },
            .action(
                "automation/robots/:robot/retire", on: EditedRobot.self, needs: .editRobots, summary: "ロボットを廃止する",
                fields: [RobotFields.retireReason], page: RobotPage.load,
                asks: { subject, _ in
                    Confirmation(
                        "「\(subject.robot.name)」を廃止します", submit: "廃止する",
                        consequences: ["予定は動かなくなり、実行の報告も受け付けなくなります。", "台帳、実行の記録、効果は残ります。"],
                        irreversible: "廃止したロボットは、元に戻せません。もう一度使うときは、新しく登録します。")
                }
            ) { subject, form, change in
                let (reason) = try form.values(RobotFields.retireReason)
                try subject.robot.retire(reason, by: change.stamp, on: change.connection)
                return .done("廃止しました。")
            },
            .action(
                "automation/robots/:robot/review", on: EditedRobot.self, needs: .editRobots, summary: "棚卸をしたと記録する",
                fields: [], page: RobotPage.load
            ) { subject, _, change in
                try subject.robot.review(by: change.stamp, on: change.connection)
                return .done("棚卸を記録しました。次の期限は1年後です。")
            },
            .action(
                "automation/robots/:robot/efforts", on: EditedRobot.self, needs: .editRobots, summary: "かけた手間を記録する",
                fields: [EffortFields.kind, EffortFields.minutes, EffortFields.day, EffortFields.note],
                page: RobotPage.load
            ) { subject, form, change in
                let (kind, minutes, day, note) = try form.values(
                    EffortFields.kind, EffortFields.minutes, EffortFields.day, EffortFields.note)
                guard day <= change.today else { throw form.refusing(EffortFields.day, "「行った日」は、今日までの日にしてください。") }
                try Effort.write(
                    kind, minutes: minutes, on: day, note, of: subject.robot.id, by: change.stamp, change.connection)
                return .done("\(minutes)分を記録しました。")
            },
            .action(
                "automation/robots/:robot/efforts/void", on: EditedRobot.self, needs: .editRobots,
                summary: "誤って記録した手間を取り消す", page: RobotPage.load
            ) { subject, form, change in
                let efforts = try RobotPage.efforts(of: subject.robot, on: change.today, change.connection)
                let (effort, reason) = try form.values(EffortFields.effort(efforts), EffortFields.reason)
                try Effort.known(effort, on: change.connection).void(
                    why: reason, by: change.stamp, on: change.connection)
                return .done("取り消しました。記録は、理由とともに残ります。")
            },
        ]
}
