import Japanese
import Storage
import Ward

/// What the catalogue counts for the plan.
enum OpenDataIndicators {
    static let all: [Indicator] = [
        Indicator(id: "opendata.datasets", name: "公開しているデータセット", unitName: "件", kind: .activity, rule: .level) {
            day, connection in
            let datasets = try published(on: day, connection)
            return IndicatorReading(value: ExactNumber(datasets.count), records: datasets.map(record))
        },
        rate("opendata.four-stars", "4つ星以上のデータセットの割合") { dataset, _, connection in
            try latest(dataset, connection).map(\.stars).min() ?? 0 >= 4
        },
        rate("opendata.standard", "標準データセットの形で公開している割合") { dataset, _, _ in dataset.standard != nil },
        rate("opendata.fresh", "約束した頻度で更新しているデータセットの割合") { dataset, day, connection in
            guard let days = dataset.frequency.daysMax else { return true }
            let newest = try latest(dataset, connection).compactMap(\.releasedAt).max()
            return newest.map { day <= $0.date.adding(days: days) } ?? false
        },
        Indicator(id: "opendata.downloads", name: "オープンデータのダウンロード", unitName: "回", kind: .outcome, rule: .flow) {
            day, connection in
            let quarter = Quarter(containing: day)
            return IndicatorReading(
                value: ExactNumber(try Download.total(from: quarter.start, to: day, on: connection)), records: [])
        },
        Indicator(id: "opendata.repaired", name: "点検の指摘のうち直した割合", unitName: "%", kind: .outcome, rule: .rate) {
            day, connection in
            let releases = try Release.list(
                "WHERE number IS NOT NULL AND released_at < \(end(of: day)) ORDER BY id", on: connection)
            return IndicatorReading(
                value: share(releases.reduce(0) { $0 + $1.repaired }, of: releases.reduce(0) { $0 + $1.found }),
                records: releases.map { "datasets/releases/\($0.id)" })
        },
        Indicator(id: "opendata.answered", name: "公開の要望に期限までに回答した割合", unitName: "%", kind: .outcome, rule: .rate) {
            day, connection in
            // Those whose time is over, and those that were answered before, without those that nothing was published of.
            let requests = try DataRequest.list(
                "WHERE closed_on IS NULL AND (due_on <= \(day) OR answered_on <= \(day)) ORDER BY number",
                on: connection)
            return IndicatorReading(
                value: share(requests.count(where: \.isAnsweredInTime), of: requests.count),
                records: requests.map { "datasets/requests/\($0.id)" })
        },
    ]

    private static func end(of day: CivilDate) -> Timestamp { Timestamp(day.adding(days: 1)) }

    private static func record(_ dataset: Dataset) -> String { "datasets/\(dataset.id)" }

    private static func published(on day: CivilDate, _ connection: any Connection) throws -> [Dataset] {
        try Dataset.list("WHERE state = 'published' AND decided_at < \(end(of: day)) ORDER BY id", on: connection)
    }

    private static func latest(_ dataset: Dataset, _ connection: any Connection) throws -> [Release] {
        try Resource.of(dataset, on: connection).compactMap { try Release.latest(of: $0.id, on: connection) }
    }

    private static func rate(
        _ id: String, _ name: String,
        _ holds: @escaping @Sendable (Dataset, CivilDate, any Connection) throws -> Bool
    ) -> Indicator {
        Indicator(id: id, name: name, unitName: "%", kind: .outcome, rule: .rate) { day, connection in
            let datasets = try published(on: day, connection)
            let held = try datasets.filter { try holds($0, day, connection) }
            return IndicatorReading(value: share(held.count, of: datasets.count), records: datasets.map(record))
        }
    }

    /// In percent; unknown where there is nothing to share.
    private static func share(_ part: Int, of whole: Int) -> ExactNumber? {
        guard whole > 0 else { return nil }
        return ExactNumber(100 * part).divided(by: ExactNumber(whole), scale: 1)
    }
}
