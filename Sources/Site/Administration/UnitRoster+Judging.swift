import Japanese
import Ward

extension UnitRoster {
    /// What a row says, before it is known which unit it is.
    struct Said {
        let row: RosterRow
        let code: String
        let name: String
        /// As it is written; empty where nothing is said.
        let above: String
        /// In which column it is written.
        let aboveColumn: RosterColumn
        let from: CivilDate?
    }

    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] {
        let departments = Set(known.map(\.name) + rows.map { $0[Self.department] } + rows.map { $0[Self.name] })
            .filter { !$0.isEmpty }
        var said: [Said] = []
        var rowOfCode: [TextKey: Int] = [:]
        for row in rows {
            let code = findings.text(row, Self.code, max: 20, isRequired: true).map(Width.narrowingDigitsAndLatin)
            let (name, above, column) = names(row, departments, &findings)
            let from = findings.day(row, Self.from)
            guard let code, let name else { continue }
            if let other = rowOfCode[TextKey(code)] {
                findings.add(row, Self.code, "\(other)行目と同じ組織コードです。", "どちらかの行を除くか、コードを直してください。")
                continue
            }
            rowOfCode[TextKey(code)] = row.number
            said.append(Said(row: row, code: code, name: name, above: above, aboveColumn: column, from: from))
        }
        let matches = matched(said, rowOfCode, &findings)
        let listed = Listed(said, matches)
        let parents = said.map { parent(of: $0, listed, &findings) }
        let depths = depths(said, parents, &findings)
        return said.indices.compactMap { position in
            line(said[position], matches[position], parents[position], depths[position], &findings)
        }
    }

    /// The name, and what stands above it, from one of the ways in which lists write them.
    private func names(
        _ row: RosterRow, _ departments: Set<String>, _ findings: inout RosterFindings
    ) -> (name: String?, above: String, column: RosterColumn) {
        var parts = [Self.department, Self.section, Self.subsection].filter { !row[$0].isEmpty }.map { (row[$0], $0) }
        if parts.isEmpty, !row[Self.joined].isEmpty {
            parts = Self.parts(of: row[Self.joined], departments).map { ($0, Self.joined) }
        }
        let own = row[Self.name]
        if !own.isEmpty {
            // The department beside the name of a section; a row of the department itself names it twice.
            parts.removeAll { TextKey($0.0) == TextKey(own) }
            parts.append((own, Self.name))
        }
        guard let last = parts.last else {
            findings.add(row, Self.name, "組織の名前が空です。", "「名称」か「課」に名前を書いてください。")
            return (nil, "", Self.parent)
        }
        if 100 < last.0.unicodeScalars.count {
            findings.add(row, last.1, "名前が\(last.0.unicodeScalars.count)文字あります。", "100文字までにしてください。")
            return (nil, "", Self.parent)
        }
        if last.0.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            findings.add(row, last.1, "名前に改行などの制御文字が入っています。", "1行で書き直してください。")
            return (nil, "", Self.parent)
        }
        if !row[Self.parent].isEmpty { return (last.0, row[Self.parent], Self.parent) }
        let above = parts.dropLast()
        return (last.0, above.map(\.0).joined(), above.last?.1 ?? Self.parent)
    }

    /// 区民部 区民課, or 区民部区民課 where the department is known.
    private static func parts(of text: String, _ departments: Set<String>) -> [String] {
        let spaced = text.split { $0.isWhitespace || "／/＞>".contains($0) }.map(String.init)
        if spaced.count > 1 { return spaced }
        for length in stride(from: text.count - 1, to: 0, by: -1)
        where departments.contains(String(text.prefix(length))) {
            return [String(text.prefix(length)), String(text.dropFirst(length))]
        }
        return [text]
    }

    private func line(
        _ said: Said, _ match: OfficeUnit?, _ parent: Step.Parent?, _ depth: Int, _ findings: inout RosterFindings
    ) -> RosterLine<Step>? {
        let contact = contact(said.row, of: match, &findings)
        let code = match.flatMap { Self.isSame($0.code, said.code) ? $0.code : nil } ?? said.code
        let placed = match.map { placing($0, parent, said, &findings) } ?? parent
        if let match, let from = said.from, from != match.validFrom {
            findings.add(
                said.row, Self.from, "今の設置日は「\(match.validFrom?.japanese ?? "なし")」です。", "名簿では直せません。空にするか、今の日に合わせてください。")
        }
        if match == nil || match?.code != code { checkCode(code, said, match, &findings) }
        guard !findings.concern(said.row) else { return nil }
        let present = match.flatMap { contacts[$0.id] }
        let contactChanges =
            contact.map { kept in
                [
                    RosterChange.between("課の代表のアドレス", present?.mail.text ?? "", kept.contact?.mail.text ?? ""),
                    RosterChange.between(
                        "課長の職のアドレス", present?.headMail?.text ?? "", kept.contact?.headMail?.text ?? ""),
                ].compactMap(\.self)
            } ?? []
        let changes =
            [
                RosterChange.between("組織コード", match?.code ?? "", code),
                RosterChange.between("名称", match?.name ?? "", said.name),
                placed.map { RosterChange("上位の組織", to: words($0)) },
                match == nil ? said.from.map { RosterChange("設置日", to: $0.japanese) } : nil,
            ].compactMap(\.self) + contactChanges
        return RosterLine(
            row: said.row.number, subject: said.name, isNew: match == nil, changes: changes,
            step: Step(
                existing: match, code: code, name: said.name, parent: placed, from: said.from,
                contact: contactChanges.isEmpty ? nil : contact, depth: depth))
    }

    /// What is to be recorded above a unit that stands: nothing where it says what is known.
    private func placing(
        _ unit: OfficeUnit, _ parent: Step.Parent?, _ said: Said, _ findings: inout RosterFindings
    ) -> Step.Parent? {
        guard let parent else { return nil }
        guard let present = above(unit) else {
            if parent == .known(unit.id) {
                findings.add(said.row, said.aboveColumn, "自分が上位の組織になっています。", "上位の組織を直してください。")
            }
            return parent
        }
        if parent != .known(present.id), unit.parent.map({ parent != .known($0) }) ?? true {
            findings.add(
                said.row, said.aboveColumn, "今の上位の組織は「\(names.label(present.id))」です。",
                "移ったときは「組織改正を記録する」で行います。書き誤りなら、今の組織に合わせてください。")
        }
        return nil
    }

    /// A code that another unit has on a day on which both exist.
    private func checkCode(_ code: String, _ said: Said, _ match: OfficeUnit?, _ findings: inout RosterFindings) {
        let draft = OfficeUnit(
            id: match?.id ?? ID(""), code: code, name: said.name, parent: nil,
            validFrom: match == nil ? said.from : match?.validFrom, validTo: match?.validTo, successor: nil)
        let rival = succession.units.first { $0.id != match?.id && $0.code == code && $0.overlaps(draft) }
        if let rival {
            findings.add(
                said.row, Self.code, "同じ時期に「\(rival.name)」が使っていたコードです。", "別のコードにするか、「設置日」を書いてください。")
        }
    }

    private func words(_ parent: Step.Parent) -> String {
        switch parent {
        case .known(let id): names.label(id)
        case .listed(let code): "この名簿の「\(code)」"
        }
    }

    /// `nil`: the list says nothing of it.
    private func contact(
        _ row: RosterRow, of unit: OfficeUnit?, _ findings: inout RosterFindings
    ) -> KeptContact? {
        guard row.has(Self.mail) || row.has(Self.headMail) else { return nil }
        let present = unit.flatMap { contacts[$0.id] }
        let mail = row.has(Self.mail) ? findings.mail(row, Self.mail) : present?.mail
        let head = row.has(Self.headMail) ? findings.mail(row, Self.headMail) : present?.headMail
        if mail == nil, head != nil, !findings.concern(row) {
            findings.add(row, Self.headMail, "課の代表のアドレスがありません。", "課長の職のアドレスは、代表のアドレスと一緒に書いてください。")
        }
        return KeptContact(mail.map { UnitContact(mail: $0, headMail: head) })
    }
}
