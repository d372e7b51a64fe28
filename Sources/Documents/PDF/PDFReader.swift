/// Makes lines of the words of a PDF's pages: columns in reading order, tables by their alignment, heads and feet of pages apart.
struct PDFReader {
    private var book: LineBook
    private let layout: PageLayout
    private let measure: PageMeasure
    /// The left edge of the text of pages in one column; the right one is as far from its side.
    private let edge: Double
    /// Of each line where it stands on its page: 0 is the top, 1 the bottom.
    private var heights: [Double] = []

    static func read(_ layout: PageLayout, limits: DocumentLimits) throws(DocumentRefusal) -> LineBook {
        var reader = PDFReader(layout, limits)
        try reader.run()
        return reader.book
    }

    private init(_ layout: PageLayout, _ limits: DocumentLimits) {
        book = LineBook(limits: limits)
        self.layout = layout
        measure = PageMeasure(layout.pages)
        var lefts: [Double: Int] = [:]
        for page in layout.pages {
            // Heads and feet of a page may stand further out than its text.
            let inner = page.words.filter { $0.top > page.height * 0.09 && $0.bottom < page.height * 0.91 }
            guard let left = inner.map(\.left).min() else { continue }
            lefts[left.rounded(), default: 0] += 1
        }
        edge = lefts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }

    private mutating func run() throws(DocumentRefusal) {
        for (index, page) in layout.pages.enumerated() {
            let number = index + 1
            if page.words.isEmpty {
                try book.note(
                    .setAside, "\(number)頁には文字が入っていません（空白か画像です）。",
                    at: DocumentPlace(line: book.nextLine, page: number))
            } else if VerticalPage.isVertical(page.words) {
                try book.note(
                    .read, "\(number)頁は縦書きとして、右の行から順に読みました。",
                    at: DocumentPlace(line: book.nextLine, page: number))
                try vertical(page, number)
            } else {
                let left = min(edge, page.words.map(\.left).min() ?? 0)
                try horizontal(
                    page.words, page, number, edge: left...max(left, page.width - edge - measure.em), depth: 0)
            }
        }
        markFurniture()
        try noteStrangeCharacters()
    }

    // MARK: Pages in lines from left to right

    private static let columnsDepthMax = 3

    private mutating func horizontal(
        _ words: [PageWord], _ page: PageLayout.Page, _ number: Int, edge: ClosedRange<Double>,
        depth: Int
    ) throws(DocumentRefusal) {
        guard !words.isEmpty else { return }
        if depth < PDFReader.columnsDepthMax, let split = PageColumns.split(words, measure) {
            try block(split.above, page, number, edge: edge)
            try book.note(
                .read, "\(number)頁の段組は、左の段、右の段の順に読みました。",
                at: DocumentPlace(line: book.nextLine, page: number))
            for column in [split.left, split.right] {
                let left = column.map(\.left).min() ?? 0
                try horizontal(column, page, number, edge: left...left, depth: depth + 1)
            }
            try horizontal(split.below, page, number, edge: edge, depth: depth + 1)
        } else {
            try block(words, page, number, edge: edge)
        }
    }

    /// Lines and tables of one column.
    ///
    /// - Parameter edge: between which its text stands at least.
    private mutating func block(
        _ words: [PageWord], _ page: PageLayout.Page, _ number: Int, edge: ClosedRange<Double>
    ) throws(DocumentRefusal) {
        let rows = try withoutReadings(PageRow.rows(words), number)
        let right = max(edge.upperBound, rows.map(\.right).max() ?? 0)
        var position = 0
        var bottom: Double?
        for table in PageTable.find(rows, measure) {
            for row in rows[position..<table.lowerBound] {
                try line(row, page, number, edge: edge.lowerBound, right: right, above: bottom)
                bottom = row.bottom
            }
            try add(PageTable(Array(rows[table]), measure), page, number)
            bottom = rows[table].map(\.bottom).max()
            position = table.upperBound
        }
        for row in rows[position...] {
            try line(row, page, number, edge: edge.lowerBound, right: right, above: bottom)
            bottom = row.bottom
        }
    }

    /// Small kana above a line are readings (ふりがな), which would part its sentence.
    private mutating func withoutReadings(_ rows: [PageRow], _ page: Int) throws(DocumentRefusal) -> [PageRow] {
        var kept: [PageRow] = []
        for (position, row) in rows.enumerated() {
            let below = position + 1 < rows.count ? rows[position + 1] : nil
            let isSmall = row.words.allSatisfy { word in
                word.em.map { $0 < measure.em * 0.65 } == true
                    && word.text.unicodeScalars.allSatisfy { (0x3041...0x30FF).contains($0.value) }
            }
            guard isSmall, let below, below.top - row.bottom < measure.em * 0.3, row.left >= below.left - measure.em,
                row.right <= below.right + measure.em
            else {
                kept.append(row)
                continue
            }
            let readings = row.words.map(\.text).joined(separator: "」「")
            try book.note(
                .setAside, "ふりがな「\(readings)」は本文に入れません。",
                at: DocumentPlace(line: book.nextLine, page: page))
        }
        return kept
    }

