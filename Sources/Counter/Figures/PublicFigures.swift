import Japanese
import Storage
import Ward

/// The figures of the desk as open data: months that are over, and those with too few visits without figures.
enum PublicFigures {
    static let table = PublishedTable(
        "bereavement-desk", title: "おくやみコーナーの利用",
        notes: "月ごとの来庁の件数、1件当たりの時間、手続きの件数、回らずに済んだ窓口の数です。来庁が\(DeskStatistic.visitsMin)件未満の月は、個人が分かるおそれがあるため値を載せません。",
        provenance: "おくやみコーナーで来庁を終えた案件の集計（氏名、住所、日付を含まない記録）", tags: ["おくやみ", "窓口"]
    ) { today, connection in
        let visits = try DeskStatistic.list("WHERE month < \(today.monthText) ORDER BY month, id", on: connection)
        let rows = Dictionary(grouping: visits, by: \.month).sorted { $0.key < $1.key }.map { month, visits in
            let figures = DeskFigures(visits: visits, deaths: 0)
            if figures.isSuppressed { return [month, "", "", "", "", "\(DeskStatistic.visitsMin)件未満"] }
            return [
                month, "\(visits.count)", figures.minutes?.plain ?? "", figures.items?.plain ?? "",
                "\(figures.sectionsSaved)",
                "",
            ]
        }
        return rows.isEmpty ? nil : (["月", "来庁（件）", "平均の時間（分）", "平均の手続き（件）", "回らずに済んだ窓口（か所）", "備考"], rows)
    }
}
