import Japanese
import LifeEvents
import Tabular
import Ward

/// The daily list of deaths, a CSV file of the resident system.
struct DeathList: Sendable {
    struct Row: Sendable {
        let deceased: Deceased
        let facts: CaseFacts
        let line: Int
    }

    /// What could be read of somebody whose row is not taken and who is marked as protected.
    struct MarkedPerson: Hashable, Sendable {
        let name: String
        /// Empty where the list has none.
        let kana: String
        let bornOn: CivilDate?
    }

    struct Finding: Hashable, Sendable {
        /// Of the file; `nil` for the whole of it.
        let line: Int?
        let message: String
    }

    /// What a column is taken for.
    enum Use: Hashable, Sendable {
        /// Something about the person, by its usual heading.
        case person(String)
        /// A mark of protection: any one of them protects.
        case protection
        case fact(String)
        case unread
    }

    struct UsedColumn: Hashable, Sendable {
        let heading: String
        let use: Use
    }

    let rows: [Row]
    let findings: [Finding]
    /// Protected people of rows that are left out: what is wrong with a row does not bare anybody.
    let marked: [MarkedPerson]
    /// Every column of the file, in its order; empty for a file that is refused.
    let columns: [UsedColumn]

    var unread: [String] { columns.filter { $0.use == .unread }.map(\.heading) }

    private enum Column: CaseIterable {
        case name, kana, birth, death, address

        /// As systems head it.
        var headings: [String] {
            switch self {
            case .name: ["氏名", "漢字氏名", "氏名漢字", "氏名（漢字）"]
            case .kana: ["フリガナ", "カナ氏名", "氏名カナ", "氏名（カナ）", "カナ", "ふりがな"]
            case .birth: ["生年月日"]
            case .death: ["死亡日", "死亡年月日", "亡くなった日", "異動日", "異動年月日"]
            case .address: ["住所", "最終住所", "住民票住所"]
            }
        }
    }

    private static let textMax = 200
    /// A file is one day's list; more than this is another file.
    private static let rowsMax = 5_000

    /// Reads a file. Rows in which something is wrong are told and left out; the others are taken.
    /// - Parameter base: columns headed like one of its facts are read as that fact.
    init(_ bytes: [UInt8], base: KnowledgeBase, today: CivilDate) {
        let table: CSVTable
        do throws(CSVRefusal) {
            table = try CSVReader.read(bytes)
        } catch {
            self.init(refusedFor: Finding(line: nil, message: error.japanese))
            return
        }
        self.init(table, base: base, today: today)
    }

    private init(rows: [Row], findings: [Finding], marked: [MarkedPerson], columns: [UsedColumn]) {
        self.rows = rows
        self.findings = findings
        self.marked = marked
        self.columns = columns
    }

    private init(refusedFor finding: Finding) {
        self.init(rows: [], findings: [finding], marked: [], columns: [])
    }

