import Japanese

/// Columns of lines that are drawn with spaces: the strips in which none of them has a letter, and what stands over each.
///
///      役 職      氏   名      所      属
///      委 員 長   柏 木 正 隆   北総大学 教授
struct DrawnColumns {
    /// A column, what the head has over it, and the room before it.
    private struct Column {
        let start: Int
        var head: String
        let room: Int
    }

    /// Where the second column begins, and each behind it.
    private let cuts: [Int]
    private let measure: PlacedLetter.Measure
    private let marks: SeatMarks

    /// - Returns: `nil` unless columns stand apart under the words of a roster's head.
    /// - Parameter marks: what stands before some words and makes no column of its own.
    init?(head: SeatRow, rows: [SeatRow], marks: SeatMarks) {
        let all = PlacedLetter.Measure.allCases.compactMap { Self(head, rows, $0, marks) }.filter { columns in
            let heads = columns.cells(of: head)
            return SeatColumns(head: heads) != nil && !heads.contains { Self.holdsTwo($0.text) }
                && rows.allSatisfy(columns.keepsLabelApart)
        }
        // The wrong measure leaves fewer strips.
        guard let best = all.map(\.cuts.count).max(), let columns = all.first(where: { $0.cuts.count == best }) else {
            return nil
        }
        self = columns
    }

    private init?(_ head: SeatRow, _ rows: [SeatRow], _ measure: PlacedLetter.Measure, _ marks: SeatMarks) {
        let heads = PlacedLetter.letters(of: head, measure).filter { !BodyText.isSpace($0.scalar) }
        let lines = rows.map { row in
            PlacedLetter.letters(of: row, measure).filter { !BodyText.isSpace($0.scalar) && !marks.isMark($0.scalar) }
        }
        let filled = Set((lines + [heads]).joined().lazy.flatMap(\.place)).sorted()
        guard let first = filled.first else { return nil }
        let starts = zip(filled, filled.dropFirst()).filter { $1 - $0 > Self.roomMin }
        var columns = [Column(start: first, head: "", room: 0)]
        columns += starts.map { Column(start: $1, head: "", room: $1 - $0 - 1) }
        guard columns.count > 1, columns.count <= SeatRow.columnsMax else { return nil }
        for letter in heads {
            let place = columns.lastIndex { $0.start <= letter.place.lowerBound } ?? 0
            columns[place].head.unicodeScalars.append(letter.scalar)
        }
        columns = Self.joiningHeads(columns)
        // 委員長　山田 太郎, with 氏名 over the name and nothing over what the person is.
        let next = columns.count > 1 ? columns[1].start : Int.max
        let isLabelled = lines.allSatisfy { line in
            let word = String(scalars: line.prefix { $0.place.upperBound <= next }.map(\.scalar))
            return word.isEmpty || SeatLabel(word) != nil
        }
        cuts = Self.joiningParts(columns, keepsFirst: isLabelled).dropFirst().map(\.start)
        self.measure = measure
        self.marks = marks
    }

    /// One space stands between words of a cell, too.
    private static let roomMin = 2
    private static let headPartsMax = 6

    /// 氏 over the family names and 名 over the others: one column, whose head is a word.
    private static func joiningHeads(_ columns: [Column]) -> [Column] {
        var joined: [Column] = []
        var position = columns.startIndex
        while position < columns.endIndex {
            let rest = columns[position...]
            let end = (2...headPartsMax).reversed().first { count in
                let parts = rest.prefix(count).map(\.head)
                return parts.count == count && SeatColumns.isWord(parts.joined())
                    && parts.dropFirst().allSatisfy { !$0.isEmpty && SeatColumns.kind(of: $0) == nil }
            }
            var column = columns[position]
            column.head = rest.prefix(end ?? 1).map(\.head).joined()
            joined.append(column)
            position += end ?? 1
        }
        return joined
    }

