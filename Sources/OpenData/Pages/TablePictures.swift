import Japanese
import Site
import Ward

/// Charts and a map drawn from a table on the server: how its rows are spread over the values that people choose from, its figures
/// where it is short enough to be compared, and where its rows lie.
struct TablePictures {
    let title: String
    let table: ReleaseTable
    let profile: ReleaseProfile

    private static let barsMax = 24
    private static let drawn = KeptValues<String, HTML>(capacity: 64)

    /// Drawn once for each release.
    static func kept(title: String, _ table: ReleaseTable, _ release: Release) -> HTML {
        drawn.value("\(release.content) \(title)") {
            TablePictures(title: title, table: table, profile: release.profile).html
        }
    }

    private static let chartsMax = 2

    var html: HTML {
        let charts = figures + counts
        let map = places
        guard !charts.isEmpty || map != nil else { return .empty }
        return "<h2>図で見る</h2>\n\(charts.prefix(Self.chartsMax).map(\.html))\(map)"
    }

    /// The figures of a short table: a bar for each row.
    private var figures: [BarChart] {
        guard (2...Self.barsMax).contains(table.rows.count) else { return [] }
        let numbers = profile.columns.indices.filter { position in
            profile.columns[position].kind.isNumeric
                && !["緯度", "経度", "標高"].contains(profile.columns[position].name)
        }
        return numbers.prefix(Self.chartsMax).map { position in
            BarChart(
                title: profile.columns[position].name, unit: "",
                bars: table.rows.map { row in
                    .init(
                        row[profile.heading],
                        ExactNumber(row[position]).map { ChartValue($0, text: $0.grouped) })
                }, unknown: "値なし")
        }
    }

    /// How many rows have each value of the first columns that people choose from.
    private var counts: [BarChart] {
        profile.columns.filter { (2...Self.barsMax).contains($0.facets.count) }.prefix(1).map { column in
            BarChart(
                title: "「\(column.name)」ごとの行数", unit: "行",
                bars: column.facets.map { .init($0.value, ChartValue(ExactNumber($0.count), text: "\($0.count)行")) },
                unknown: "値なし")
        }
    }

    private var places: PointMap? {
        guard let place = profile.place else { return nil }
        let points = table.rows.compactMap { row -> PointMap.Point? in
            guard let latitude = Double(row[place.latitude]), let longitude = Double(row[place.longitude]) else {
                return nil
            }
            return PointMap.Point(row[profile.heading], latitude: latitude, longitude: longitude)
        }
        return points.isEmpty
            ? nil : PointMap(title: "\(title)の場所", points: points, missing: table.rows.count - points.count)
    }
}
