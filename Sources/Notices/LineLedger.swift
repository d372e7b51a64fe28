import Documents

/// What became of each line of a document: used as what, set aside as what, or not read.
///
/// A line is accounted for by its number (``DocumentPlace/line``). What nobody accounted for stays unread: a reader that does
/// not understand a line leaves it, and the page says so.
public struct LineLedger: Hashable, Sendable {
    public enum Account: Hashable, Sendable {
        case used(Use)
        case setAside(Reason)
        case unread
    }

    /// What a line was read as. Raw values are keys for programs.
    public enum Use: String, Hashable, Sendable, CaseIterable {
        case title, date, author, addressee, basis, heading, initiative, promise, paragraph, unit, deadline, indicator,
            body
        case member, secretariat, total, remit, governance, attendance, decision, meeting, note
    }

    /// Why a line was left aside. Raw values are keys for programs.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case blank, pageNumber, runningHead, contents, tableHead, rule, speech, article, personName, ignored
    }

    private var accounts: [Int: Account] = [:]

    public init() {}

    public subscript(line: Int) -> Account { accounts[line] ?? .unread }

    /// A later account of the same line stands, but nothing makes a used line unread.
    public mutating func account(_ account: Account, of line: Int) {
        accounts[line] = account
    }

    public mutating func use(_ line: Int, as use: Use) { accounts[line] = .used(use) }
    public mutating func setAside(_ line: Int, as reason: Reason) { accounts[line] = .setAside(reason) }

    /// The accounts of another reader of the same document, where this one has none.
    public mutating func merge(_ other: LineLedger) {
        accounts.merge(other.accounts) { mine, _ in mine }
    }

    /// The lines of a document that nobody accounted for, in order.
    public func unread(in document: PlacedDocument) -> [PlacedLine] {
        document.lines.filter { self[$0.place.line] == .unread }
    }
}
