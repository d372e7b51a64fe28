import Japanese

/// A table with one initiative per row: 番号 | 取組 | 主管課 | 取組内容 | 令和6年度 | 令和7年度.
struct PlanTable {
    struct Row {
        var sign = ""
        var title = LocatedText()
        var units: [String] = []
        /// Sections that help: responsible where no others are named.
        var partners: [String] = []
        var contents: [LocatedText] = []
        var times: [(label: FieldLabel, text: LocatedText)] = []
        var targets: [LocatedText] = []
        var years: [(year: FiscalYearLabel, text: LocatedText)] = []
        var asides: [LocatedText] = []
        var line = 0
        var lines: Set<Int> = []
    }

    enum Column {
        case field(FieldLabel)
        case year(FiscalYearLabel)
        /// 令和5年度実績
        case unknown
    }

    private(set) var rows: [Row] = []
    /// Lines of heads and of rows that only divide the table.
    private(set) var headLines: Set<Int> = []
    private(set) var isPlan = false
    /// Whether no column names the initiatives, so that what is done has to name them.
    private(set) var isNamedByContent = false
    /// 取組名, 項目: what stands over the names.
    private var nameHead = ""
    private var knownUnits: [LetterKey: [String]] = [:]

    private static let headRowsMax = 4

    /// - Parameter columns: what people said of the columns of tables, by ``key(of:)``.
    init(_ table: NoticeTable, columns decided: [String: [PlanColumn]] = [:]) {
        let said = Self.decidedHead(of: table, decided)
        guard let head = said ?? Self.head(of: table) else { return }
        var columns = head.columns
        if said == nil {
            Self.nameUnits(&columns, table, head: head.end)
            Self.setDepartmentsApart(&columns, table, head: head.end)
            Self.nameByRows(&columns, table, head: head.end)
            Self.setPastApart(&columns, table, head: head.end)
        }
        let hasTitle = columns.contains { if case .field(.title) = $0 { true } else { false } }
        if !hasTitle {
            // A column of names that all differ; else the content names the initiative, and a goal that is a sentence where nothing
            // is left.
            let names = Self.names(columns, table, head: head.end)
            guard
                let place = names
                    ?? columns.firstIndex(where: { if case .field(.content) = $0 { true } else { false } })
                    ?? Self.unnamed(columns, table, head: head.end)
                    ?? Self.sentences(columns, table, head: head.end)
            else { return }
            isNamedByContent = names == nil
            columns[place] = .field(.title)
        }
        let settles = columns.contains { column in
            switch column {
            case .field(.unit), .field(.time), .field(.due), .field(.start), .year, .field(.content), .field(.target):
                true
            default: false
            }
        }
        guard settles || said != nil else { return }
        if said == nil { Self.nameByItems(&columns, table, head: head.end) }
        isPlan = true
        nameHead =
            columns.firstIndex { if case .field(.title) = $0 { true } else { false } }
            .map { place in table.rows[..<head.end].compactMap { place < $0.cells.count ? $0.cells[place].text : nil }
            }?
            .joined() ?? ""
        for row in table.rows[..<head.end] { headLines.formUnion(Self.lines(of: row)) }
        for row in table.rows[head.end...] { read(row, columns: columns) }
        // 市民部, 福祉部, 建設部: who there is, and nothing that is done.
        if said == nil, rows.count > 1, rows.allSatisfy({ UnitNames.isName($0.title.text) }) { isPlan = false }
    }

    /// 取組名 | 担当課 | 実施年度 behind a letter that asks how they go: what is named so is promised elsewhere, and by whoever is told.
    var isListOfMeasures: Bool {
        isPlan && !isNamedByContent && rows.count >= 2 && ["取組", "事業", "施策"].contains(where: nameHead.contains)
            && rows.allSatisfy { !$0.units.isEmpty }
            && rows.count { !$0.times.isEmpty || !$0.years.isEmpty } * 2 > rows.count
    }

    static func cells(_ place: Int, _ table: NoticeTable, head: Int) -> [LocatedText] {
        table.rows[head...].compactMap { row in
            guard place < row.cells.count, !row.cells[place].content.isEmpty else { return nil }
            return row.cells[place].content
        }
    }

