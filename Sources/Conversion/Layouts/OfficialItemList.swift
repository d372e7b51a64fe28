import Japanese
import Tabular

/// Reads an item list in the shape of the official ones (基本データリスト, 項目定義書): a heading, in one line or two, and an item to
/// a line. The order of columns does not matter; what they are called does.
///
///     OfficialItemList.read(sheets, name: "住登外者宛名番号管理", version: "2.1")
///
/// The legend of the official list names 18 columns; of them the name and the type must be there. The same reader takes the sheets
/// of the API specifications, whose columns are パラメータ名, 項目名, 必須 (◎), データ型 and データ長.
public struct OfficialItemList {
    /// What was wrong with a line, or worth knowing.
    public struct Finding: Error, Hashable, Sendable {
        public let sheet: String
        /// From 1.
        public let row: Int
        public let message: String
        /// The list cannot be used until it is mended.
        public let isError: Bool

        public var japanese: String { "\(sheet) \(row)行目　\(message)" }
    }

    /// A sheet as rows of text.
    public struct Sheet: Sendable {
        public let name: String
        public let rows: [[String]]

        public init(name: String, rows: [[String]]) {
            self.name = name
            self.rows = rows
        }
    }

    public private(set) var layout: RecordLayout
    public private(set) var findings: [Finding] = []

    /// - Parameter business: taken from the items' ids when it is not given.
    public static func read(
        _ sheets: [Sheet], name: String, business: String? = nil, version: String, effective: CivilDate? = nil
    ) -> (layout: RecordLayout?, findings: [Finding]) {
        var list = OfficialItemList(
            layout: RecordLayout(name: name, business: business ?? "", version: version, effective: effective))
        var hasItems = false
        for sheet in sheets {
            if let heading = ItemHeading.find(in: sheet.rows) {
                hasItems = true
                list.readItems(sheet, heading)
            } else if let heading = CodeHeading.find(in: sheet.rows) {
                list.readCodes(sheet, heading)
            }
        }
        if !hasItems {
            list.tell(
                Sheet(name: sheets.first?.name ?? name, rows: []), 0,
                "項目の一覧が見つかりません。「データ項目」（または「項目名」）と「データ型」の見出しがある表を指定してください。")
        }
        list.settleCodeLists()
        return (list.findings.contains(where: \.isError) ? nil : list.layout, list.findings)
    }

    private init(layout: RecordLayout) { self.layout = layout }

    private mutating func tell(_ sheet: Sheet, _ row: Int, _ message: String, isError: Bool = true) {
        findings.append(Finding(sheet: sheet.name, row: row, message: message, isError: isError))
    }

    // MARK: items

    private mutating func readItems(_ sheet: Sheet, _ heading: ItemHeading) {
        let lost = [(ItemHeading.Field.group, "グループ名称"), (.requirement, "データ出力条件")].filter {
            heading.columns[$0.0] == nil
        }.map(\.1)
        // A heading under another name: what stands in its column would be lost without a word.
        if !lost.isEmpty, !heading.unused.isEmpty {
            let unused = heading.unused.map { "「\($0)」" }.joined()
            tell(
                sheet, heading.firstRow,
                "見出し「\(lost.joined(separator: "」「"))」がありません。使わなかった見出しは\(unused)です。名前が違うなら直してください。", isError: false)
        }
        for (position, row) in sheet.rows.enumerated().dropFirst(heading.firstRow) {
            let cells = ItemHeading.Cells(row: row, heading: heading)
            let filled = Set(row.map(trimmed).filter { !$0.isEmpty })
            // Lists end with a row of “e”.
            if filled == ["e"] { break }
            guard let name = cells.name(.name) else {
                if cells[.type] != nil { tell(sheet, position + 1, "項目の名称がありません。") }
                continue
            }
            readItem(name, cells, sheet, position + 1)
        }
        if layout.groups.allSatisfy(\.items.isEmpty) { tell(sheet, heading.firstRow, "項目が1つもありません。") }
    }

