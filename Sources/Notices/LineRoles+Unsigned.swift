import Japanese

/// Headings without a sign, told by what stands below them.
extension LineRoles {
    /// Short lines over text that stands further in, or over labels, where there are several of them.
    mutating func unsigned(_ parts: [NoticeTable.Part]) {
        var found: [(place: Int, start: Int)] = []
        let filled = parts.indices.filter { index in
            if case .line(let line) = parts[index] { !line.isBlank } else { true }
        }
        for (place, index) in filled.enumerated() where place > 0 && place + 1 < filled.count {
            guard case .text = roles[index], case .line(let line) = parts[index],
                case .line(let next) = parts[filled[place + 1]],
                let start = line.scalars.firstIndex(where: { !$0.isSpace }),
                let below = next.scalars.firstIndex(where: { !$0.isSpace })
            else { continue }
            let body = line.scalars[start...].trimmedEnd
            // 目標1. alone in its line is named by the next one.
            if case .heading(let sign, _, let start)? = roles[filled[place - 1]], sign.ordinal != nil,
                case .line(let above) = parts[filled[place - 1]],
                start + sign.length >= above.scalars[...].trimmedEnd.count
            {
                continue
            }
            if isOverMeasures(parts, filled, at: place) {
                found.append((place, start))
                continue
            }
            guard (3...30).contains(body.count), let last = body.last,
                Script(of: last).isJapanese || "）)".unicodeScalars.contains(last),
                !Self.breaksOff(body), !UnitNames.isName(String(scalars: body)), !body.contains("。"),
                !body.contains("、"), !body.contains("："),
                !body.contains(where: { $0.isSpace })
            else { continue }
            let nextRole = roles[filled[place + 1]]
            let isOverField =
                if case .field(let label, _)? = nextRole { label == .unit || label.isTime || label == .content } else {
                    false
                }
            let isOverText =
                if case .text? = nextRole {
                    Self.width(next.scalars[..<below]) > Self.width(line.scalars[..<start])
                } else { false }
            // Alone between empty lines, over a series that begins.
            let isOverSeries =
                if case .heading(let sign, _, _)? = nextRole {
                    sign.ordinal == 1 && filled[place - 1] < index - 1 && filled[place + 1] > index + 1
                } else { false }
            guard isOverField || isOverText || isOverSeries || isOverSentenceAndLabels(parts, index) else { continue }
            if case .line(let before) = parts[filled[place - 1]], case .text? = roles[filled[place - 1]] {
                let end = before.scalars[...].trimmedEnd
                guard end.last == "。" || parts[(filled[place - 1] + 1)..<index].isEmpty == false else { continue }
            }
            found.append((place, start))
        }
        guard found.count >= 2 else { return }
        for item in found { roles[filled[item.place]] = .lineHeading(at: item.start) }
        divideSheets(parts, filled, at: found.map(\.place).filter { isOverSentenceAndLabels(parts, filled[$0]) })
    }

    private static let sentenceLinesMax = 6

    /// 給食費の無償化 below an empty line, over a sentence, and right below that 予定：令和8年度 or 担当：学校教育課.
    private func isOverSentenceAndLabels(_ parts: [NoticeTable.Part], _ index: Int) -> Bool {
        guard index > 0, case .line(let above) = parts[index - 1], above.isBlank else { return false }
        var isSentence = false
        for next in parts.indices[(index + 1)...].prefix(Self.sentenceLinesMax) {
            guard case .line(let line) = parts[next] else { return false }
            switch roles[next] {
            case .text? where !line.isBlank: isSentence = line.scalars[...].trimmedEnd.last == "。"
            case .field(let label, _)?: return isSentence && (label == .unit || label.isTime)
            default: return false
            }
        }
        return false
    }

    /// 子育て・教育 alone between empty lines above such a title: it divides them, and is no text of the one before.
    private mutating func divideSheets(_ parts: [NoticeTable.Part], _ filled: [Int], at places: [Int]) {
        for place in places where place > 0 {
            let above = filled[place - 1]
            guard above < filled[place] - 1, place < 2 || filled[place - 2] < above - 1, case .text? = roles[above],
                case .line(let line) = parts[above], let start = line.scalars.firstIndex(where: { !$0.isSpace }),
                (2...20).contains(line.scalars[start...].trimmedEnd.count), !line.scalars.contains("。")
            else { continue }
            roles[above] = .lineHeading(at: start)
        }
    }

    /// A line between empty ones, over a text, over 対策 in a line of its own.
    private func isOverMeasures(_ parts: [NoticeTable.Part], _ filled: [Int], at place: Int) -> Bool {
        let index = filled[place]
        guard case .line(let line) = parts[index], filled[place - 1] < index - 1, filled[place + 1] > index + 1 else {
            return false
        }
        let body = line.scalars.drop { $0.isSpace }.trimmedEnd
        guard (4...60).contains(body.count), !body.contains("。"), !"<＜【(（".unicodeScalars.contains(body.first ?? " "),
            !Self.breaksOff(body), DateReader.expressions(in: String(scalars: body)).isEmpty
        else { return false }
        var isText = false
        for next in filled[(place + 1)...].prefix(4) {
            guard case .line(let line) = parts[next] else { return false }
            switch roles[next] {
            case .text?: isText = line.scalars[...].trimmedEnd.last == "。"
            case .field(.content, let value)?: return isText && value >= line.scalars[...].trimmedEnd.count
            default: return false
            }
        }
        return false
    }
}
