/// What the reader of documents tells: rules of the programme that documents are checked by (research note on plan governance
/// §7.3, `V1` …), and how a document was read.
///
/// The code is for programs and for the keys of decisions that people made; people read the title.
public enum NoticeRule: String, CaseIterable, Hashable, Sendable {
    case numbering = "V1"
    case headCount = "V2"
    case bodyLists = "V3"
    case dateWords = "V17"
    case mistakenCharacters = "V18"

    // What a document says, and how it was read.
    case noInitiatives = "S0"
    case documentTitle = "S1"
    case outline = "S2"
    case foundation = "S3"
    case governance = "K1"
    case workingTeams = "W1"
    case parentBody = "P1"
    case bodyOfInitiative = "G1"
    case leaders = "L1"
    case numberedTotal = "T1"
    case seats = "T2"
    case annex = "B1"
    case tooManyBodies = "B2"
    case openYear = "D1"
    case documentYear = "D2"
    case deadline = "D3"

    // Characters of a document.
    case radicals = "C1"
    case looseMarks = "C2"
    case invisibleCharacters = "C3"
    case halfwidthKatakana = "C4"
    case privateCharacters = "C5"
    case digitWidths = "C6"
    case waves = "C7"
    case parentheses = "C8"
    case compatibilityCharacters = "C9"
    case brokenCharacters = "C10"
    case fileForm = "E1"

    public var title: String {
        switch self {
        case .numbering: "番号の並び"
        case .headCount: "人数の合計"
        case .bodyLists: "本文と表の会議体"
        case .dateWords: "日付の食い違い"
        case .mistakenCharacters: "似た字の取違え"
        case .noInitiatives: "取組の有無"
        case .documentTitle: "表題"
        case .outline: "見出しの組立て"
        case .foundation: "基づくもの"
        case .governance: "進行管理の決まり"
        case .workingTeams: "作業チーム"
        case .parentBody: "会議体の上下"
        case .bodyOfInitiative: "取組と会議体の対応"
        case .leaders: "会議体の長と事務局"
        case .numberedTotal: "番号の付いた合計"
        case .seats: "席の数"
        case .annex: "別紙"
        case .tooManyBodies: "会議体の数"
        case .openYear: "決まらない年"
        case .documentYear: "文書の日付"
        case .deadline: "期限の読み方"
        case .radicals: "部首の記号"
        case .looseMarks: "離れた濁点"
        case .invisibleCharacters: "見えない文字"
        case .halfwidthKatakana: "半角のカタカナ"
        case .privateCharacters: "外字"
        case .digitWidths: "数字の全角と半角"
        case .waves: "波線の字"
        case .parentheses: "かっこの全角と半角"
        case .compatibilityCharacters: "互換用の字"
        case .brokenCharacters: "文字化け"
        case .fileForm: "ファイルの形"
        }
    }
}
