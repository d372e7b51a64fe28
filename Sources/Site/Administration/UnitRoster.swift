import Japanese
import Storage
import Ward

/// 組織の名簿: new units, and slips in the records of those that stand. Renaming, merging, dividing and ending are a reorganisation.
struct UnitRoster: Roster {
    /// What one row says of one unit.
    struct Step: Sendable {
        enum Parent: Hashable, Sendable {
            case known(ID<OfficeUnit>)
            /// A unit that the same list adds, by its code.
            case listed(String)
        }

        let existing: OfficeUnit?
        let code: String
        let name: String
        /// To be recorded: of a new unit, or of one of which it was not known.
        let parent: Parent?
        let from: CivilDate?
        /// `nil`: stays as it is.
        let contact: KeptContact?
        /// Of new units above it in the same list.
        let depth: Int
    }

    let succession: Succession
    let contacts: [ID<OfficeUnit>: UnitContact]
    let today: CivilDate
    let names: UnitNames

    static func load(_ request: PageRequest, on connection: any Connection) throws -> UnitRoster {
        UnitRoster(
            succession: try UnitStore.succession(on: connection),
            contacts: try UnitContactStore.all(on: connection), today: request.today)
    }

    init(succession: Succession, contacts: [ID<OfficeUnit>: UnitContact], today: CivilDate) {
        self.succession = succession
        self.contacts = contacts
        self.today = today
        names = UnitNames(succession, validOn: today)
    }

    /// Those that stand, and those that begin later.
    var known: [OfficeUnit] { succession.units.filter { $0.exists(onOrAfter: today) } }

    // MARK: columns

    static let code = RosterColumn(
        "組織コード", ["コード", "所属コード", "課コード", "部課コード"], .required, "例: 0210。同じコードの組織が、この行の組織です。")
    static let name = RosterColumn("名称", ["組織名", "組織名称", "組織の名称", "課名称"], .optional, "例: 情報管理課")
    static let department = RosterColumn("部", ["部名", "部名称", "部局", "部局名"], .optional, "「名称」の列の代わりに、部・課・係の列に分けても読みます。")
    static let section = RosterColumn("課", ["課名", "所属", "所属課"], .optional, "部と課の列があるときは、部を課の上位の組織とします。")
    static let subsection = RosterColumn("係", ["係名", "係・担当"], .optional, "係も組織として登録するときだけ書きます。")
    static let joined = RosterColumn("部課名", ["部課", "所属名"], .optional, "「区民部 区民課」のように、部と課を続けて書いた列です。")
    static let parent = RosterColumn(
        "上位の組織", ["上位組織", "上位", "上位組織コード", "上位組織名"], .optional, "名前か組織コード。決まっている上位の組織は、名簿では変えられません。")
    static let from = RosterColumn("設置日", ["開始日", "施行日"], .optional, "新しい組織だけに書きます。空のときは、記録を始める前からある組織です。")
    static let mail = RosterColumn("課の代表のアドレス", ["メールアドレス", "代表アドレス", "連絡先"], .optional, "例: kumin@city.example.lg.jp")
    static let headMail = RosterColumn("課長の職のアドレス", ["課長のアドレス", "課長アドレス"], .optional, "期限を過ぎた督促を、写しで送ります。")

    static let form = RosterForm(
        title: "組織", path: "/units/list", back: Link("組織", "/units"), filename: "soshiki",
        columns: [
            code, name, department, section, subsection, joined, parent, from, mail, headMail,
            RosterColumn("ふりがな", ["カナ", "名称カナ", "かな", "フリガナ"], .setAside("組織の記録に、ふりがなの欄がないためです。")),
            RosterColumn("廃止日", ["終了日", "最終日"], .setAside("廃止は「組織改正を記録する」で行います。")),
            RosterColumn("継承先", [], .setAside("継承先は「組織改正を記録する」で決めます。")),
        ],
        notes: [
            "名簿で行うのは、新しい組織の追加と、コード・名称の書き誤りの訂正、まだ決まっていない上位の組織の記入、連絡先の登録です。",
            "組織改正による改称、統合、分割、廃止は、名簿では行いません。「組織改正を記録する」で行うと、担当と席が引き継がれます。",
        ])

    var headings: [RosterColumn] { [Self.code, Self.name, Self.parent, Self.from, Self.mail, Self.headMail] }

    var filled: [[String]] {
        known.map { unit in
            let contact = contacts[unit.id]
            return [
                unit.code, unit.name, above(unit).map(label) ?? "", unit.validFrom?.japanese ?? "",
                contact?.mail.text ?? "", contact?.headMail?.text ?? "",
            ]
        }
    }

    /// The unit above as it is now.
    func above(_ unit: OfficeUnit) -> OfficeUnit? {
        succession.parent(of: unit, validOn: today) ?? unit.parent.flatMap(succession.unit)
    }

    private func label(_ unit: OfficeUnit) -> String { names.label(unit.id) }

    // MARK: writing

    static func apply(_ lines: [RosterLine<Step>], _ prepared: Void, _ change: Change) throws -> RosterResult {
        let (stamp, connection) = (try change.stamp, change.connection)
        var created: [String: ID<OfficeUnit>] = [:]
        // What a new unit stands under is there before it.
        for line in lines.sorted(by: { ($0.step.depth, $0.row) < ($1.step.depth, $1.row) }) {
            let step = line.step
            let parent: ID<OfficeUnit>? =
                switch step.parent {
                case nil: nil
                case .known(let id): id
                case .listed(let code): created[code]
                }
            let id: ID<OfficeUnit>
            if let existing = step.existing {
                id = existing.id
                if existing.code != step.code || existing.name != step.name {
                    try UnitStore.correct(id, code: step.code, name: step.name, by: stamp, on: connection)
                }
                if let parent { try UnitStore.place(id, under: parent, by: stamp, on: connection) }
            } else {
                id = try UnitStore.create(
                    code: step.code, name: step.name, parent: parent, validFrom: step.from, by: stamp, on: connection
                ).id
                created[step.code] = id
            }
            if let contact = step.contact {
                try UnitContactStore.set(contact.contact, of: id, by: stamp, on: connection)
            }
        }
        return RosterResult()
    }
}