    private mutating func line(
        _ row: PageRow, _ page: PageLayout.Page, _ number: Int, edge: Double, right: Double, above: Double?
    ) throws(DocumentRefusal) {
        let segment = PageSegment(words: row.words)
        let size = segment.em(usual: measure.em, heightShare: measure.heightShare)
        let look = LineLook(
            indent: ((max(0, row.left - edge) / measure.em) * 2).rounded() / 2, size: rounded(size / measure.em),
            reachesEdge: row.right >= right - measure.em * 1.6,
            isApart: above.map { row.top - $0 > measure.leading + measure.em * 0.6 } ?? false)
        try add(segment.text(em: size), look, nil, row.top, page, number)
    }

    private mutating func add(
        _ table: PageTable, _ page: PageLayout.Page, _ number: Int
    ) throws(DocumentRefusal) {
        let index = book.nextTable()
        var rights: [Int: Double] = [:]
        for cell in table.cells {
            rights[cell.column] = max(rights[cell.column] ?? 0, cell.lines.map(\.right).max() ?? 0)
        }
        for cell in table.cells {
            try book.countCell()
            let place = CellPlace(
                table: index, row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan)
            for segment in cell.lines {
                let size = segment.em(usual: measure.em, heightShare: measure.heightShare)
                let look = LineLook(
                    size: rounded(size / measure.em),
                    reachesEdge: segment.right >= (rights[cell.column] ?? 0) - measure.em * 1.1)
                try add(segment.text(em: size), look, place, segment.top, page, number)
            }
        }
    }

    private func rounded(_ share: Double) -> Double { (share * 20).rounded() / 20 }

    private mutating func add(
        _ text: String, _ look: LineLook, _ cell: CellPlace?, _ top: Double, _ page: PageLayout.Page, _ number: Int
    ) throws(DocumentRefusal) {
        let trimmed = TrimmedText(text)
        guard !trimmed.text.isEmpty else { return }
        try book.add(
            PlacedLine(
                text: trimmed.text, place: DocumentPlace(line: book.nextLine, page: number), look: look, cell: cell))
        heights.append(top / page.height)
    }

    // MARK: Vertical pages

    private mutating func vertical(_ page: PageLayout.Page, _ number: Int) throws(DocumentRefusal) {
        let lines = VerticalPage.lines(page.words, measure)
        let top = lines.map(\.top).min() ?? 0
        let bottom = lines.map(\.bottom).max() ?? 0
        var before: VerticalPage.Line?
        let pitches = zip(lines, lines.dropFirst()).map { $0.center - $1.center }.sorted()
        let usual = pitches.isEmpty ? measure.em * 1.5 : pitches[pitches.count / 2]
        for line in lines {
            let look = LineLook(
                indent: ((max(0, line.top - top) / measure.em) * 2).rounded() / 2,
                size: rounded(line.em / measure.em), reachesEdge: line.bottom >= bottom - measure.em * 1.6,
                isApart: before.map { $0.center - line.center > usual * 1.5 } ?? false)
            // The middle of the page: a line of a vertical page stands at no edge.
            try add(line.text, look, nil, page.height / 2, page, number)
            before = line
        }
    }

    // MARK: Heads, feet, strange characters

    private mutating func markFurniture() {
        let heights = heights
        book.replaceLines(
            PageFurniture.marked(book.lines, isAtTop: { heights[$0] < 0.13 }, isAtBottom: { heights[$0] > 0.87 }))
        markFootnotes()
    }

    /// Small lines at the end of a page, from the first that begins with a mark.
    private mutating func markFootnotes() {
        var lines = book.lines
        var position = lines.count - 1
        while position >= 0 {
            let page = lines[position].place.page
            var first: Int?
            while position >= 0, lines[position].place.page == page {
                let line = lines[position]
                if line.part == .body {
                    guard line.cell == nil, line.look.size <= 0.87, heights[position] > 0.5 else { break }
                    if PDFReader.beginsWithMark(line.text) { first = position }
                }
                position -= 1
            }
            if let first {
                for marked in first..<lines.count where lines[marked].place.page == page && lines[marked].part == .body
                {
                    lines[marked].part = .footnote
                }
            }
            while position >= 0, lines[position].place.page == page { position -= 1 }
        }
        book.replaceLines(lines)
    }

    private static func beginsWithMark(_ text: String) -> Bool {
        guard let scalar = text.unicodeScalars.first else { return false }
        return PageFurniture.isDigit(scalar) || ["※", "注", "*", "＊", "†", "（", "(", "¹", "²", "³"].contains(scalar)
    }

    private mutating func noteStrangeCharacters() throws(DocumentRefusal) {
        var unknown = 0
        var radicals = 0
        for line in book.lines {
            for scalar in line.text.unicodeScalars {
                switch scalar.value {
                case 0xFFFD, 0xE000...0xF8FF, 0x00...0x08, 0x0B...0x1F: unknown += 1
                case 0x2E80...0x2FDF: radicals += 1
                default: continue
                }
            }
        }
        if unknown > 0 {
            try book.note(.read, "PDFが文字の対応を示していない字が\(unknown)字あり、正しく読めていません。元の文書と見比べてください。")
        }
        if radicals > 0 {
            try book.note(.read, "部首の形の文字（⽇、⽤など）が\(radicals)字あります。PDFを作ったソフトによるもので、漢字とは別の符号です。")
        }
    }
}
