import Japanese
import Storage
import Ward

/// A declared list (名簿): what an administrator downloads as it stands, edits in a spreadsheet and sends back.
///
///     struct UnitRoster: Roster {
///         static let form = RosterForm(title: "組織", path: "/units/list", …)
///         static func load(_ request: PageRequest, on connection: any Connection) throws -> UnitRoster { … }
///         var filled: [[String]] { … }
///         func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>] { … }
///         static func apply(_ lines: [RosterLine<Step>], _ prepared: Void, _ change: Change) throws -> RosterResult { … }
///     }
///     routes: UnitRoster.routes(needs: .manageUnits)
///
/// Reading and judging change nothing. A list is taken whole or not at all: with one finding, nothing of it is written, so that who mends
/// the file sends it again as it is. What stands already is told as 変わりません.
public protocol Roster: Sendable {
    /// What one row would do.
    associatedtype Step: Sendable
    /// What takes long and is made before the transaction, such as derived passwords.
    associatedtype Prepared: Sendable = Void

    static var form: RosterForm { get }

    /// Everything that stands and that rows are compared with, in one consistent state.
    static func load(_ request: PageRequest, on connection: any Connection) throws -> Self

    /// What stands now: the rows of the template, a text for each column of ``headings``.
    var filled: [[String]] { get }

    /// The columns of the template, in its order.
    var headings: [RosterColumn] { get }

    /// What a heading means that belongs to a family of columns, such as 令和8年度 目標.
    static func column(of heading: String) -> RosterColumn?

    /// What each row would do. Rows with findings give none.
    func judge(_ rows: [RosterRow], _ findings: inout RosterFindings) -> [RosterLine<Step>]

    static func prepare(_ lines: [RosterLine<Step>], _ request: PageRequest) async throws -> Prepared

    /// Writes what the lines say, with their audit rows, in the transaction of the change.
    static func apply(_ lines: [RosterLine<Step>], _ prepared: Prepared, _ change: Change) throws -> RosterResult
}

extension Roster {
    public var headings: [RosterColumn] { Self.form.columns.filter(\.isRead) }

    public static func column(of heading: String) -> RosterColumn? { nil }

    /// What a heading means; `nil` for one that nobody knows.
    static func meaning(_ heading: String) -> RosterColumn? {
        for key in RosterHeading.keys(heading) where !key.text.isEmpty {
            if let known = form.columns.first(where: { $0.isHeaded(key) }) { return known }
        }
        return column(of: heading)
    }
}

extension Roster where Prepared == Void {
    public static func prepare(_ lines: [RosterLine<Step>], _ request: PageRequest) async throws {}
}

/// What a list is called, where it stands, which columns it has.
public struct RosterForm: Sendable {
    /// As people call it, such as 組織.
    public let title: String
    public let path: String
    /// The page it belongs to.
    public let back: Link
    /// What its rows are counted in: 件, 人
    public let counter: String
    public let columns: [RosterColumn]
    /// What a list does not do, and where that is done; a sentence each.
    public let notes: [String]
    /// Of the files that are downloaded, without ending.
    public let filename: String

    public init(
        title: String, path: String, back: Link, counter: String = "件", filename: String, columns: [RosterColumn],
        notes: [String]
    ) {
        self.title = title
        self.path = path
        self.back = back
        self.counter = counter
        self.filename = filename
        self.columns = columns
        self.notes = notes
    }
}

/// What one row of a list would do.
public struct RosterLine<Step: Sendable>: Sendable {
    public let row: Int
    /// What it is about, such as the name of a section.
    public let subject: String
    public let isNew: Bool
    /// Empty where nothing changes.
    public let changes: [RosterChange]
    public let step: Step

    public init(row: Int, subject: String, isNew: Bool = false, changes: [RosterChange], step: Step) {
        self.row = row
        self.subject = subject
        self.isNew = isNew
        self.changes = changes
        self.step = step
    }

    var isSame: Bool { !isNew && changes.isEmpty }
}

/// One thing that changes: from what, to what.
public struct RosterChange: Hashable, Sendable {
    public let what: String
    /// Empty where there was nothing.
    public let from: String
    public let to: String

    public init(_ what: String, from: String = "", to: String) {
        self.what = what
        self.from = from
        self.to = to
    }

    /// - Returns: `nil` when both say the same.
    public static func between(_ what: String, _ from: String, _ to: String) -> RosterChange? {
        from == to ? nil : RosterChange(what, from: from, to: to)
    }
}

/// What was done.
public struct RosterResult: Sendable {
    /// A sentence each, beside the counts of lines.
    public let sentences: [String]
    /// What is shown once and kept nowhere.
    public let handedOut: HTML

    public init(_ sentences: [String] = [], handedOut: HTML = .empty) {
        self.sentences = sentences
        self.handedOut = handedOut
    }
}
