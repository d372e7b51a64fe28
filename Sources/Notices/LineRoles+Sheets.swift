import Japanese

/// Sheets of one initiative whose labels stand at the edge, over what belongs to them further in.
extension LineRoles {
    private static let labelLettersMax = 12
    private static let labelsMin = 3

    /// 施策 below 事業名, with no empty line between: what the sheet belongs to, and no second name.
    mutating func nameOnce(_ parts: [NoticeTable.Part]) {
        var named: String?
        for (index, part) in parts.enumerated() {
            guard case .line(let line) = part, !line.isBlank else {
                named = nil
                continue
            }
            guard case .field(.title, let value)? = roles[index] else { continue }
            let key = FieldLabel.key(String(scalars: line.scalars[..<min(value, line.scalars.count)]))
            if let named, named.hasSuffix("名"), !key.hasSuffix("名"), key != named {
                roles[index] = .field(.other, value: value)
            } else {
                named = key
            }
        }
    }

    /// Where known labels stand so, among them one for the name, any short line that does is a label too.
    mutating func labelSheets(_ parts: [NoticeTable.Part]) {
        var labels: [(index: Int, key: String, start: Int, below: LocatedText)] = []
        var edge = Int.max
        var isNamed = false
        for (index, part) in parts.enumerated() {
            guard case .line(let line) = part, let start = line.scalars.firstIndex(where: { !$0.isSpace }),
                line.scalars.count - start <= Self.labelLettersMax, index + 1 < parts.count,
                case .line(let next) = parts[index + 1], let below = next.scalars.firstIndex(where: { !$0.isSpace }),
                Self.width(next.scalars[..<below]) > Self.width(line.scalars[..<start])
            else { continue }
            let indent = Self.width(line.scalars[..<start])
            switch roles[index] {
            case .field(let label, let value)? where value >= line.scalars[...].trimmedEnd.count:
                isNamed = isNamed || label == .title
            case .text?:
                guard !line.scalars.contains(where: { "。、：:".unicodeScalars.contains($0) }) else { continue }
            default: continue
            }
            edge = min(edge, indent)
            labels.append(
                (
                    index, FieldLabel.key(line.text), start,
                    LocatedText(next.scalars[below...], line: next.number, column: below + 1)
                ))
        }
        labels.removeAll { item in
            guard case .line(let line) = parts[item.index] else { return true }
            return Self.width(line.scalars[..<item.start]) > edge
        }
        let known = labels.count { if case .field? = roles[$0.index] { true } else { false } }
        guard isNamed, known >= Self.labelsMin, known * 2 >= labels.count else { return }
        for item in labels {
            guard case .line(let line) = parts[item.index] else { continue }
            switch roles[item.index] {
            case .text?:
                roles[item.index] = .field(Self.sense(of: item.key, over: item.below), value: line.scalars.count)
            default: break
            }
        }
    }

    /// What a label that nobody knows is about.
    private static func sense(of key: String, over below: LocatedText) -> FieldLabel {
        if let label = PlanTable.freerLabel(key) { return label }
        // 到達点 over what is reached by a day.
        let isAimed = DateReader.expressions(in: below.text).contains { $0.deadlineClass == .by }
        return isAimed ? .target : .other
    }
}