    private mutating func readItem(_ name: String, _ cells: ItemHeading.Cells, _ sheet: Sheet, _ row: Int) {
        var item = Item(name: name)
        guard let typeText = cells[.type] else { return tell(sheet, row, "「\(name)」のデータ型がありません。") }
        guard let type = ItemType(official: typeText) else {
            let known = ItemType.allCases.dropLast().map(\.rawValue).joined(separator: "、")
            return tell(sheet, row, "「\(name)」のデータ型「\(typeText)」は分かりません。\(known) のどれかに直してください。")
        }
        item.type = type
        readLength(&item, cells[.length], sheet, row)
        item.id = cells.id
        item.romaji = cells[.romaji]
        if let mark = cells[.key], !isMarked(mark) {
            tell(sheet, row, "「\(name)」の主キー「\(mark)」は分かりません。主キーの項目に「○」を書いてください。")
        }
        item.isKey = isMarked(cells[.key])
        item.isForeignKey = isMarked(cells[.foreignKey])
        item.isImplemented = isMarked(cells[.implemented])
        item.codeList = cells[.code].map(codeKey)
        if let repeats = cells[.repeats] {
            item.repeats = Int(repeats)
            if item.repeats == nil { tell(sheet, row, "「\(name)」の繰り返し「\(repeats)」は数ではありません。") }
        }
        readRequirement(&item, cells, sheet, row)
        let words = [cells[.definition], cells[.note], cells[.remark]].compactMap(\.self).joined(separator: "\n")
        item.allowsUnknown = words.contains("不詳日を許容") && !words.contains("不詳日を許容しない")
        let group = cells.name(.group) ?? layout.groups.last?.name ?? layout.name
        if layout.business.isEmpty, let id = item.id, id.utf8.count == 8 { layout.business = String(id.prefix(3)) }
        if let place = layout.groups.firstIndex(where: { $0.name == group }) {
            if layout.groups[place].item(named: name) != nil { tell(sheet, row, "「\(name)」がグループ「\(group)」に2回あります。") }
            layout.groups[place].items.append(item)
        } else {
            layout.groups.append(ItemGroup(name: group, items: [item]))
        }
    }

    private mutating func readLength(_ item: inout Item, _ text: String?, _ sheet: Sheet, _ row: Int) {
        guard let text else { return }
        let parts = text.split(whereSeparator: { $0 == "," || $0 == "，" || $0 == "、" }).map { Int(trimmed(String($0))) }
        guard parts.count <= 2, !parts.contains(nil), let length = parts.first.flatMap(\.self) else {
            return tell(sheet, row, "「\(item.name)」の桁数「\(text)」が読めません。「12」か「5,2」のように書いてください。")
        }
        item.length = length
        if parts.count == 2 { item.decimals = parts[1] }
    }

    private mutating func readRequirement(
        _ item: inout Item, _ cells: ItemHeading.Cells, _ sheet: Sheet, _ row: Int
    ) {
        switch cells[.requirement].map({ TextKey($0).text }) {
        case nil, "任意": item.requirement = .optional
        case "必須", "◎", "○": item.requirement = .required
        case "条件付き必須", "条件付必須": item.requirement = .conditional
        case .some:
            tell(sheet, row, "「\(item.name)」のデータ出力条件「\(cells[.requirement] ?? "")」は分かりません。必須、条件付き必須、任意のどれかに直してください。")
        }
        // The condition is written after ※※ in the description, up to the end of its line.
        for words in [cells[.note], cells[.remark]].compactMap(\.self) {
            guard let start = words.range(of: "※※") else { continue }
            item.condition = words[start.upperBound...].split(whereSeparator: { $0 == "\n" || $0 == "/" }).first
                .map { trimmed(String($0)) }
            if item.requirement == .optional { item.requirement = .conditional }
            break
        }
        if item.requirement == .conditional, item.condition == nil {
            tell(sheet, row, "「\(item.name)」は条件付き必須ですが、条件（※※の後）が書かれていません。", isError: false)
        }
    }

    private func isMarked(_ text: String?) -> Bool {
        guard let text else { return false }
        return ["○", "〇", "◯", "◎", "●"].contains(text)
    }

    // MARK: code lists

    private mutating func readCodes(_ sheet: Sheet, _ heading: CodeHeading) {
        var current: Int?
        for row in sheet.rows.dropFirst(heading.firstRow) {
            func cell(_ column: Int?) -> String? {
                guard let column, row.indices.contains(column) else { return nil }
                let text = trimmed(row[column])
                return text.isEmpty ? nil : text
            }
            if let id = cell(heading.id) {
                let key = codeKey(id)
                let name = cell(heading.name) ?? key
                current = layout.codeLists.firstIndex { $0.id == key }
                if current == nil {
                    layout.codeLists.append(CodeList(id: key, name: name, codes: []))
                    current = layout.codeLists.count - 1
                }
            }
            guard let current, let value = cell(heading.value) else { continue }
            if value == "任意" {
                layout.codeLists[current].isOpen = true
            } else {
                layout.codeLists[current].codes.append(.init(value: value, meaning: cell(heading.meaning) ?? ""))
            }
        }
    }

    /// Lists that items name and no sheet holds are kept open, and told.
    private mutating func settleCodeLists() {
        for item in layout.groups.flatMap(\.items) {
            guard let id = item.codeList, layout.codeList(id) == nil else { continue }
            layout.codeLists.append(CodeList(id: id, name: id, codes: [], isOpen: true))
            findings.append(
                Finding(
                    sheet: layout.name, row: 0,
                    message: "コード一覧「\(id)」がファイルにありません（項目「\(item.name)」）。値の検査はせずに取り込みます。",
                    isError: false))
        }
    }

    /// 002 and 2 are the same list.
    private func codeKey(_ text: String) -> String {
        let digits = text.drop { $0 == "0" }
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) } && !digits.isEmpty ? String(digits) : text
    }

    private func trimmed(_ text: String) -> String { ItemHeading.trimmed(text) }
}
