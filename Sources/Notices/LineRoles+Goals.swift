import Japanese

/// Goals without a number: 目標 in a line of its own, below it what is aimed at, and then what is done for it.
extension LineRoles {
    /// Where no goal is counted, a goal over its measures names an initiative.
    mutating func nameGoals(_ parts: [NoticeTable.Part]) {
        let isCounted = roles.values.contains { role in
            switch role {
            case .heading(let sign, _, _): sign.itemWord?.hasSuffix("目標") ?? false
            // 取組名：… names what has the goal.
            case .field(.title, _): true
            default: false
            }
        }
        guard !isCounted else { return }
        let filled = parts.indices.filter { if case .line(let line) = parts[$0] { !line.isBlank } else { true } }
        for place in filled.indices where place > 0 && place + 2 < filled.count {
            guard case .field(.target, let value)? = roles[filled[place]], case .line(let line) = parts[filled[place]],
                ["目標", "(目標)"].contains(
                    FieldLabel.key(String(scalars: line.scalars[..<min(value, line.scalars.count)]))),
                standsUnderGoals(parts[filled[place - 1]], filled[place - 1])
            else { continue }
            // 目標 alone over its sentence, or before it.
            let isAlone = line.scalars[value...].allSatisfy(\.isSpace)
            guard case .line(let said) = parts[filled[isAlone ? place + 1 : place]] else { continue }
            let goal = String(scalars: isAlone ? said.scalars[...] : line.scalars[value...]).trimmingCharacters
            if isAlone { guard case .text? = roles[filled[place + 1]] else { continue } }
            guard [.plan, .action, .rule].contains(SentenceMood(of: goal)), goal.unicodeScalars.count >= 8,
                opensMeasures(parts, filled[(isAlone ? place + 2 : place + 1)...])
            else { continue }
            roles[filled[place]] = .field(.title, value: value)
        }
    }

    /// 2.目標、取組内容・実施時期 above it, or a text: no initiative that has a goal.
    private func standsUnderGoals(_ part: NoticeTable.Part, _ index: Int) -> Bool {
        guard case .line(let line) = part else { return false }
        switch roles[index] {
        case .heading(let sign, _, let start)?:
            let title = String(scalars: line.scalars[min(start + sign.length, line.scalars.count)...])
            return ["目標", "内容"].contains(where: title.contains)
        case .text?, .bullet?: return true
        default: return false
        }
    }

    /// 対策, 取組内容・実施時期: a label alone in one of the next lines.
    private func opensMeasures(_ parts: [NoticeTable.Part], _ next: ArraySlice<Int>) -> Bool {
        for index in next.prefix(2) {
            guard case .line(let line) = parts[index] else { return false }
            if case .field(let label, let value)? = roles[index] {
                return [.content, .time, .due, .start].contains(label)
                    && line.scalars[min(value, line.scalars.count)...].allSatisfy(\.isSpace)
            }
        }
        return false
    }
}
