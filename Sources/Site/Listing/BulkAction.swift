import Ward

/// Something that can be done with several rows of a list at once; it is confirmed on a page that names them.
public struct BulkAction: Sendable {
    /// A verb, such as 受け付ける.
    public let title: String
    /// Where the rows are sent, to a ``Route/bulk(_:on:needs:page:rows:confirmation:each:)``.
    public let address: String
    /// More to say about it, such as a reason for all of them.
    let fields: [FormField]

    public init(_ title: String, to address: String, fields: [FormField] = []) {
        self.title = title
        self.address = address
        self.fields = fields
    }
}

/// Which rows of a list an action is for.
///
/// Several rows are never chosen by leaving something out: each is ticked, or all rows of the page that was shown or all that
/// fit the conditions are asked for in words.
struct BulkChoice {
    enum Extent: String, CaseIterable {
        /// Those with a tick.
        case chosen
        /// Those on the page that was shown.
        case page
        /// All that fit the conditions.
        case matching
    }

    static let rowField = "row"
    static let extentField = "rows"
    /// The rows of the page that was shown, with a space between them: what others did meanwhile brings no row in that nobody
    /// looked at.
    static let shownField = "shown"
    /// How many fitted the conditions when the page was shown.
    static let countField = "count"
    /// The part of the list's address after the question mark.
    static let listField = ListOrigin.field

    let extent: Extent
    /// Which rows, each as it was when it was shown; of no use where all that fit are asked for.
    let marks: [String]
    let query: Form
    /// How many fitted when the page was shown; `nil` where that was not said.
    let count: Int?

    init?(_ form: Form) {
        guard let extent = Extent(rawValue: form[Self.extentField] ?? Extent.chosen.rawValue),
            let query = URLEncodedForm.decoded((form[Self.listField] ?? "").utf8)
        else { return nil }
        self.extent = extent
        self.query = query
        marks =
            extent == .page
            ? (form[Self.shownField] ?? "").split(separator: " ").map(String.init) : form.all(Self.rowField)
        count = extent == .matching ? form[Self.countField].flatMap { Int($0) } : nil
    }
}

/// What became of the rows of a list that something was to be done with.
public struct BulkResult<Row: Sendable>: Sendable {
    /// Those it was done with.
    public internal(set) var done: [Row] = []
    /// Those it was not done with, and why.
    public internal(set) var left: [(row: Row, reason: String)] = []
    /// Those that were asked for and are no longer in the list, or never were in the list of this person.
    public internal(set) var missing = 0
    /// How many fitted the conditions when the page was shown, where it is not as many now.
    var countBefore: Int?
}

extension Listing {
    /// The rows a form asks for.
    /// - Parameter rows: all that the person may see.
    /// - Throws: ``FormRefused`` when it asks for none.
    func chosen(by form: Form, in rows: [Row]) throws(FormRefused) -> BulkResult<Row> {
        guard let choice = BulkChoice(form) else {
            throw FormRefused(FormErrors(general: "どの行に行うかを読み取れません。一覧を開き直してください。"))
        }
        var result = BulkResult<Row>()
        if choice.extent == .matching {
            result.done = matching(ListQuery(choice.query, of: self), in: rows).filter(isChoosable)
            result.countBefore = choice.count.flatMap { $0 == result.done.count ? nil : $0 }
        } else {
            let read = Set(choice.marks)
            let asked = Set(choice.marks.map(\.identity))
            guard !asked.isEmpty else {
                throw FormRefused(
                    FormErrors(general: "行を選んでください。一覧の左の欄に印を付けるか、「対象」で範囲を選びます。"))
            }
            for row in rows where asked.contains(identity(row)) {
                if !isChoosable(row) {
                    result.left.append((row, "今の状態では、対象になりません。"))
                } else if revision == nil || read.contains(mark(row)) {
                    result.done.append(row)
                } else {
                    result.left.append((row, "表示した後に変わりました。内容を見てから、もう一度選んでください。"))
                }
            }
            result.missing = asked.count - result.done.count - result.left.count
        }
        guard !result.done.isEmpty || !result.left.isEmpty else {
            throw FormRefused(FormErrors(general: "選んだ行の中に、これを行えるものがありません。一覧を開き直して確かめてください。"))
        }
        return result
    }
}

extension String {
    /// The row that a mark names, without the revision.
    fileprivate var identity: String {
        String(prefix { $0 != "@" })
    }
}
