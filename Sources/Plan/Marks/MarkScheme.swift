/// A set of marks as a body uses it (進捗区分の方式), read from data: one axis or two, each mark with its criterion, its
/// meaning on the canonical scale, and where it was taken from.
///
/// A set with two axes, such as 着手の状況 × 達成の状況, is one ``MarkSet`` whose marks are the pairs that can occur: rounds,
/// forms and seals need not know of axes. Counts by one axis are made from ``places``.
public struct MarkScheme: Hashable, Sendable {
    /// One question that a mark answers.
    public struct Axis: Hashable, Sendable {
        public struct Value: Hashable, Sendable {
            public let symbol: String
            public let label: String
            public let criterion: String

            public init(symbol: String, label: String, criterion: String) {
                self.symbol = symbol
                self.label = label
                self.criterion = criterion
            }
        }

        public let name: String
        public let values: [Value]

        public init(name: String, values: [Value]) {
            self.name = name
            self.values = values
        }
    }

    /// Where the set is in use, and where that was read.
    public struct Source: Hashable, Sendable {
        public let body: String
        public let document: String
        public let address: String?

        public init(body: String, document: String, address: String?) {
            self.body = body
            self.document = document
            self.address = address
        }
    }

    public let marks: MarkSet
    /// One or two.
    public let axes: [Axis]
    /// By symbol of ``marks``: its value on each axis.
    public let places: [String: [String]]
    /// By symbol of ``marks``.
    public let natures: [String: MarkNature]
    public let source: Source

    /// Axes of one set: more than two do not fit a table.
    public static let axesMax = 2
    /// Between the symbols of a pair.
    static let pairSeparator = "・"

    /// The mark for one value of each axis; `nil` for a pair that cannot occur.
    public func mark(at place: [String]) -> MarkSet.Mark? {
        marks.marks.first { places[$0.symbol] == place }
    }
}
