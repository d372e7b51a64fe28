import Japanese
import Ward

/// One row of a list, by its columns. Cells come as texts without blanks at their ends.
public struct RosterRow: Sendable {
    /// Of the file, from 1.
    public let number: Int
    private let cells: [String: String]

    /// - Parameter cells: by the titles of the columns that the file has.
    public init(_ number: Int, _ cells: [String: String]) {
        self.number = number
        self.cells = cells
    }

    /// Whether the file has the column at all: what it does not have stays as it is.
    public func has(_ column: RosterColumn) -> Bool { cells[column.title] != nil }

    /// Empty where there is nothing.
    public subscript(_ column: RosterColumn) -> String { cells[column.title] ?? "" }

    /// The titles of the columns that the file has.
    public var titles: [String] { cells.keys.sorted() }
}

/// Reading the cells of a row into values; each says what is wrong with its cell.
extension RosterFindings {
    /// One line of text. `nil` when it is empty or wrong.
    /// - Parameter isLong: several lines are allowed.
    public mutating func text(
        _ row: RosterRow, _ column: RosterColumn, max: Int, isRequired: Bool = false, isLong: Bool = false
    ) -> String? {
        let text = row[column]
        if text.isEmpty {
            if isRequired { add(row, column, "「\(column.title)」が空です。", "書いてください。") }
            return nil
        }
        let count = text.unicodeScalars.count
        if max < count {
            add(row, column, "\(count)文字あります。", "\(max)文字までにしてください。")
            return nil
        }
        let isForbidden = text.unicodeScalars.contains { scalar in
            scalar.properties.generalCategory == .control && !(isLong && scalar == "\n")
        }
        if isForbidden {
            add(row, column, "改行などの制御文字が入っています。", "1行で書き直してください。")
            return nil
        }
        return text
    }

    public mutating func day(_ row: RosterRow, _ column: RosterColumn) -> CivilDate? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        if let day = CivilDate(reading: text) { return day }
        add(row, column, "日付として読めません。", "令和8年4月1日、R8.4.1、2026-04-01のように書いてください。")
        return nil
    }

    /// An exact number without 約 or the like.
    /// - Parameter unit: the one that may be written behind it.
    public mutating func number(_ row: RosterRow, _ column: RosterColumn, unit: String? = nil) -> ExactNumber? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        guard let quantity = QuantityReader.read(text, unit: nil) else {
            add(row, column, "数として読めません。", "6500や1,234.5のように書いてください。")
            return nil
        }
        if quantity.qualifier != nil {
            add(row, column, "「約」などが付いています。", "数だけを書いてください。")
            return nil
        }
        if let unit, let found = quantity.unit, TextKey(found) != TextKey(unit) {
            add(row, column, "単位が「\(found)」です。", "「\(unit)」の数を書いてください。")
            return nil
        }
        return quantity.value
    }

    /// One of some words, each of which may be written in several ways.
    public mutating func choice<Value>(
        _ row: RosterRow, _ column: RosterColumn, _ choices: [(words: [String], value: Value)]
    ) -> Value? {
        let key = TextKey(row[column])
        guard !key.text.isEmpty else { return nil }
        if let found = choices.first(where: { $0.words.contains { TextKey($0) == key } }) { return found.value }
        add(
            row, column, "選べる言葉ではありません。",
            "「\(choices.compactMap(\.words.first).joined(separator: "」「"))」のどれかを書いてください。")
        return nil
    }

    public mutating func fiscalYear(_ row: RosterRow, _ column: RosterColumn) -> FiscalYear? {
        let text = row[column]
        guard !text.isEmpty else { return nil }
        if let year = FiscalYear(reading: text) { return year }
        add(row, column, "年度として読めません。", "令和8年度のように書いてください。")
        return nil
    }

    public mutating func mail(_ row: RosterRow, _ column: RosterColumn) -> MailAddress? {
        let text = Width.narrowingDigitsAndLatin(row[column])
        guard !text.isEmpty else { return nil }
        if let address = MailAddress(text) { return address }
        add(row, column, "メールアドレスとして読めません。", "kumin@city.example.lg.jpのように、半角で書いてください。")
        return nil
    }

    /// The unit of a name, perhaps with its department in a column of its own before it.
    public mutating func unit(
        _ row: RosterRow, _ column: RosterColumn, after department: RosterColumn? = nil, _ names: UnitNames
    ) -> OfficeUnit? {
        let above = department.map { row[$0] } ?? ""
        let name = row[column]
        guard !name.isEmpty || !above.isEmpty else { return nil }
        if name.isEmpty, let department { return unit(above, row, department, names) }
        if !above.isEmpty, case .one(let unit) = names.find(above + name) { return unit }
        guard let unit = unit(name, row, column, names) else { return nil }
        if !above.isEmpty, let parent = names.parent(of: unit), case .one(let named) = names.find(above),
            named.id != parent.id
        {
            add(row, department, "「\(unit.name)」は「\(parent.name)」の組織です。", "部と課の組合せを確かめてください。")
            return nil
        }
        return unit
    }

    /// Several units in one cell, between 、 or line ends.
    /// - Parameter known: units that a name may stand for although they are no more, as long as they stay where they are.
    public mutating func units(
        _ row: RosterRow, _ column: RosterColumn, _ names: UnitNames, keeping known: [ID<OfficeUnit>] = []
    ) -> [ID<OfficeUnit>] {
        var found: [ID<OfficeUnit>] = []
        for name in UnitNames.parts(of: row[column]) {
            let kept = known.first { TextKey(names.label($0)) == TextKey(name) }
            guard let id = kept ?? unit(name, row, column, names)?.id, !found.contains(id) else { continue }
            found.append(id)
        }
        return found
    }

    private mutating func unit(
        _ name: String, _ row: RosterRow, _ column: RosterColumn, _ names: UnitNames
    ) -> OfficeUnit? {
        let naming = names.find(name)
        if case .one(let unit) = naming { return unit }
        if let problem = naming.problem(with: name) { add(row, column, problem.what, problem.how) }
        return nil
    }
}

extension UnitNames {
    /// The names in a text that names several: 区民課、税務課
    public static func parts(of text: String) -> [String] {
        text.split { "、,，;；\n".contains($0) }.map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
    }
}
