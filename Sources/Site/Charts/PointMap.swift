import Japanese

/// Where things lie: points drawn from their own coordinates, with nothing loaded from elsewhere.
///
///     PointMap(title: "AEDの場所", points: [.init("区役所", latitude: 35.6995, longitude: 139.6364)])
///
/// North is up; a degree of longitude is drawn as long as it is in the middle of the picture.
public struct PointMap: Component, Hashable {
    /// Degrees of WGS 84 or JGD2011, which differ by less than the width of a point.
    public struct Point: Hashable, Sendable {
        public let label: String
        public let latitude: Double
        public let longitude: Double

        public init(_ label: String, latitude: Double, longitude: Double) {
            self.label = label
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public let title: String
    public let points: [Point]
    /// How many there are; more than are drawn.
    public let count: Int
    /// Things without coordinates.
    public let missing: Int

    /// Beyond these a picture tells nothing more, and a page grows too large.
    public static let pointsMax = 3_000
    private static let namedMax = 100
    private static let width = 640.0
    private static let heightMax = 640.0
    private static let margin = 24.0

    /// - Parameter points: those whose coordinates are none of the earth are counted as missing.
    public init(title: String, points: [Point], missing: Int = 0) {
        let real = points.filter { abs($0.latitude) <= 85 && abs($0.longitude) <= 180 }
        self.title = title
        count = real.count
        // From all parts of the list: its beginning may be one corner of the picture.
        let drawn = min(real.count, Self.pointsMax)
        self.points = (0..<drawn).map { real[$0 * real.count / drawn] }
        self.missing = missing + points.count - real.count
    }

    public var html: HTML { ChartCache.shared.html(of: self) { frame.html } }

    private struct Box {
        let south: Double
        let north: Double
        let west: Double
        let east: Double
    }

    private var box: Box {
        let latitudes = points.map(\.latitude)
        let longitudes = points.map(\.longitude)
        // A single point stands in the middle of about a kilometre.
        let least = 0.005
        let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
        let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
        let (up, aside) = (max(0, least - (north - south)) / 2, max(0, least - (east - west)) / 2)
        return Box(south: south - up, north: north + up, west: west - aside, east: east + aside)
    }

    private var frame: ChartFrame {
        let box = box
        let middle = (box.south + box.north) / 2
        let narrowing = max(0.1, Self.cosine(middle))
        let across = (box.east - box.west) * narrowing
        let scale = min(
            (Self.width - 2 * Self.margin) / across, (Self.heightMax - 2 * Self.margin) / (box.north - box.south))
        let height = (box.north - box.south) * scale + 2 * Self.margin + 30
        let left = (Self.width - across * scale) / 2
        var picture = SVG.rectangle(
            x: 1, y: 1, width: Self.width - 2, height: height - 32, fill: SVG.paper, stroke: SVG.grid)
        for point in points {
            let x = left + (point.longitude - box.west) * narrowing * scale
            let y = Self.margin + (box.north - point.latitude) * scale
            picture += """
                <circle cx="\(SVG.number(x))" cy="\(SVG.number(y))" r="4" fill="\(SVG.series[0])" fill-opacity="0.7" \
                stroke="\(SVG.paper)" stroke-width="1"/>

                """
        }
        picture += bar(scale: scale, y: height - 12)
        return ChartFrame(
            title: title, message: message, description: description, width: Self.width, height: height,
            picture: picture, legend: drawnOf, isFluid: true,
            table: TableView(
                caption: points.count > Self.namedMax ? "\(title)（はじめの\(Self.namedMax)か所）" : title,
                columns: [.rowHeader("名称"), .number("緯度"), .number("経度")],
                rows: points.prefix(Self.namedMax).map {
                    ["\($0.label)", "\(Self.degrees($0.latitude))", "\(Self.degrees($0.longitude))"]
                }))
    }

    /// A length on the ground: the longest of one, two or five times a power of ten metres that is not too long.
    private func bar(scale: Double, y: Double) -> HTML {
        // A degree of latitude is 111.2 km everywhere.
        let metresMax = 160 / scale * 111_200
        let steps = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 500_000]
        let metres = steps.last { Double($0) <= metresMax } ?? 10
        let length = Double(metres) / 111_200 * scale
        let words = metres >= 1_000 ? "\(metres / 1_000)km" : "\(metres)m"
        return SVG.line(8, y, 8 + length, y, stroke: SVG.ink, width: 2)
            + SVG.text("\(words)（上が北）", x: 14 + length, y: y + 6, size: 20)
    }

    /// To be seen by everybody where not all of them are in the picture.
    private var drawnOf: HTML {
        points.count < count ? "<p>\(places)を描いています。</p>\n" : .empty
    }

    private var places: String {
        let all = ExactNumber(count).grouped
        return points.count < count ? "\(all)か所のうち\(ExactNumber(points.count).grouped)か所" : "\(all)か所"
    }

    private var message: String {
        places + (missing == 0 ? "。" : "。場所の分からないものが\(missing)件。")
    }

    private var description: String {
        let shown = points.prefix(20).map(\.label).joined(separator: "、")
        return "点の地図。\(shown)\(count > 20 ? "ほか" : "")。"
    }

    private static func degrees(_ value: Double) -> String {
        ExactNumber(mantissa: Int((value * 1_000_000).rounded()), scale: 6).plain
    }

    /// Of degrees, by its series: exact enough for a picture.
    private static func cosine(_ degrees: Double) -> Double {
        let x = degrees * .pi / 180
        return 1 - x * x / 2 + x * x * x * x / 24 - x * x * x * x * x * x / 720
    }
}
