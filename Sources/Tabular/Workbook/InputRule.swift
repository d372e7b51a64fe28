import Japanese

/// What may be typed into cells (データの入力規則).
///
///     InputRule(range, .list(["予定どおり", "遅れ", "完了"]), prompt: .init(title: "状況", message: "一覧から選んでください。"))
public struct InputRule: Hashable, Sendable {
    /// What is allowed.
    public enum Condition: Hashable, Sendable {
        /// A drop-down list; texts without commas, 255 characters together. Longer lists go into a sheet: see `listFrom`.
        case list([String])
        /// A drop-down list of the cells of a sheet.
        case listFrom(sheet: String, CellRange)
        /// 文字列（長さ指定）
        case textLength(ClosedRange<Int>)
        /// 整数
        case whole(ClosedRange<Int>)
        /// 小数点数
        case decimal(ClosedRange<ExactNumber>)
        /// 日付
        case date(ClosedRange<CivilDate>)
        /// Everything: only the prompt is shown.
        case anything
    }

    /// A title and a sentence.
    public struct Message: Hashable, Sendable {
        /// At most 32 characters.
        public var title: String
        /// At most 255 characters.
        public var message: String

        public init(title: String, message: String) {
            self.title = title
            self.message = message
        }

        public static let titleLengthMax = 32
        public static let messageLengthMax = 255
    }

    /// What happens when something else is typed.
    public enum Severity: Hashable, Sendable {
        /// 停止: it is not taken.
        case stop
        /// 注意: the person is asked.
        case warning
        /// 情報
        case information
    }

    /// The cells.
    public var range: CellRange
    /// What is allowed.
    public var condition: Condition
    /// An empty cell is allowed.
    public var allowsEmpty: Bool
    /// Shown when the cell is chosen (入力時メッセージ).
    public var prompt: Message?
    /// Shown when something else was typed (エラー メッセージ).
    public var error: Message?
    /// 停止、注意、情報
    public var severity: Severity

    public init(
        _ range: CellRange, _ condition: Condition, allowsEmpty: Bool = true, prompt: Message? = nil,
        error: Message? = nil, severity: Severity = .stop
    ) {
        self.range = range
        self.condition = condition
        self.allowsEmpty = allowsEmpty
        self.prompt = prompt
        self.error = error
        self.severity = severity
    }

    /// Characters of a list with its commas.
    public static let listLengthMax = 255
}