    /// What has no head of its own is a part of the neighbour that it stands nearer to: given names, and posts behind their sections.
    private static func joiningParts(_ columns: [Column], keepsFirst: Bool) -> [Column] {
        var joined: [Column] = []
        for (place, column) in columns.enumerated() {
            guard column.head.isEmpty, !(place == 0 && keepsFirst) else {
                // A part that stood nearer to this one than to the one before it.
                if let last = joined.last, last.head.isEmpty, !(joined.count == 1 && keepsFirst) {
                    joined[joined.count - 1].head = column.head
                } else {
                    joined.append(column)
                }
                continue
            }
            let behind = place + 1 < columns.count ? columns[place + 1].room : Int.max
            if joined.isEmpty || behind < column.room && !columns[place + 1].head.isEmpty { joined.append(column) }
        }
        return joined
    }

    /// 所属等備考: two heads over what no strip parts.
    private static func holdsTwo(_ head: String) -> Bool {
        let head = BodyText.tight(head)
        return !SeatColumns.isWord(head)
            && head.indices.dropFirst().contains { place in
                SeatColumns.isWord(String(head[..<place])) && SeatColumns.isWord(String(head[place...]))
            }
    }

    /// Whether no label stands in one cell with what is behind it, as リーダー　課長 does where the heads do not stand over their columns.
    private func keepsLabelApart(in row: SeatRow) -> Bool {
        cells(of: row).allSatisfy { cell in
            let words = BodyText.words(cell.text)
            return words.count < 2 || SeatLabel(words[0]) == nil
        }
    }

    /// The text of a row in each column.
    func cells(of row: SeatRow) -> [SeatCell] {
        var texts = [String.UnicodeScalarView](repeating: .init(), count: cuts.count + 1)
        var pending: [Unicode.Scalar] = []
        for letter in PlacedLetter.letters(of: row, measure) {
            // A mark is of the word behind it.
            if marks.isMark(letter.scalar) || !pending.isEmpty && BodyText.isSpace(letter.scalar) {
                pending.append(letter.scalar)
                continue
            }
            texts[cuts.count { $0 <= letter.place.lowerBound }].append(contentsOf: pending + [letter.scalar])
            pending = []
        }
        texts[cuts.count].append(contentsOf: pending)
        return texts.map { SeatCell(BodyText.joiningSpread(String($0)), line: row.line) }
    }
}

extension SeatRow {
    private static let drawnRowsMax = 200
    private static let blanksMax = 2

    /// A head that is drawn with spaces and the rows below it, each as the cells of its columns.
    static func dividingDrawn(_ rows: [SeatRow]) -> [SeatRow] {
        var divided = rows
        let marks = SeatMarks(rows)
        var position = rows.startIndex
        while position < rows.endIndex {
            let head = rows[position]
            position += 1
            guard !head.isGrid, head.filled.count > 1, SeatColumns(head: head.cells) != nil else { continue }
            // A blank line stands below many a head.
            let first = rows[position...].prefix(blanksMax + 1).firstIndex { !$0.isBlank } ?? position
            let below = rows[first...].prefix(drawnRowsMax).prefix {
                !$0.isBlank && !$0.isGrid && !BodyText.isSentence($0.text) && SeatColumns(head: $0.cells) == nil
                    && $0.filled.first.flatMap { SeatLabel($0.text) } != .secretariat
            }
            // ――――: a rule below the head.
            let people = below.filter { !PostWord.isNone(BodyText.tight($0.text)) }
            guard people.count > 1, people.allSatisfy({ $0.filled.count > 1 }),
                let columns = DrawnColumns(head: head, rows: people, marks: marks)
            else { continue }
            for index in [position - 1] + below.indices where !PostWord.isNone(BodyText.tight(rows[index].text)) {
                divided[index] = SeatRow(
                    cells: columns.cells(of: rows[index]), isGrid: true, table: nil, line: rows[index].line, text: "",
                    indent: 0, isHeading: false)
            }
            position = below.endIndex
        }
        return divided
    }
}
