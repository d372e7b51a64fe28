/// Makes lines of the words of a PDF's pages: columns in reading order, tables by their alignment, heads and feet of pages apart.
struct PDFReader {
    private var book: LineBook
    private let layout: PageLayout
    private let measure: PageMeasure
    /// Left edge of the text of pages in one column.
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
                try horizontal(page.words, page, number, edge: min(edge, page.words.map(\.left).min() ?? 0) , depth: 0)
            }
        }
        markFurniture()
        try noteStrangeCharacters()
    }

    // MARK: Pages in lines from left to right

    private static let columnsDepthMax = 3

    private mutating func horizontal(
        _ words: [PageWord], _ page: PageLayout.Page, _ number: Int, edge: Double, depth: Int
    ) throws(DocumentRefusal) {
        guard !words.isEmpty else { return }
        if depth < PDFReader.columnsDepthMax, let split = PageColumns.split(words, measure) {
            try block(split.above, page, number, edge: edge)
            try book.note(
                .read, "\(number)頁の段組は、左の段、右の段の順に読みました。",
                at: DocumentPlace(line: book.nextLine, page: number))
            for column in [split.left, split.right] {
                try horizontal(column, page, number, edge: column.map(\.left).min() ?? 0, depth: depth + 1)
            }
            try horizontal(split.below, page, number, edge: edge, depth: depth + 1)
        } else {
            try block(words, page, number, edge: edge)
        }
    }

    /// Lines and tables of one column.
    private mutating func block(
        _ words: [PageWord], _ page: PageLayout.Page, _ number: Int, edge: Double
    ) throws(DocumentRefusal) {
        let rows = PageRow.rows(words)
        let right = rows.map(\.right).max() ?? 0
        var position = 0
        var bottom: Double?
        for table in PageTable.find(rows, measure) {
            for row in rows[position..<table.lowerBound] {
                try line(row, page, number, edge: edge, right: right, above: bottom)
                bottom = row.bottom
            }
            try add(PageTable(Array(rows[table]), measure), page, number)
            bottom = rows[table].map(\.bottom).max()
            position = table.upperBound
        }
        for row in rows[position...] {
            try line(row, page, number, edge: edge, right: right, above: bottom)
            bottom = row.bottom
        }
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
