import Tabular

/// What came out of one chunk.
struct ConvertedPart: Sendable {
    var records = 0
    var excluded = 0
    /// Lines of each target group's file, in the order of the plan's entries.
    var outputs: [[UInt8]]
    var outputRecords: [Int]
    /// Where each of those lines came from.
    var origins: [[Origin]]
    var tallies: [FieldTally]
    /// In the order of the plan's amounts.
    var amounts: [AmountTally]
    var findings: [ConversionFinding] = []
    var keys: [UInt8] = []
    var broken: [BrokenRecord] = []
    var blankLines = 0
}

/// Sums of one source item that holds amounts (§3.3, 3): what stood in the file, and what of it did not go on.
public struct AmountTally: Hashable, Sendable, Codable {
    /// Of all values that are numbers, read from the source by itself.
    public var source = 0
    /// Of those that were kept out: refused, discarded or left out with their record.
    public var keptOut = 0
    /// Of values that decisions put in their place.
    public var decided = 0
    /// Values that are no number.
    public var unreadable = 0

    /// What must stand in the target.
    public var expected: Int { source - keptOut + decided }

    mutating func add(_ other: AmountTally) {
        source += other.source
        keptOut += other.keptOut
        decided += other.decided
        unreadable += other.unreadable
    }
}
