import Japanese

/// What the columns of a table are, by freer heads than labels of lines and by what stands in them.
extension PlanTable {
    private static let freeTitles: Set<String> = [
        "個別事業", "個別取組", "個別項目", "細事業", "事務事業", "具体的事業", "テーマ", "タイトル", "題名",
    ]
    private static let freeTitleEndings = ["施策", "事業名", "取組名", "項目名", "施策名", "業務名", "事業名称", "取組名称", "施策名称", "テーマ"]
    /// What may have a name of its own beside that of the initiative.
    private static let unnamed = [
        "施設", "団体", "会社", "業者", "事業者", "法人", "機関", "組織", "計画", "資料", "指標", "所属", "会議", "担当", "主管", "機器",
    ]
    private static let aims = ["完了", "達成", "実施", "開始", "終了", "導入", "整備", "公開", "稼働"]

    /// Heads are freer than labels of lines: 推進施策, 具体的行動, 事業の名称, 完了目途, 本年度にやること, 管理番号.
    static func freerLabel(_ text: String) -> FieldLabel? {
        let key = FieldLabel.key(text)
        guard (3...10).contains(key.unicodeScalars.count) else { return nil }
        let plain = key.replacing("の", with: "")
        if plain.hasSuffix("名称"), !unnamed.contains(where: plain.hasPrefix) { return .title }
        if key.unicodeScalars.count <= 8 {
            if freeTitles.contains(plain) || freeTitleEndings.contains(where: plain.hasSuffix) { return .title }
            if !key.hasPrefix("電話"), ["番号", "コード", "No", "NO", "№", "ID"].contains(where: key.hasSuffix) {
                return .number
            }
            if key.hasPrefix("具体的"), ["行動", "取組", "方策", "対策", "措置"].contains(where: key.hasSuffix) {
                return .content
            }
        }
        if ["目途", "目処", "めど", "見込", "見込み"].contains(where: key.hasSuffix), aims.contains(where: key.hasPrefix) {
            return .time
        }
        if ["やること", "すること", "行うこと", "取り組むこと", "進め方", "の方法"].contains(where: key.hasSuffix) || key.hasPrefix("何を") {
            return .content
        }
        return nil
    }

    /// Whether a cell may stand in a head.
    static func isHead(_ text: String) -> Bool {
        if case .unknown = column(text) { false } else { true }
    }

    // MARK: What stands in columns

    private static let sectionLettersMax = 40
    private static let nameLettersMax = 45
    private static let rowsMin = 3

    /// 係 over 総務係, 人事係: a column without a known head that holds nothing but sections.
    static func nameUnits(_ columns: inout [Column], _ table: NoticeTable, head: Int) {
        for place in columns.indices {
            guard case .unknown = columns[place] else { continue }
            let cells = cells(place, table, head: head)
            guard cells.count >= 2, cells.allSatisfy({ isSections($0) }) else { continue }
            columns[place] = .field(.unit)
        }
    }

    /// 所管部局 | 所管課: the department only says where the section beside it belongs, and does it where no section is told.
    static func setDepartmentsApart(_ columns: inout [Column], _ table: NoticeTable, head: Int) {
        func holds(_ place: Int, _ endings: [String]) -> Bool {
            guard columns.indices.contains(place), case .field(.unit) = columns[place] else { return false }
            return table.rows[..<head].contains { row in
                place < row.cells.count && endings.contains(where: FieldLabel.key(row.cells[place].text).hasSuffix)
            }
        }
        for place in columns.indices
        where holds(place, ["部局", "部", "局", "部局名", "部名", "局名"])
            && holds(place + 1, ["課", "室", "課名", "課室", "課室名", "係"])
        {
            columns[place] = .field(.partner)
        }
    }

    private static func isSections(_ cell: LocatedText) -> Bool {
        cell.scalars.count <= sectionLettersMax && !UnitNames.names(in: cell.text).isEmpty
    }

    /// Where heads are words of its own: who does it, and by when or in which years, are told by what stands below, and beside
    /// them a column of names that all differ.
    /// - Returns: how many columns were found so.
    static func tellByContent(_ columns: inout [Column], _ table: NoticeTable, head: Int) -> Int {
        let own = table.rows[head].cells
        let body = head + 1
        guard table.rows.count - body >= rowsMin, own.count >= 3,
            own.allSatisfy({
                !$0.content.isEmpty && $0.content.scalars.count <= 14 && !$0.content.scalars.contains("。")
            }),
            !isDirectory(table.rows[head]), UnitNames.names(in: own.map(\.text).joined(separator: "、")).isEmpty
        else { return 0 }
        // 建築年 beside 対策時期, which already says when.
        let hasTime = columns.contains { if case .field(let label) = $0 { label.isTime } else { false } }
        var told = columns
        var found = 0
        var (units, times, names) = (0, 0, 0)
        for place in told.indices {
            let cells = cells(place, table, head: body)
            switch told[place] {
            case .field(.unit): units += 1
            case .field(.time), .field(.due), .field(.start), .year, .field(.content): times += 1
            case .field(.title): names += 1
            case .unknown where cells.count >= rowsMin && cells.allSatisfy(isSections):
                told[place] = .field(.unit)
                (units, found) = (units + 1, found + 1)
            case .unknown where holdsDates(cells) && !isPast(own[place].text):
                if !hasTime { told[place] = .field(.time) }
                (times, found) = (times + 1, found + 1)
            default: break
            }
        }
        guard units == 1, times >= 1, names <= 1 else { return 0 }
        if names == 0 {
            guard let place = Self.names(told, table, head: body) else { return 0 }
            told[place] = .field(.title)
            found += 1
        }
        columns = told
        return found
    }

