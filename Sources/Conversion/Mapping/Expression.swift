/// How the value of a target item is made from values of a source record. Every expression gives a value or a reason for every
/// input: there are no loops, no scripts and nothing that can fail half-way.
///
///     name(漢字氏名)
///     date(生年月日)
///     届出日 ?? 出生届出日
///     if(区分 = '1', code(性別, 性別), '0')
public indirect enum Expression: Hashable, Sendable {
    /// The position of an item in the source group.
    case source(Int)
    case literal(String)
    case call(Function, [Expression])
    /// A code map of the mapping, by name.
    case code(map: String, Expression)
    /// The first that is not empty.
    case first([Expression])
    case choose(when: Expression, then: Expression, otherwise: Expression)

    /// Positions of all source items it may look at.
    public var columns: Set<Int> {
        switch self {
        case .source(let column): [column]
        case .literal: []
        case .call(_, let arguments), .first(let arguments):
            arguments.reduce(into: []) { $0.formUnion($1.columns) }
        case .code(_, let argument): argument.columns
        case .choose(let condition, let then, let otherwise):
            condition.columns.union(then.columns).union(otherwise.columns)
        }
    }
}

extension Expression {
    /// Positions of source items inside any of some functions.
    func columns(under functions: Set<Function>) -> Set<Int> {
        switch self {
        case .source, .literal: []
        case .call(let function, let arguments):
            functions.contains(function)
                ? arguments.reduce(into: []) { $0.formUnion($1.columns) }
                : arguments.reduce(into: []) { $0.formUnion($1.columns(under: functions)) }
        case .first(let arguments): arguments.reduce(into: []) { $0.formUnion($1.columns(under: functions)) }
        case .code(_, let argument): argument.columns(under: functions)
        case .choose(let condition, let then, let otherwise):
            condition.columns(under: functions).union(then.columns(under: functions))
                .union(otherwise.columns(under: functions))
        }
    }

    /// Positions of source items that are used outside all of some functions.
    func columns(outside functions: Set<Function>) -> Set<Int> {
        switch self {
        case .source(let column): [column]
        case .literal: []
        case .call(let function, let arguments):
            functions.contains(function)
                ? [] : arguments.reduce(into: []) { $0.formUnion($1.columns(outside: functions)) }
        case .first(let arguments): arguments.reduce(into: []) { $0.formUnion($1.columns(outside: functions)) }
        case .code(_, let argument): argument.columns(outside: functions)
        // A condition looks at a value and carries nothing of it.
        case .choose(_, let then, let otherwise):
            then.columns(outside: functions).union(otherwise.columns(outside: functions))
        }
    }
}

/// What kind of value an expression gives.
public enum ValueType: String, Hashable, Sendable {
    case text
    case date
    case number
    case flag

    public var japanese: String {
        switch self {
        case .text: "文字列"
        case .date: "日付"
        case .number: "数"
        case .flag: "真偽"
        }
    }
}

/// A function of the expression language.
public enum Function: String, CaseIterable, Hashable, Sendable {
    /// Without spaces around it.
    case trim
    /// Full-width katakana instead of half-width, voiced marks joined (NM1).
    case kana
    /// ASCII letters and figures as full-width ones.
    case wide
    /// Full-width letters and figures as ASCII.
    case narrow
    /// A person's name: one full-width space between its parts (NM2).
    case name
    /// The part of a name before its first space.
    case family
    /// The part of a name after its first space.
    case given
    /// An address: one kind of hyphen (AD1).
    case address
    /// Figures only: postal codes, telephone numbers.
    case digits
    /// The town (町字) at the start of an address, as the ward's list writes it (AD2, AD3).
    case town
    /// What follows the town in an address: 番地号. The whole address where no town is found.
    case lot
    /// The id of the town at the start of an address (AD4).
    case townCode = "town-code"
    /// All parts one after the other.
    case concat
    /// The parts that are not empty, with the first argument between them.
    case join
    case date
    /// The first day of a period; 0000-01-01 stands for “since ever”.
    case from
    /// The last day of a period; 9999-12-31 stands for “for ever”.
    case until
    /// 1 where a date is unknown, else 0.
    case unknownFlag = "unknown-flag"
    /// The words of an unknown date (不詳表記).
    case unknownText = "unknown-text"
    case year
    case number
    case equal = "="
    case differs = "!="
    case empty
    /// The first argument is one of the others.
    case among = "in"
    case and
    case or
    case not

    /// Types of the arguments; the last one may be repeated where `isVariadic`.
    var parameters: [ValueType] {
        switch self {
        case .trim, .kana, .wide, .narrow, .name, .family, .given, .address, .digits, .town, .lot, .townCode, .date,
            .from, .until, .unknownFlag, .unknownText, .year, .number, .empty:
            [.text]
        case .concat: [.text]
        case .join, .equal, .differs, .among: [.text, .text]
        case .and, .or: [.flag, .flag]
        case .not: [.flag]
        }
    }

    var isVariadic: Bool {
        switch self {
        case .concat, .join, .among, .and, .or: true
        default: false
        }
    }

    var result: ValueType {
        switch self {
        case .date, .from, .until: .date
        case .number: .number
        case .equal, .differs, .empty, .among, .and, .or, .not: .flag
        default: .text
        }
    }

    /// What it does, for the list in the command's help.
    public var japanese: String {
        switch self {
        case .trim: "前後の空白を取る"
        case .kana: "半角カナを全角カナにする"
        case .wide: "英数字を全角にする"
        case .narrow: "英数字を半角にする"
        case .name: "氏名の区切りを全角の空白1つにする"
        case .family: "氏名の氏（最初の空白より前）"
        case .given: "氏名の名（最初の空白より後）"
        case .address: "住所のハイフンをそろえる"
        case .digits: "数字だけを残す"
        case .town: "住所の初めの町字（町字の一覧の書き方にする）"
        case .lot: "住所の町字より後（番地号）"
        case .townCode: "住所の初めの町字のコード"
        case .concat: "続けて書く"
        case .join: "空でないものを、最初の値を挟んで続ける"
        case .date: "日付にする（元号、8桁、7桁など）"
        case .from: "期間の始まり（0000-01-01 を認める）"
        case .until: "期間の終わり（9999-12-31 を認める）"
        case .unknownFlag: "日付が不詳なら1、そうでなければ0"
        case .unknownText: "不詳の日付の表記"
        case .year: "西暦の年"
        case .number: "数にする"
        case .equal: "等しい"
        case .differs: "異なる"
        case .empty: "空である"
        case .among: "どれかに等しい"
        case .and: "すべて当てはまる"
        case .or: "どれかが当てはまる"
        case .not: "当てはまらない"
        }
    }
}
