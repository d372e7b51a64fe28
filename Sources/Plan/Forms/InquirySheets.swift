import Tabular

/// Where things stand in a 照会票. Writer and reader share these names; people see only the headings.
enum InquirySheets {
    static let cover = "表紙"
    static let answers = "回答"
    static let measures = "指標"
    /// Shown by no menu of Excel: what was given out, so that only what the section changed is taken.
    static let memory = "namiki"

    /// The first cell of the memory sheet, and the version of this layout.
    static let signature = "並木 照会票"
    static let formatVersion = "1"

    /// Row 1 is the title, row 2 the hidden keys of the columns, row 3 the headings.
    static let headingRow = 3
    static let firstRow = 4

    /// The initiative and, on a line of its own, where its answer stands.
    static func heading(_ line: InquiryForm.Line) -> String {
        "\(line.heading)\n【\(line.entry.state.title)】"
    }

    static func withoutState(_ heading: String) -> String {
        String(heading.prefix { $0 != "\n" })
    }

    /// The columns of 「回答」 with the keys in their hidden row.
    enum AnswerColumn: Hashable, CaseIterable {
        case entry, heading, promises, previous
        case input(AnswerField)

        static let allCases: [AnswerColumn] =
            [.entry, .heading, .promises, .previous] + AnswerField.allCases.map { .input($0) }

        var key: String {
            switch self {
            case .entry: "entry"
            case .heading: "heading"
            case .promises: "promises"
            case .previous: "previous"
            case .input(let field): field.rawValue
            }
        }

        var title: String {
            switch self {
            case .entry: "番号"
            case .heading: "取組"
            case .promises: "約束したことと期限"
            case .previous: "前回の回答"
            case .input(let field): field.title
            }
        }

        /// In characters of the standard typeface.
        var width: Double {
            switch self {
            case .entry: 4
            case .heading: 22
            case .promises: 34
            case .previous: 34
            case .input(.mark): 16
            case .input(.doneOn): 14
            case .input: 34
            }
        }
    }

    /// The columns of 「指標」.
    enum MeasureColumn: String, CaseIterable {
        case entry, indicator, heading, name, unit, rule, previous, value

        var title: String {
            switch self {
            case .entry, .indicator: "番号"
            case .heading: "取組"
            case .name: "指標"
            case .unit: "単位"
            case .rule: "値の性質"
            case .previous: "前回の値"
            case .value: "今回の値"
            }
        }

        var width: Double {
            switch self {
            case .entry, .indicator: 4
            case .heading: 34
            case .name: 34
            case .unit: 10
            case .rule: 26
            case .previous: 18
            case .value: 22
            }
        }
    }
}