    /// 令和7年10月 in most of the cells, and nothing else beside it.
    private static func holdsDates(_ cells: [LocatedText]) -> Bool {
        guard cells.count >= rowsMin, cells.allSatisfy({ $0.scalars.count <= 20 }) else { return false }
        return cells.count { !DateReader.expressions(in: $0.text).isEmpty } * 3 > cells.count * 2
    }

    private static func isPast(_ head: String) -> Bool {
        ["前", "策定", "作成", "更新", "改定", "受付", "決裁", "済", "設置", "開始"].contains(where: head.contains)
    }

    /// A column without a known head whose cells are names that all differ, in a table that says whose they are.
    static func names(_ columns: [Column], _ table: NoticeTable, head: Int) -> Int? {
        guard columns.contains(where: { if case .field(.unit) = $0 { true } else { false } }),
            !isDirectory(table.rows[head - 1])
        else { return nil }
        return columns.indices.first { place in
            switch columns[place] {
            case .unknown, .field(.content): areNames(cells(place, table, head: head))
            default: false
            }
        }
    }

    private static let directoryHeads = ["所在地", "住所", "電話", "氏名", "定員", "メール", "郵便"]

    /// 施設名 | 所在地 | 電話番号: what is there, and nothing that is done.
    static func isDirectory(_ head: NoticeTable.Row) -> Bool {
        head.cells.contains { cell in directoryHeads.contains(where: FieldLabel.key(cell.text).contains) }
    }

    /// What initiatives are called: short nouns, no sentences, no figures, and none twice.
    private static func areNames(_ cells: [LocatedText]) -> Bool {
        guard cells.count >= rowsMin, Set(cells.map(\.text)).count == cells.count else { return false }
        return cells.allSatisfy { cell in
            cell.scalars.count <= nameLettersMax && !cell.scalars.contains("。") && !isSections(cell)
                && !PersonName.isName(cell.text) && DateReader.expressions(in: cell.text).isEmpty
        } && cells.count { $0.scalars.count >= 6 } * 2 > cells.count
            && cells.count { $0.scalars.last.map { Script(of: $0) == .hiragana } ?? false } * 3 <= cells.count
    }

    /// 令和6年度の実施内容 beside 今後の予定: what was done in a year.
    static func setPastApart(_ columns: inout [Column], _ table: NoticeTable, head: Int) {
        func heads(_ place: Int) -> [String] {
            guard case .field(.content) = columns[place] else { return [] }
            return table.rows[..<head].compactMap {
                place < $0.cells.count ? FieldLabel.key($0.cells[place].text) : nil
            }
        }
        let coming = ["今後", "次年度", "来年度", "翌年度"]
        guard columns.indices.contains(where: { heads($0).contains { head in coming.contains(where: head.hasPrefix) } })
        else { return }
        for place in columns.indices
        where heads(place).contains(where: { head in
            ["今年度", "本年度", "前年度"].contains(where: head.hasPrefix)
                || DateReader.expressions(in: head).first.map { $0.kind == .fiscalYear && $0.range.lowerBound == 0 }
                    ?? false
        }) {
            columns[place] = .field(.past)
        }
    }

    /// 施策 | 個別事業: where the measure is said again in the rows below, and beside it stands what no row has twice, the rows
    /// are named by that.
    static func nameByRows(_ columns: inout [Column], _ table: NoticeTable, head: Int) {
        guard
            let title = columns.indices.last(where: { if case .field(.title) = columns[$0] { true } else { false } }),
            title + 1 < columns.count, case .unknown = columns[title + 1]
        else { return }
        let rows = table.rows[head...].filter { row in row.cells.count { !$0.content.isEmpty } > 2 }
        let above = rows.compactMap { title < $0.cells.count ? $0.cells[title].text : nil }
        let below = rows.compactMap { title + 1 < $0.cells.count ? $0.cells[title + 1].content : nil }
        guard rows.count >= rowsMin, above.count == rows.count, below.count == rows.count,
            Set(above).count * 3 <= above.count * 2, areNames(below)
        else { return }
        columns[title] = .unknown
        columns[title + 1] = .field(.title)
    }

    // MARK: What stands in cells

    private static let statuses: Set<String> = [
        "新規", "拡充", "継続", "拡大", "充実", "見直し", "重点", "一部新規", "新規・拡充", "一部拡充", "新", "拡", "継", "再掲", "変更", "改善", "縮小", "廃止",
        "補正", "臨時",
    ]

    /// Letters of 【新規】 before a name, which says how it stands and is no part of what it is called.
    static func statusMark(_ title: [Unicode.Scalar]) -> Int? {
        guard let first = title.first, "【［[〔（(〈＜<《".unicodeScalars.contains(first),
            let end = title.prefix(10).firstIndex(where: { "】］]〕）)〉＞>》".unicodeScalars.contains($0) }),
            end + 1 < title.count, statuses.contains(FieldLabel.key(String(scalars: title[1..<end])))
        else { return nil }
        return end + 1
    }

    /// ひだまり荘 in a column of sections: a house of the municipality.
    static func namesPlace(_ text: String) -> Bool {
        let word = text.trimmingCharacters
        return (3...20).contains(word.unicodeScalars.count)
            && ["荘", "苑", "院", "寮", "場", "ホーム", "プラザ", "ステーション"].contains(where: word.hasSuffix)
            && !word.contains(where: { "、。をはがに".contains($0) })
    }
}
