import Japanese
import Ward

extension PeopleRoster {
    /// One person's rows so far.
    private struct Gathered {
        let row: RosterRow
        let login: LoginName
        let name: String
        var asked: [PersonRequest.Matter] = []
        var changes: [RosterChange] = []
        /// What each row said, to know one that says it again.
        var said: Set<[String]> = []
    }

    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] {
        let known = Dictionary(people.map { ($0.loginName, $0) }, uniquingKeysWith: { first, _ in first })
        var order: [String] = []
        var gathered: [String: Gathered] = [:]
        for row in rows {
            let name = findings.text(row, Self.name, max: 100, isRequired: true)
            guard let login = login(row, &findings) else { continue }
            let wanted = matter(row, of: known[login.text], &findings)
            guard let name else { continue }
            var person = gathered[login.text] ?? Gathered(row: row, login: login, name: name)
            if gathered[login.text] == nil { order.append(login.text) }
            if person.name != name {
                findings.add(
                    row, Self.name, "\(person.row.number)行目では、同じ利用者名の人が「\(person.name)」です。", "氏名をそろえるか、利用者名を直してください。")
            }
            let said = [Self.role, Self.department, Self.target, Self.from, Self.to].map { TextKey(row[$0]).text }
            if !person.said.insert(said).inserted {
                findings.add(row, nil, "同じ人の同じ内容の行が、上にあります。", "どちらかの行を除いてください。")
            }
            if let wanted { add(wanted, row, to: &person, &findings) }
            gathered[login.text] = person
        }
        let lines = order.compactMap { gathered[$0] }.map { line($0, known[$0.login.text]) }
        let newCount = lines.count(where: \.isNew)
        if newCount > Self.newPeopleMax {
            findings.add(
                RosterFinding(what: "新しい利用者が\(newCount)人います。", how: "一度に\(Self.newPeopleMax)人までにして、名簿を分けてください。"))
        }
        return lines
    }

    private func login(_ row: RosterRow, _ findings: inout RosterFindings) -> LoginName? {
        guard !row[Self.login].isEmpty else {
            findings.add(row, Self.login, "「\(Self.login.title)」が空です。", "書いてください。")
            return nil
        }
        do throws(LoginNameError) {
            return try LoginName(row[Self.login])
        } catch {
            findings.add(row, Self.login, "利用者名として使えません。", error.words)
            return nil
        }
    }

    private func line(_ person: Gathered, _ existing: Person?) -> RosterLine<Step> {
        let name = RosterChange.between("氏名", existing?.name ?? "", person.name)
        let login = existing == nil ? [RosterChange("利用者名", to: person.login.text)] : []
        return RosterLine(
            row: person.row.number, subject: person.name, isNew: existing == nil,
            changes: login + (existing == nil ? [] : [name].compactMap(\.self)) + person.changes,
            step: Step(login: person.login, name: person.name, existing: existing, asked: person.asked))
    }

    /// Two rows that ask for the same role on a common day could not both be confirmed.
    private func add(
        _ matter: PersonRequest.Matter, _ row: RosterRow, to person: inout Gathered, _ findings: inout RosterFindings
    ) {
        guard case .role(let role, let unit, let body, let from, let to) = matter else { return }
        let new = Self.draft(role, unit, body, from, to)
        let clash = person.asked.contains { other in
            guard case .role(let role, let unit, let body, let from, let to) = other else { return false }
            return Self.draft(role, unit, body, from, to).overlaps(new)
        }
        guard !clash else {
            findings.add(row, Self.role, "同じ人の同じ役割と対象が、重なる期間で上の行にもあります。", "どちらかの行を除いてください。")
            return
        }
        person.asked.append(matter)
        let period = RoleWords.period(from, to).map { "　\($0)" } ?? ""
        person.changes.append(
            RosterChange("役割（申出）", to: "\(role.title)　\(words(new))\(period)"))
    }

    /// The role that a row asks for; `nil` where it says none, or one that the person has or that is asked for already.
    private func matter(
        _ row: RosterRow, of person: Person?, _ findings: inout RosterFindings
    ) -> PersonRequest.Matter? {
        let role = findings.choice(row, Self.role, declared.map { ([$0.title, $0.rawValue], $0) })
        let (from, to) = (findings.day(row, Self.from), findings.day(row, Self.to))
        guard !row[Self.role].isEmpty else {
            if !row[Self.from].isEmpty || !row[Self.to].isEmpty {
                findings.add(row, Self.role, "期間がありますが、役割が空です。", "役割を書くか、期間を空にしてください。")
            }
            return nil
        }
        let target = target(row, &findings)
        if let from, let to, to < from {
            findings.add(row, Self.to, "開始日より前です。", "\(from.japanese)以後の日にしてください。")
        }
        guard let role, let target, !findings.concern(row) else { return nil }
        let new = Self.draft(role, target.unit, target.body, from, to)
        if let held = person.flatMap({ roles[$0.id] })?.first(where: { $0.overlaps(new) }) {
            let says = (from == nil || from == held.validFrom) && (to == nil || to == held.validTo)
            if !says {
                let period = RoleWords.period(held.validFrom, held.validTo).map { "\($0)の期間で" } ?? "期限なしで"
                findings.add(
                    row, Self.from, "この役割は、\(period)付いています。",
                    "期間は名簿では変えられません。期間を空にするか、今の期間に合わせてください。")
            }
            return nil
        }
        // A column with the section of each person is often at hand: it must not take the rest of the ward away from them.
        guard target.unit == nil || !Self.ofWholeWard.contains(role) else {
            findings.add(
                row, Self.target, "「\(role.title)」は区全体を受け持つ役割です。",
                "「\(Self.wholeWard)」と書いてください。1つの課だけを受け持つときは、利用者の画面で付けます。")
            return nil
        }
        let isAsked = waiting.contains { request in
            guard request.person == person?.id,
                case .role(let role, let unit, let body, let from, let to) = request.matter
            else { return false }
            return Self.draft(role, unit, body, from, to).overlaps(new)
        }
        return isAsked ? nil : .role(role, unit: target.unit, body: target.body, from: from, to: to)
    }

    private func target(_ row: RosterRow, _ findings: inout RosterFindings) -> (unit: ID<OfficeUnit>?, body: ID<Body>?)?
    {
        let key = TextKey(row[Self.target])
        if key == TextKey(Self.wholeWard) { return (nil, nil) }
        if row[Self.target].isEmpty, row[Self.department].isEmpty {
            findings.add(row, Self.target, "役割の対象が空です。", "課か会議体の名前、または「\(Self.wholeWard)」を書いてください。")
            return nil
        }
        let named = bodies.filter { TextKey($0.name) == key }
        if named.count == 1 { return (nil, named[0].id) }
        return findings.unit(row, Self.target, after: Self.department, names).map { ($0.id, nil) }
    }

    private static func draft(
        _ role: Role, _ unit: ID<OfficeUnit>?, _ body: ID<Body>?, _ from: CivilDate?, _ to: CivilDate?
    ) -> RoleAssignment {
        RoleAssignment(
            id: ID(""), person: ID(""), role: role, unit: unit, body: body, validFrom: from, validTo: to)
    }
}
