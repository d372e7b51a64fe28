/// Why a value did not simply pass: the stable codes that findings, ledgers and reports use.
///
/// The classes (DT1 … CV1) are those of the ward's defect list for resident registers; a code never changes its meaning. New ones
/// are added at the end.
public enum Reason: UInt8, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    case formChanged
    case eraGhost
    case dateUnknown
    case dateImpossible
    case dateSentinel
    case dateLunar
    case kanaWidened
    case nameSeparator
    case gaijiIdentified
    case gaijiUnknown
    case twin
    case kanaMismatch
    case hyphen
    case codeUnknown
    case codeMapped
    case tooLong
    case lengthUnit
    case wrongType
    case missing
    case conditionMissing
    case malformed
    case notNumber
    case unusedAlternative
    case sameAlternative
    case conditionOnly
    case leftOut
    case excluded
    case joined
    case unmapped
    case notCovered
    case decided
    case broken
    case ivs
    case shrunk
    case shrinkAmbiguous
    case shrinkNone
    case townSpelling
    case townNumber
    case townUnknown
    case townClosed
    case dateOrder
    case checkDigit
    case duplicate
    case collision
    case head
    case relation
    case householdEmpty
    case householdMissing
    case historyOrder
    case historyGap
    case historyCurrent
    case personMissing
    case attributeDiffers
    case moneyDiffers
    case protectionLost
    case restrictionLost
    case ownRule
    case notConserved
    case partUnmapped
    case notCarried
    case dateUnknownLost
    case ruleNotAsked
    case addressRest
    case wrongYear
    case keyRepeated
    case dateUnknownRest
    case controlCharacter
    case partLost
    case partLeftOut
    case nameNotParted
    case invisible
    case composed
    case outside
    case dateFuture
    case noRecords

    /// How much stands in the way.
    public enum Severity: Int, CaseIterable, Hashable, Sendable, Comparable {
        /// Worth knowing; nothing changed.
        case info
        /// Changed, and reversible by the bytes of the source.
        case fix
        /// To be looked at.
        case warn
        /// The value is kept out until somebody decides.
        case stop
        /// Nothing goes live.
        case block

        /// Somebody has to look at it; less is put in order or only worth knowing.
        public var needsPerson: Bool { self >= .warn }

        public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

        public var japanese: String {
            switch self {
            case .info: "参考"
            case .fix: "自動で整えた"
            case .warn: "要確認"
            case .stop: "差し止め"
            case .block: "稼働不可"
            }
        }
    }

    /// `DT1-ERA`: class and word.
    public var code: String { entry.code }
    public var severity: Severity { entry.severity }
    /// What it means, in a sentence for the section.
    public var japanese: String { entry.japanese }

    /// Every value with this reason is listed with its place. What the mapping says for a whole item is counted only, and identified
    /// characters are in the character ledger.
    public var isListed: Bool {
        switch self {
        case .formChanged, .codeMapped, .sameAlternative, .conditionOnly, .leftOut, .excluded, .joined, .decided,
            .gaijiIdentified, .ivs, .partLeftOut, .noRecords:
            false
        default: true
        }
    }

    /// A way of writing that is put in order and changes nothing of what is said: an old system may write all its values so.
    public var isWayOfWriting: Bool { [.kanaWidened, .nameSeparator, .hyphen].contains(self) }

    public init?(code: String) {
        guard let found = Reason.allCases.first(where: { $0.code == code }) else { return nil }
        self = found
    }

    private var entry: (code: String, severity: Severity, japanese: String) {
        switch self {
        case .formChanged: ("CV0-FORM", .fix, "値の形を、移行先の決まりに合わせました。")
        case .eraGhost: ("DT1-ERA", .fix, "その日付には使われていない元号です（例：平成31年5月1日）。日付から西暦に直しました。")
        case .dateUnknown: ("DT2-UNKNOWN", .fix, "日付の一部または全部が不詳です。日付は空にし、不詳の表記を残します。")
        case .dateImpossible: ("DT3-IMPOSSIBLE", .stop, "暦にない日付か、日付として読めない値です。")
        case .dateSentinel: ("DT4-SENTINEL", .stop, "日付ではなく、「なし」「未定」などの代わりに入れた値です（99999999など）。")
        case .dateLunar: ("DT5-LUNAR", .warn, "1873年より前の日付です。旧暦の日付かどうか確かめてください。")
        case .kanaWidened: ("NM1-KANA", .fix, "半角カナを全角にし、濁点をまとめました。")
        case .nameSeparator: ("NM2-SPACE", .fix, "氏と名の区切りを、全角の空白1つにしました。")
        case .gaijiIdentified: ("NM3-IDENTIFIED", .info, "外字を、同定表の文字に置き換えました。")
        case .gaijiUnknown: ("NM3-UNKNOWN", .stop, "どの文字か決まっていない外字、または文字に対応しないコードがあります。")
        case .twin: ("NM4-TWIN", .fix, "1つの文字に2つのコードがあるものを、標準のコードの文字にまとめました。")
        case .kanaMismatch: ("NM5-KANA", .warn, "カナの欄にカナ以外の文字があるか、カナがありません。")
        case .hyphen: ("AD1-HYPHEN", .fix, "住所のハイフンの種類をそろえました。")
        case .codeUnknown: ("CD1-CODE", .stop, "コード一覧にない値です。")
        case .codeMapped: ("CD0-MAPPED", .fix, "コードを対応表で置き換えました。")
        case .tooLong: ("LN1-LONG", .stop, "桁数を超えています。切り捨てず、移行先に入れていません。")
        case .lengthUnit: ("LN2-UNIT", .info, "異体字の指定も数えると、桁数を超えます。")
        case .wrongType:
            ("TY1-TYPE", .stop, "移行先のデータ型に合わない文字があります（Ｎは全角だけ、Xは半角だけ）。対応のwide( )、narrow( )、name( )で直せることがあります。")
        case .missing: ("RQ1-MISSING", .stop, "必須の項目に値が入っていません（元の値が空か不詳か、移さないと決めた値です）。")
        case .conditionMissing: ("RQ2-CONDITION", .stop, "条件に当てはまるときに必須の項目が空です。")
        case .malformed: ("FM1-BYTES", .stop, "文字または数（ゾーン、パック）として読めないバイトがあるか、シフトコードが足りません。")
        case .notNumber: ("TY2-NUMBER", .stop, "整数として読めません（小数があるか、数でない文字があります。負の数は、-500か△500と書きます）。")
        case .unusedAlternative: ("ALT-DROPPED", .warn, "2つの項目の値が違うため、優先した方だけを移します。この値は移りません。")
        case .sameAlternative: ("ALT-SAME", .info, "優先した項目と同じ値です。")
        case .conditionOnly: ("CV0-CONDITION", .info, "条件の判定に使いました。")
        case .leftOut: ("CV0-DISCARD", .info, "移さないと決めた項目です。")
        case .excluded: ("CV0-EXCLUDED", .info, "対象にしないと決めたレコードの値です。")
        case .joined: ("CV0-JOINED", .info, "ほかの項目の値とつなげて、1つの項目に入れました。")
        case .unmapped: ("CV1-UNMAPPED", .block, "移し方も、移さない理由も決まっていない項目です。")
        case .notCovered: ("CV1-UNFILLED", .block, "移行先の項目に、入れる値も、入れない理由も決まっていません。")
        case .decided: ("DC1-DECIDED", .info, "人の判断を当てはめました。")
        case .ivs: ("CH1-IVS", .info, "異体字の指定（IVS）が付いた文字です。")
        case .shrunk: ("CH2-SHRUNK", .warn, "移行先にない文字を、縮退表の文字に置き換えました。")
        case .shrinkAmbiguous: ("CH3-AMBIGUOUS", .stop, "縮退の候補が2つ以上あります。どれにするか決めてください。")
        case .shrinkNone: ("CH4-NONE", .stop, "移行先に、当たる文字がありません。")
        case .townSpelling: ("AD2-TOWN", .fix, "町字の表記（ケ・ヶ・が、之・ノ、空白など）を、町字の一覧に合わせました。")
        case .townNumber: ("AD3-NUMBER", .fix, "丁目の数字の書き方を、町字の一覧に合わせました。")
        case .townUnknown: ("AD4-UNKNOWN", .warn, "町字の一覧にない住所です。")
        case .townClosed: ("AD4-CLOSED", .warn, "その日にはない町字です。")
        case .dateOrder: ("DT3-ORDER", .stop, "日付の前後が合いません。")
        case .checkDigit: ("ID1-CHECK", .stop, "番号の末尾の検査用の数字が合いません。番号が誤っているおそれがあります。")
        case .duplicate: ("ID2-DUPLICATE", .stop, "同じ番号が2件以上あります。番号は振り直さず、同じ人かどうかを担当課で確かめてください。")
        case .collision: ("ID3-COLLISION", .stop, "住民と住登外者の番号が重なっています。")
        case .head: ("HH1-HEAD", .stop, "世帯主がいない、2人以上いる、または世帯主が転出などで住んでいない世帯です。")
        case .relation: ("HH2-RELATION", .warn, "続柄が、性別や生年月日と合わないか、空です。")
        case .householdEmpty: ("HH3-EMPTY", .stop, "現住する世帯員のいない世帯です。")
        case .householdMissing: ("HH3-NONE", .stop, "世帯のない住民です。")
        case .historyOrder: ("HI1-ORDER", .warn, "異動の順番と異動年月日の前後が合いません。")
        case .historyGap: ("HI1-GAP", .warn, "履歴番号が続いていません。")
        case .historyCurrent: ("HI2-CURRENT", .stop, "現在の内容が最新の履歴と違うか、「最新」の印の付いた履歴が1つではありません。")
        case .personMissing: ("XS1-MISSING", .warn, "参照先（住民、住登外者など）に、この番号の記録がありません。")
        case .attributeDiffers: ("XS2-DIFFERS", .warn, "住民記録と内容が違います。")
        case .moneyDiffers: ("XS3-MONEY", .stop, "金額が合いません。")
        case .protectionLost: ("PR1-PROTECTION", .block, "支援措置の対象者の登録が、住民記録とこのシステムとで違います。")
        case .restrictionLost: ("PR2-RESTRICTION", .block, "ほかの業務から参照させない人の記録が、このシステムにあります。")
        case .ownRule: ("WR1-RULE", .warn, "区が定めた規則に合いません。")
        case .notConserved: ("CV2-LEDGER", .block, "元の件数と、移した件数、差し止めた件数、移さない件数の合計が合いません。")
        case .partUnmapped: ("CV1-PART", .block, "値の一部しか移していない項目です。")
        case .notCarried:
            ("CV1-RECORD", .block, "このレコードでは、どこにも移っていない値です（条件の判定に使っただけの値を含みます）。移さないなら、discard に理由を書いてください。")
        case .dateUnknownLost: ("DT2-LOST", .stop, "不詳の日付ですが、不詳の表記を入れる項目がありません。")
        case .ruleNotAsked: ("WR0-UNASKED", .block, "規則が見るデータがないため、確かめられませんでした。")
        case .wrongYear: ("TY3-YEAR", .stop, "年として読めません。元号を付けるか、西暦4桁にしてください。")
        case .addressRest: ("AD4-REST", .stop, "町字の一覧にないか、町字より後が残る住所ですが、番地号を入れる項目がありません。")
        case .broken:
            (
                "FM1-RECORD", .stop,
                "列の数や長さがレイアウトと違い、読めないレコードです。移行先に入れていません。元のファイルを直すか、値の中に改行があるなら、レイアウトの file に line-ends-in-quotes: true と書いてください。"
            )
        case .keyRepeated: ("KY1-DUPLICATE", .stop, "主キーの値が同じレコードが2件以上あります。どちらを移すか決め、元のデータを直してください。")
        case .dateUnknownRest:
            ("DT2-REST", .warn, "不詳の日付のうち、不詳の表記に残らない部分（日、頃など）があります。元の値を確かめてください。")
        case .controlCharacter:
            (
                "FM1-CONTROL", .stop,
                "値の中に、改行やタブなどの目に見えない文字（制御文字）があります。元のデータから取り除いてください。終わりを埋めるだけの00（低値）は、trim( )が取ります。"
            )
        case .partLost:
            ("CV1-REST", .block, "このレコードでは、値の一部（年だけを移した日付の月日、氏だけを移した氏名の名など）がどこにも移っていません。移さないなら、discard に理由を書いてください。")
        case .partLeftOut: ("CV0-REST", .info, "値の一部を移し、残りは移さないと決めた項目です。")
        case .nameNotParted: ("NM6-UNPARTED", .warn, "氏と名の区切りがないため、全体を氏に入れ、名は空です。")
        case .invisible: ("CH5-INVISIBLE", .stop, "目に見えない文字（幅のない空白、書字方向の指定など）があります。")
        case .composed: ("CH6-COMPOSED", .fix, "濁点・半濁点が別の文字になっていたものを、1つの文字にまとめました。")
        case .outside: ("CH7-OUTSIDE", .stop, "行政事務標準文字にない文字（絵文字、ほかの言語の文字、部首の記号など）があります。")
        case .dateFuture: ("DT6-FUTURE", .warn, "試行の日より後の日付です。期間の終わりの日なら、until( )で移してください。")
        case .noRecords: ("CV3-EMPTY", .block, "ファイルに、読めたレコードが1件もありません。")
        }
    }
}

