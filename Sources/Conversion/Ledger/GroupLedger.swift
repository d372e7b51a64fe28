import Tabular

/// What became of the records and values of one source group: the proof that nothing was lost.
public struct GroupLedger: Sendable, Codable {
    public let group: String
    public var fields: [String]
    public var tallies: [FieldTally]
    public var amounts: [AmountLedger] = []
    /// Records of the file that are data, broken ones included.
    public var records = 0
    public var excluded = 0
    public var broken = 0
    public var blankLines = 0
    /// Somebody said why the file may hold no record; `nil` in runs of earlier programs.
    public var mayBeEmpty: Bool?
    /// The file is closed by 0x1A, as DOS did; `nil` in runs of earlier programs.
    public var hasEndMark: Bool?
    /// Records written, by target group.
    public var written: [String: Int] = [:]
    public var fileBytes = 0
    /// SHA-256 of the source file.
    public var fileHash = ""

    init(group: ItemGroup, mayBeEmpty: Bool = false) {
        self.group = group.name
        self.mayBeEmpty = mayBeEmpty
        fields = group.items.map(\.name)
        tallies = group.items.map { _ in FieldTally() }
    }

    /// Each field's equation holds.
    public var isConserved: Bool { tallies.allSatisfy(\.isConserved) }
}

/// The sums of a source item that holds amounts, with the target items it fills.
public struct AmountLedger: Sendable, Hashable, Codable {
    public let field: String
    /// `group/item`.
    public let items: [String]
    public var tally = AmountTally()
}
