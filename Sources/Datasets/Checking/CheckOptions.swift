/// What a check should know beside the file.
public struct CheckOptions: Sendable {
    /// The layout the file is meant to have (`--as`); `nil` to recognise it by its headings.
    public var layout: StandardLayout?
    /// 全国地方公共団体コード of whoever publishes, six digits; proves codes that lost a figure.
    public var municipality: String?
    /// Where things of this publisher lie; points outside are warned of.
    public var area: CoordinateArea?
    /// 町字 of the area, for addresses without a 町字ID.
    public var towns: TownTable?
    /// Findings of one rule that are listed; all are counted.
    public var findingsPerRuleMax: Int
    /// Chunks that are read at the same time.
    public var workers: Int

    public init(
        layout: StandardLayout? = nil, municipality: String? = nil, area: CoordinateArea? = nil,
        towns: TownTable? = nil,
        findingsPerRuleMax: Int = 1_000, workers: Int = 2
    ) {
        self.layout = layout
        self.municipality = municipality
        self.area = area
        self.towns = towns
        self.findingsPerRuleMax = findingsPerRuleMax
        self.workers = workers
    }
}

/// A rectangle of the earth in decimal degrees.
public struct CoordinateArea: Hashable, Sendable {
    public var latitudes: ClosedRange<Double>
    public var longitudes: ClosedRange<Double>

    public init(latitudes: ClosedRange<Double>, longitudes: ClosedRange<Double>) {
        self.latitudes = latitudes
        self.longitudes = longitudes
    }

    /// From 沖ノ鳥島 and 与那国島 to 択捉島 and 南鳥島, with a margin.
    public static let japan = CoordinateArea(latitudes: 20...46, longitudes: 122...155)
}