    /// The first column of a word of its own, before those of years: neither 計 behind them, nor 現況 where the rows are named below
    /// no word.
    private static func unnamed(_ columns: [Column], _ table: NoticeTable, head: Int) -> Int? {
        for place in columns.indices {
            let isHeaded = table.rows[..<head].contains {
                place < $0.cells.count && !$0.cells[place].content.isEmpty
            }
            switch columns[place] {
            case .unknown: return isHeaded ? place : nil
            case .year: return nil
            case .field: continue
            }
        }
        return nil
    }

    /// 部の目標 | 課の目標 | 実施目標: the last column of goals whose cells are sentences.
    private static func sentences(_ columns: [Column], _ table: NoticeTable, head: Int) -> Int? {
        columns.indices.last { place in
            guard case .field(.target) = columns[place] else { return false }
            let cells = cells(place, table, head: head)
            return cells.count >= 2 && cells.count { $0.scalars.contains("。") } * 2 > cells.count
        }
    }

    private static let itemHeads: Set<String> = ["具体的な取組", "具体的取組", "主な取組", "取組", "取り組み", "取組み", "個別事業", "主な事業"]

    /// 施策 | 具体的な取組: where a measure goes on over rows that each name what is done, these are the initiatives.
    private static func nameByItems(_ columns: inout [Column], _ table: NoticeTable, head: Int) {
        guard
            let title = columns.firstIndex(where: { if case .field(.title) = $0 { true } else { false } }),
            let items = columns[(title + 1)...].firstIndex(where: {
                if case .field(.content) = $0 { true } else { false }
            }),
            table.rows[..<head].contains(where: { row in
                items < row.cells.count && itemHeads.contains(FieldLabel.key(row.cells[items].text))
            })
        else { return }
        var goesOn = false
        for row in table.rows[head...] where items < row.cells.count {
            let item = row.cells[items].content
            guard !item.isEmpty else { continue }
            guard item.scalars.count <= 40, !item.scalars.contains("。"), !row.cells[items].isRepeated else { return }
            goesOn = goesOn || row.cells[title].content.isEmpty || row.cells[title].isRepeated
        }
        guard goesOn else { return }
        columns[title] = .unknown
        columns[items] = .field(.title)
    }

    private mutating func read(_ row: NoticeTable.Row, columns: [Column]) {
        var read = Row()
        read.line = row.line
        read.lines = Self.lines(of: row)
        let filled = row.cells.filter { !$0.content.isEmpty && !$0.isRepeated }
        guard !filled.isEmpty else { return }
        var isContinuation = false
        for (place, cell) in row.cells.enumerated() where place < columns.count {
            var content = cell.content
            let isDitto = ["〃", "同上", "″", "々", "\"", "”", "同左"].contains(content.text.trimmingCharacters)
            if isDitto, let last = rows.last {
                switch columns[place] {
                case .field(.unit): read.units = last.units
                case .field(.time), .field(.due), .field(.start): read.times = last.times
                case .field(.title): content = last.title
                default: break
                }
                if case .field(.title) = columns[place] {} else { continue }
            }
            guard !content.isEmpty else { continue }
            switch columns[place] {
            case .field(.title):
                if cell.isRepeated { isContinuation = true }
                read.title = content
            case .field(.number): if read.sign.isEmpty { read.sign = Width.narrowingDigitsAndLatin(content.text) }
            case .field(.unit): read.units += units(in: content.text)
            case .field(.partner): read.partners += units(in: content.text)
            case .field(.content): read.contents.append(content)
            case .field(.time): read.times.append((.time, content))
            case .field(.due): read.times.append((.due, content))
            case .field(.start): read.times.append((.start, content))
            case .field(.target): read.targets.append(content)
            case .year(let year): if Self.isFilled(content) { read.years.append((year, content)) }
            case .field, .unknown: read.asides.append(content)
            }
        }
        if read.title.isEmpty || isContinuation, var last = rows.popLast() {
            // What has no name of its own goes on with the one above.
            guard filled.count > 1 || !read.contents.isEmpty || isContinuation else {
                rows.append(last)
                headLines.formUnion(read.lines)
                return
            }
            last.units += read.units.filter { !last.units.contains($0) }
            last.partners += read.partners.filter { !last.partners.contains($0) }
            last.contents += read.contents
            last.times += read.times
            last.targets += read.targets
            last.years += read.years
            last.asides += read.asides
            last.lines.formUnion(read.lines)
            rows.append(last)
            return
        }
        let isDivider = filled.count == 1 && row.cells.count > 2
        guard !read.title.isEmpty, !isDivider, !Self.isTotal(read.title.text), !Self.isTotal(read.sign),
            !read.units.isEmpty || !Self.isFigure(read.title.text)
        else {
            headLines.formUnion(read.lines)
            return
        }
        if let sign = HeadingSign.read(read.title.scalars[...]), sign.length < read.title.scalars.count,
            sign.kind != .bracket
        {
            read.sign = sign.printed
            read.title = read.title.part(sign.length..<read.title.scalars.count)
        }
        if let mark = Self.statusMark(read.title.scalars) {
            read.asides.append(read.title.part(0..<mark))
            read.title = read.title.part(mark..<read.title.scalars.count).trimmed
        }
        rows.append(read)
    }

