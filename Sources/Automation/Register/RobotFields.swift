import Japanese
import Site
import Storage
import Ward

/// The fields of a robot's entry, each declared once.
enum RobotFields {
    static let name = Field.text("name", "名前", max: 80, hint: "何をするロボットかが分かる名前。例: 保育認定の変更の入力")
    static let product = Field<RobotProduct>.select(
        "product", "製品", RobotProduct.allCases.map { Choice($0.rawValue, $0.title) })
    static let task = Field.textArea("task", "業務", max: 500, rows: 3, hint: "どの仕事のどの部分を、どのくらいの件数行うかを書きます。")
    static let system = Field.text("system", "操作するシステム", max: 80)
    static let place = Field.text("place", "動く場所", max: 120, hint: "端末やサーバーの名前。分からないときは空けておき、棚卸で確かめます。").optional
    static let stopping = Field.textArea("stopping", "止め方", max: 500, rows: 2, hint: "担当がいないときに、だれでも止められるように書きます。")
    static let risk = Field<RobotRisk>.radios(
        "risk", "誤ったときの影響", RobotRisk.allCases.map { Choice($0.rawValue, $0.title) })
    static let buildMinutes = Field.integer(
        "buildMinutes", "作成にかけた時間", in: 0...1_000_000, unit: "分", hint: "分からないときは空けておきます。そのときの効果は、区分C（推計）までです。"
    ).optional
    static let buildMonths = Field.integer("buildMonths", "作成の手間を割り振る月数", in: 1...120, unit: "か月")
    static let licenceYen = Field.integer(
        "licenceYen", "ライセンス料（年額）", in: 0...1_000_000_000, unit: "円", hint: "ないときは空けておきます。"
    ).optional

    /// - Parameter units: those the person may register robots of.
    static func unit(_ units: [OfficeUnit]) -> Field<ID<OfficeUnit>> {
        .record("unit", "担当課", units.map { Choice($0.id.text, $0.name) })
    }

    static func drawn(_ robot: RobotDescription?, units: [OfficeUnit]) -> [FormField] {
        [
            name(robot?.name), product(robot?.product), task(robot?.task), unit(units)(robot?.unit),
            system(robot?.system), place(robot?.place), stopping(robot?.stopping), risk(robot?.risk),
            .section(
                "費用", hint: "減った時間から差し引くために使います。",
                [
                    buildMinutes(robot?.buildMinutes), buildMonths(robot?.buildMonths ?? 36),
                    licenceYen(robot?.licenceYen),
                ]),
        ]
    }

    static func read(_ form: inout FormReader, units: [OfficeUnit]) throws(FormRefused) -> RobotDescription {
        let (name, product, task, unit, system, place, stopping, risk, minutes, months, yen) = try form.values(
            name, product, task, unit(units), system, place, stopping, risk, buildMinutes, buildMonths, licenceYen)
        return RobotDescription(
            name: name, product: product, task: task, unit: unit, system: system, place: place, stopping: stopping,
            risk: risk, buildMinutes: minutes, buildMonths: months, licenceYen: yen)
    }

    static let haltReason = Field.textArea("reason", "止める理由", max: 300, rows: 2)
    static let retireReason = Field.textArea("reason", "廃止する理由", max: 300, rows: 2)
    static let seat = Field<RobotOwner.Seat>.radios(
        "seat", "担当", RobotOwner.Seat.allCases.map { Choice($0.rawValue, $0.title) }, isInline: true)
    static let until = Field.date("until", "担当の終わる日", hint: "1年以内。続けるときは、その日までにもう一度決めます。")

    static func person(_ people: [Person]) -> Field<ID<Person>> {
        .record("person", "人", people.map { Choice($0.id.text, $0.name) }, hint: "この課でロボットの担当になる役割を持つ人です。")
    }
}

/// The fields of time that people spent.
enum EffortFields {
    static let kind = Field<Effort.Kind>.select(
        "kind", "何をしたか", Effort.Kind.allCases.map { Choice($0.rawValue, $0.title) })
    static let minutes = Field.integer("minutes", "かけた時間", in: 1...10_000, unit: "分")
    static let day = Field.date("day", "行った日")
    static let note = Field.text("note", "内容", max: 200)
    static let reason = Field.text("reason", "取り消す理由", max: 200, hint: "例: 分を時間で書いていた。正しい手間は、別に記録します。")

    /// Those that count.
    static func effort(_ efforts: [Effort]) -> Field<ID<Effort>> {
        .record(
            "effort", "取り消す手間",
            efforts.filter { $0.voided == nil }.reversed().map {
                Choice($0.id.text, "\($0.spentOn.japanese)　\($0.kind.title)　\($0.minutes)分")
            })
    }
}

extension Robot {
    /// - Throws: ``PageRefusal/forbidden(_:)`` to who may not for the robot's section.
    func check(_ permission: Permission, _ person: SignedIn) throws {
        guard person.may(permission, unit: unit) else { throw PageRefusal.forbidden(permission) }
    }
}

/// A robot that somebody may change: of their section, or any where their role is for the whole ward.
struct EditedRobot: RouteSubject {
    let robot: Robot

    var path: String { robot.path }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> EditedRobot {
        let robot = try Robot.load(request, on: connection)
        try robot.check(.editRobots, request.person)
        return EditedRobot(robot: robot)
    }

    /// The sections somebody may register robots of.
    static func units(_ request: PageRequest, on connection: any Connection) throws -> [OfficeUnit] {
        let person = try request.person
        return try UnitStore.list(validOn: request.today, on: connection).filter {
            person.may(.editRobots, unit: $0.id)
        }
    }
}
