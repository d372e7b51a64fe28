import Japanese

/// One procedure (手続き) of a life event: when it applies, until when, where, with what, by whom.
///
/// A class for the same reason as ``Fact``; it never changes.
public final class Procedure: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case duty, benefit, `return`, heir, contract, info

        public var japanese: String {
            switch self {
            case .duty: "届出"
            case .benefit: "受け取れるお金・支援"
            case .return: "返すもの・やめるもの"
            case .heir: "相続"
            case .contract: "契約"
            case .info: "知っておくこと"
            }
        }
    }

    /// How a desk deals with it.
    public enum DeskMode: String, Hashable, Sendable, CaseIterable {
        case receive
        case explainThenMail = "explain_then_mail"
        case guide
        case outside

        public var japanese: String {
            switch self {
            case .receive: "窓口で受け付けます"
            case .explainThenMail: "窓口で説明し、あとで郵送します"
            case .guide: "担当の課をご案内します"
            case .outside: "区役所の外で行います"
            }
        }
    }

    public struct Document: Hashable, Sendable {
        public let name: String
        public let isOriginal: Bool
        public let isOptional: Bool
        /// Whose case needs it: 戸籍謄本 are of Japanese nationals alone.
        public let condition: Condition

        public init(name: String, isOriginal: Bool, isOptional: Bool, condition: Condition = .always) {
            self.name = name
            self.isOriginal = isOriginal
            self.isOptional = isOptional
            self.condition = condition
        }
    }

    /// What can only be the case after the procedure was done: 火葬 after 死亡届.
    public struct DoneBy: Hashable, Sendable {
        /// Facts that say so.
        public let facts: [String]
        /// Days that have passed.
        public let days: [String]
        /// Where days say nothing: a funeral abroad needs no 死亡届 here.
        public let unless: Condition?
    }

    /// How it differs for some: where, with what, for how much. What is not said stays, but never the sum.
    public struct Variant: Hashable, Sendable {
        public let condition: Condition
        public let section: String?
        public let place: String?
        public let mode: DeskMode?
        public let minutes: Int?
        public let documents: [Document]?
        public let yen: Int?
        public let deadlines: [DeadlineRule]?
        public let note: String?
    }

    /// How sure the row is (research note on the bereavement desk).
    public enum Evidence: String, Hashable, Sendable, CaseIterable {
        case official = "O"
        case secondary = "S"
        case code = "C"
        case measured = "M"
        /// General knowledge of the law, not read again.
        case general = "L"

        public var japanese: String {
            switch self {
            case .official: "公式の資料で確かめた"
            case .secondary: "報道や会議録などで確かめた"
            case .code: "公開されたプログラムで確かめた"
            case .measured: "測って確かめた"
            case .general: "法令の一般的な知識による（未確認）"
            }
        }
    }

    public struct Source: Hashable, Sendable {
        public let title: String
        public let evidence: Evidence
        /// When the section last confirmed it.
        public let checkedOn: CivilDate?
    }

    /// A case that must come out as written.
    public struct Example: Hashable, Sendable {
        public let facts: CaseFacts
        public let expected: Truth
        public let legalDay: CivilDate?
    }

    public enum Relation: String, Hashable, Sendable {
        /// At most one is paid.
        case exclusive
        /// The family chooses one.
        case choice
    }

    public let id: String
    public let title: Wording
    public let kind: Kind
    public let validFrom: CivilDate
    public let validTo: CivilDate?
    public let condition: Condition
    public let deadlines: [DeadlineRule]
    public let section: String
    public let place: String?
    public let mode: DeskMode
    /// Minutes at the desk.
    public let minutes: Int
    public let documents: [Document]
    /// Who may apply, in words, the first first.
    public let applicants: [String]
    /// Yen that are given, where the sum is fixed.
    public let yen: Int?
    public let laws: [String]
    public let source: Source
    public let conflicts: [String: Relation]
    public let note: String?
    public let examples: [Example]
    /// By what one knows that it was done, and by which it is never told as missed.
    public let doneBy: DoneBy?
    public let variants: [Variant]

    init(
        id: String, title: Wording, kind: Kind, validFrom: CivilDate, validTo: CivilDate?, condition: Condition,
        deadlines: [DeadlineRule], section: String, place: String?, mode: DeskMode, minutes: Int, documents: [Document],
        applicants: [String], yen: Int?, laws: [String], source: Source, conflicts: [String: Relation], note: String?,
        examples: [Example], doneBy: DoneBy?, variants: [Variant]
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.validFrom = validFrom
        self.validTo = validTo
        self.condition = condition
        self.deadlines = deadlines
        self.section = section
        self.place = place
        self.mode = mode
        self.minutes = minutes
        self.documents = documents
        self.applicants = applicants
        self.yen = yen
        self.laws = laws
        self.source = source
        self.conflicts = conflicts
        self.note = note
        self.examples = examples
        self.doneBy = doneBy
        self.variants = variants
    }

    /// As it reads for a variant, and with the documents of a case.
    func reading(_ variant: Variant?, documents: [Document]) -> Procedure {
        Procedure(
            id: id, title: title, kind: kind, validFrom: validFrom, validTo: validTo, condition: condition,
            deadlines: variant?.deadlines ?? deadlines, section: variant?.section ?? section,
            place: variant == nil ? place : variant?.place, mode: variant?.mode ?? mode,
            minutes: variant?.minutes ?? minutes, documents: documents, applicants: applicants,
            yen: variant == nil ? yen : variant?.yen, laws: laws, source: source, conflicts: conflicts,
            note: variant?.note ?? note, examples: examples, doneBy: doneBy, variants: variants)
    }

    /// A draft is shown to staff only: nobody confirmed it and nobody read the source.
    public var isDraft: Bool { source.evidence == .general && source.checkedOn == nil }
}

/// Who deals with procedures: a ward section or a body outside.
public struct CounterSection: Hashable, Sendable {
    public let code: String
    public let name: String
    public let isWard: Bool
    /// The assignment was inferred and waits for the ward's word.
    public let isInferred: Bool
}