extension Reason {
    // By code: numbers may move, codes never do.
    public init(from decoder: any Decoder) throws {
        let code = try decoder.singleValueContainer().decode(String.self)
        guard let reason = Reason(code: code) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: code))
        }
        self = reason
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }

    public var codingKey: any CodingKey { ReasonKey(code) }

    public init?<Key: CodingKey>(codingKey: Key) { self.init(code: codingKey.stringValue) }
}

/// A reason as the key of a table.
private struct ReasonKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ code: String) { stringValue = code }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Reason {
    /// What a person may decide about a finding with this reason; nothing where only the data or the declarations can mend it.
    public var actions: [FindingDecision.Action] {
        switch self {
        case .dateImpossible, .dateSentinel, .dateUnknownLost, .addressRest, .wrongYear, .gaijiUnknown, .codeUnknown,
            .tooLong, .wrongType, .malformed, .notNumber, .shrinkAmbiguous, .shrinkNone:
            [.replace, .discard]
        case .controlCharacter, .invisible, .outside: [.replace, .discard]
        case .keyRepeated: []
        case .missing: [.replace]
        case .eraGhost, .dateUnknown, .dateUnknownRest, .dateLunar, .kanaWidened, .nameSeparator, .twin, .hyphen,
            .lengthUnit, .shrunk,
            .townSpelling, .townNumber, .townUnknown, .nameNotParted, .composed, .dateFuture:
            [.accept, .replace, .discard]
        case .broken: []
        default: severity < .block ? [.accept] : []
        }
    }
}

extension Reason {
    /// The class of the ward's defect list: `DT3` of `DT3-ORDER`.
    public var defectClass: String { String(code.prefix { $0 != "-" }) }
}
