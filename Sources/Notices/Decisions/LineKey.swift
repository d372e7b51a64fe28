import Japanese

/// A line of a document by what it says, so that a decision about it holds in the next edition of the document too.
///
///     LineKey("2:(1)窓口の案内")   // the second line that says so
public struct LineKey: Hashable, Sendable, CustomStringConvertible {
    /// What the line says, in the form in which texts are compared (`TextKey`).
    public let text: String
    /// Which of the lines that say the same, from 1.
    public let occurrence: Int
    /// The part that was cut from a line: such parts are counted by themselves.
    public let isPiece: Bool

    init(text: String, occurrence: Int, isPiece: Bool = false) {
        self.text = text
        self.occurrence = occurrence
        self.isPiece = isPiece
    }

    /// Reads ``description`` again.
    public init?(_ description: String) {
        var rest = description[...]
        isPiece = rest.first == "+"
        if isPiece { rest.removeFirst() }
        guard let colon = rest.firstIndex(of: ":"), let occurrence = Int(rest[..<colon]), occurrence > 0,
            rest.index(after: colon) < rest.endIndex
        else { return nil }
        self.occurrence = occurrence
        text = String(rest[rest.index(after: colon)...])
    }

    public var description: String { "\(isPiece ? "+" : "")\(occurrence):\(text)" }
}