    private init(_ table: CSVTable, base: KnowledgeBase, today: CivilDate) {
        guard let head = table.records.first else {
            self.init(refusedFor: Finding(line: nil, message: "ファイルが空です。"))
            return
        }
        let headings = head.fields.map(\.text)
        let forbidden = headings.filter { text in
            ["個人番号", "マイナンバー"].contains { TextKey(text).text.contains(TextKey($0).text) }
                && !TextKey(text).text.contains(TextKey("カード").text)
        }
        guard forbidden.isEmpty else {
            self.init(
                refusedFor: Finding(
                    line: head.line,
                    message: "「\(forbidden.joined(separator: "」「"))」の列があります。個人番号は取り込めません。この列を除いて出力し直してください。"))
            return
        }
        var person: [Column: Int] = [:]
        for column in Column.allCases { person[column] = column.headings.lazy.compactMap(table.column).first }
        let missing = Column.allCases.filter { person[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.map { $0.headings[0] }.joined(separator: "」「")
            self.init(
                refusedFor: Finding(line: head.line, message: "「\(names)」の列がありません。1行目に見出しを付けてください。"))
            return
        }
        var uses: [Use] = []
        var facts: [(Int, Fact)] = []
        var unclear: [String] = []
        for (index, heading) in headings.enumerated() {
            let key = TextKey(heading)
            if let column = person.first(where: { $0.value == index })?.key {
                uses.append(.person(column.headings[0]))
            } else if ProtectionMark.isHeading(heading) {
                uses.append(.protection)
            } else if let fact = base.facts.values.first(where: { TextKey($0.label) == key || $0.code == heading }) {
                facts.append((index, fact))
                uses.append(.fact(fact.label))
            } else {
                if ProtectionMark.speaks(heading) { unclear.append(heading) }
                uses.append(.unread)
            }
        }
        guard unclear.isEmpty else {
            self.init(
                refusedFor: Finding(
                    line: head.line,
                    message:
                        "「\(unclear.joined(separator: "」「"))」の列は、支援措置に関わるかもしれませんが、読み方が分かりません。支援措置の有無の列は見出しを「支援措置」にし、ほかの列は除いて出力し直してください。"
                ))
            return
        }
        let marks = uses.indices.filter { uses[$0] == .protection }
        var reading = Reading(columns: person, marks: marks, facts: facts, base: base, today: today)
        for finding in table.findings {
            reading.findings.append(Finding(line: finding.line, message: finding.japanese))
        }
        if table.records.count > Self.rowsMax + 1 {
            reading.findings.append(Finding(line: nil, message: "\(Self.rowsMax)行を超えています。1日分の一覧を選んでください。"))
        } else {
            for record in table.records.dropFirst() where !record.isBlank { reading.read(record) }
        }
        self.init(
            rows: reading.rows, findings: reading.findings, marked: reading.marked,
            columns: zip(headings, uses).map { UsedColumn(heading: $0, use: $1) })
    }

    private struct Reading {
        let columns: [Column: Int]
        /// Columns of marks of protection.
        let marks: [Int]
        let facts: [(Int, Fact)]
        let base: KnowledgeBase
        let today: CivilDate
        var rows: [Row] = []
        var findings: [Finding] = []
        var marked: [MarkedPerson] = []

        mutating func read(_ record: CSVRecord) {
            var problems: [String] = []
            func text(_ column: Column) -> String {
                let text = (columns[column].flatMap { record[$0] } ?? "").trimmingWhitespace
                if text.unicodeScalars.count > DeathList.textMax { problems.append("「\(column.headings[0])」が長すぎます。") }
                return text
            }
            func day(_ column: Column) -> CivilDate? {
                let written = text(column)
                guard let day = CivilDate(inTable: written) else {
                    problems.append("「\(column.headings[0])」の「\(written)」を日付として読めません。")
                    return nil
                }
                return day
            }
            let name = text(.name)
            let kana = text(.kana)
            if name.isEmpty { problems.append("「氏名」が空です。") }
            if kana.isEmpty { problems.append("「フリガナ」が空です。") }
            let birth = day(.birth)
            let death = day(.death)
            if let birth, let death, death < birth { problems.append("死亡日が生年月日より前です。") }
            if let death, today < death { problems.append("死亡日が今日より後です。") }
            let restricted = marks.contains { ProtectionMark.protects(record[$0] ?? "") }
            var told = CaseFacts()
            for (column, fact) in facts {
                let written = (record[column] ?? "").trimmingWhitespace
                guard !written.isEmpty else { continue }
                if let answer = Self.answer(written, to: fact) {
                    told[fact.code] = answer
                } else {
                    problems.append("「\(fact.label)」の「\(written)」を読めません。")
                }
            }
            if let birth, let death, problems.isEmpty {
                let person = Deceased(
                    name: name, kana: Width.wideningKatakana(Kana.katakana(kana)), bornOn: birth, diedOn: death,
                    address: ProtectedAddress(text(.address), isRestricted: restricted))
                let days = person.days(in: base)
                problems += CaseStore.dayProblems(told.answers.merging(days) { $1 }, base: base, today: today)
                if problems.isEmpty { rows.append(Row(deceased: person, facts: told, line: record.line)) }
            }
            if restricted, !problems.isEmpty {
                marked.append(MarkedPerson(name: name, kana: kana, bornOn: birth))
                problems.append("支援措置の印があります。並木がすでに知っている人の住所は、この行を取り込まなくても出しません。行を直して取り込み直すまで、この人の住所に注意してください。")
            }
            findings += problems.map { Finding(line: record.line, message: $0) }
        }

        private static func answer(_ written: String, to fact: Fact) -> FactAnswer? {
            switch fact.kind {
            case .truth:
                switch TextKey(written).text {
                case "1", "有", "あり", "はい", "○", "〇", "true", "該当": .known(.truth(true))
                case "0", "無", "なし", "いいえ", "×", "false", "非該当": .known(.truth(false))
                default: nil
                }
            case .day: CivilDate(inTable: written).map { .known(.day($0)) }
            case .number: QuantityReader.read(written, unit: nil)?.value.integer.map { .known(.number($0)) }
            case .choice(let choices):
                choices.first { $0.code == written || $0.say.map { TextKey($0.japanese) } == TextKey(written) }
                    .map { .known(.choice($0.code)) }
            case .list: nil
            }
        }
    }
}
