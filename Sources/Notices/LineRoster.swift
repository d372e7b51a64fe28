import Japanese

/// Bodies whose members stand in lines: 委員長　副区長 / 委員　総務部長 / 合計 15人.
struct LineRoster {
    private(set) var bodies: [RosterReading.Found] = []

    init(_ outline: NoticeOutline) {
        var name: (text: String, line: Int)?
        var current: RosterReading.Found?
        var label: RosterLabel?
        func close(_ bodies: inout [RosterReading.Found]) {
            if let found = current, !found.seats.isEmpty { bodies.append(found) }
            current = nil
            label = nil
        }
        for line in outline.text.lines {
            let start = line.scalars.firstIndex { !$0.properties.isWhitespace }
            guard let start else { continue }
            let scalars = Array(line.scalars[start...])
            let text = String(String.UnicodeScalarView(scalars)).trimmingCharacters
            if let (found, rest) = RosterLabel.atBeginning(of: scalars), found != .name {
                if current == nil, let name {
                    current = .init(name: name.text, rawName: name.text, line: name.line, column: 1)
                }
                let content = LocatedText(
                    scalars[rest...], line: line.number, column: start + rest + 1
                ).trimmed
                current?.add(content, as: found)
                label = found
            } else if let total = RosterCell.total(
                Width.narrowingDigitsAndLatin(text).filter { !$0.isWhitespace }), current != nil
            {
                current?.declaredTotal = total
                current?.totalPlace = .init(line: line.number, column: start + 1)
            } else if let known = Self.bodyName(in: text) {
                close(&bodies)
                name = (known, line.number)
            } else if let label, label != .total, start > 0, current != nil, !text.hasSuffix("。") {
                // An indented line without a label goes on with the members above.
                current?.add(
                    LocatedText(scalars, line: line.number, column: start + 1).trimmed, as: label)
            } else if text.hasSuffix("。") {
                close(&bodies)
            }
        }
        close(&bodies)
    }

    /// The body a heading or a line names: 標準化検討委員会 構成員名簿 → 標準化検討委員会.
    static func bodyName(in text: String) -> String? {
        let words = text.unicodeScalars.split {
            $0.properties.isWhitespace || "()（）【】「」■◆▽○◎・:：".unicodeScalars.contains($0)
        }
        for word in words {
            var name = String(String.UnicodeScalarView(word))
            for ending in ["構成員名簿", "委員名簿", "構成員", "名簿", "の構成", "メンバー", "構成"] where name.hasSuffix(ending) {
                name.removeLast(ending.count)
            }
            if name.hasSuffix("の") { name.removeLast() }
            if RosterReading.isBodyName(name) { return name }
        }
        return nil
    }
}