    /// A column names the same few sections in many rows.
    private mutating func units(in text: String) -> [String] {
        if let known = knownUnits[LetterKey(text)] { return known }
        let found = UnitNames.names(in: text)
        let names = found.isEmpty && Self.namesPlace(text) ? [text.trimmingCharacters] : found
        knownUnits[LetterKey(text)] = names
        return names
    }

    static func isTotal(_ text: String) -> Bool { ["計", "合計", "小計", "総計"].contains(FieldLabel.key(text)) }

    /// 予算額, 目標値 beside its figures in columns of years: what is told of an initiative, and none.
    private static func isFigure(_ title: String) -> Bool {
        switch FieldLabel(title) {
        case .budget?, .target?, .past?: true
        default: false
        }
    }

    static func isFilled(_ content: LocatedText) -> Bool {
        !["-", "－", "―", "ー", "‐", "×", "—", "–", "なし", "／", "/"].contains(content.text.trimmingCharacters)
    }

    private static func lines(of row: NoticeTable.Row) -> Set<Int> {
        var lines: Set<Int> = [row.line]
        for cell in row.cells { lines.formUnion(cell.content.lines) }
        return lines
    }

    /// The columns' labels, in one row or two, and where the body begins.
    private static func head(of table: NoticeTable) -> (columns: [Column], end: Int)? {
        // Lines about the whole sheet may stand above its head.
        let opening = table.rows.firstIndex(where: \.opensTable) ?? 0
        for (index, row) in table.rows.prefix(max(headRowsMax, opening + 1)).enumerated() {
            var columns = row.cells.map { column($0.text) }
            var known = columns.filter { if case .unknown = $0 { false } else { true } }.count
            if known < 2 || known * 2 < row.cells.filter({ !$0.content.isEmpty }).count {
                known += tellByContent(&columns, table, head: index)
            }
            guard known >= 2, known * 2 >= row.cells.filter({ !$0.content.isEmpty }).count else { continue }
            var end = index + 1
            // スケジュール over R6 R7 R8.
            if end < table.rows.count {
                let below = table.rows[end]
                let filled = below.cells.filter { !$0.content.isEmpty && !$0.isRepeated }
                let labels = filled.filter { cell in
                    if YearPart(cell.text) != nil { return true }
                    return if case .unknown = column(cell.text) { false } else { true }
                }
                if !filled.isEmpty, labels.count == filled.count {
                    var year: FiscalYearLabel?
                    for (place, cell) in below.cells.enumerated() {
                        while columns.count <= place { columns.append(.unknown) }
                        switch columns[place] {
                        case .year(let label): year = label
                        case .field: year = nil
                        case .unknown: break
                        }
                        guard !cell.content.isEmpty, !cell.isRepeated else { continue }
                        // 上半期 and 下半期 below 令和7年度, which stands over both.
                        let part = YearPart(cell.text).flatMap { part in year.map { Column.year($0.divided(by: part)) }
                        }
                        columns[place] = part ?? column(cell.text)
                    }
                    end += 1
                }
            }
            return (columns, end)
        }
        return nil
    }

    static func column(_ text: String) -> Column {
        if let label = FieldLabel(text) { return .field(label) }
        if let year = FiscalYearLabel(text) { return .year(year) }
        return freerLabel(text).map(Column.field) ?? .unknown
    }
}
