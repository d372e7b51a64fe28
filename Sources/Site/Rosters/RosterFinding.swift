import Japanese

/// Something in a list that keeps it from being taken: where, what, and how to mend it.
public struct RosterFinding: Hashable, Sendable {
    /// Of the file, from 1; `nil` for the whole of it.
    public let row: Int?
    /// The heading; `nil` for the whole row.
    public let column: String?
    /// As it is written there.
    public let value: String
    public let what: String
    public let how: String

    public init(row: Int? = nil, column: String? = nil, value: String = "", what: String, how: String) {
        self.row = row
        self.column = column
        self.value = value
        self.what = what
        self.how = how
    }
}

/// Everything that is wrong with a list, in the order of its rows: gathered, so that a person sees all of it at once.
public struct RosterFindings: Sendable {
    public private(set) var all: [RosterFinding] = []
    private var rows: Set<Int> = []

    public init() {}

    public var isEmpty: Bool { all.isEmpty }

    /// Whether anything is wrong with a row.
    public func concern(_ row: RosterRow) -> Bool { rows.contains(row.number) }

    public mutating func add(_ finding: RosterFinding) {
        all.append(finding)
        if let row = finding.row { rows.insert(row) }
    }

    /// - Parameter column: whose cell is wrong; its value is quoted.
    public mutating func add(_ row: RosterRow, _ column: RosterColumn? = nil, _ what: String, _ how: String) {
        add(
            RosterFinding(
                row: row.number, column: column?.title, value: column.map { row[$0] } ?? "", what: what, how: how))
    }

    /// The same thing in several rows is told once, with all its rows.
    var grouped: [(rows: [Int], finding: RosterFinding)] {
        var positions: [RosterFinding: Int] = [:]
        var groups: [(rows: [Int], finding: RosterFinding)] = []
        for finding in all.sorted(by: { ($0.row ?? 0) < ($1.row ?? 0) }) {
            let alike = RosterFinding(
                column: finding.column, value: finding.value, what: finding.what, how: finding.how)
            if let position = positions[alike] {
                if let row = finding.row { groups[position].rows.append(row) }
            } else {
                positions[alike] = groups.count
                groups.append((finding.row.map { [$0] } ?? [], alike))
            }
        }
        return groups
    }
}
