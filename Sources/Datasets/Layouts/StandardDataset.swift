import Tabular

/// A dataset of 自治体標準オープンデータセット (item definition sheet A) with its layouts of two generations.
///
///     StandardDataset.all.first { $0.number == "08" }?.title        // AED設置箇所一覧
///     StandardDataset.find("AED設置箇所一覧")?.layout(.old).headings
///
/// The layouts are the file `Knowledge/columns.csv`. How each was verified stands there and in ``StandardLayout/evidence``: what is not
/// verified is read and converted, never enforced.
public struct StandardDataset: Hashable, Sendable {
    /// The edition of sheet A that “current” means.
    public static let edition = "2026-08-01"

    /// As sheet A counts: `08`.
    public let number: String
    public let title: String
    let current: StandardLayout
    let old: StandardLayout

    public func layout(_ generation: StandardLayout.Generation) -> StandardLayout {
        switch generation {
        case .current: current
        case .old: old
        }
    }

    /// In the order of their numbers.
    public static let all: [StandardDataset] = LayoutFile.read()

    /// By number (`08`, `8`) or title.
    public static func find(_ name: String) -> StandardDataset? {
        all.first { $0.title == name || $0.number == name || "0" + name == $0.number }
    }
}

/// The columns of a standard dataset in one generation.
public struct StandardLayout: Hashable, Sendable {
    public enum Generation: String, Hashable, Sendable, Codable, CaseIterable {
        /// 自治体標準オープンデータセット, edition ``StandardDataset/edition``.
        case current
        /// 推奨データセット.
        case old

        public var japanese: String {
            switch self {
            case .current: "自治体標準オープンデータセット（\(StandardDataset.edition)版）"
            case .old: "推奨データセット（旧）"
            }
        }
    }

    /// Where the columns and their order were seen.
    public enum Evidence: String, Hashable, Sendable, Codable {
        /// The heading of a file that a municipality published.
        case file
        /// Public code or notes that name the columns.
        case code
        /// Nowhere yet.
        case none
    }

    public let number: String
    public let title: String
    public let generation: Generation
    public let evidence: Evidence
    /// Empty where the dataset is not known in this generation.
    public let columns: [LayoutColumn]

    public var headings: [String] { columns.map(\.heading) }

    /// `13@2026-08-01`, `13@suisho`: pinned in what is stored about a file.
    public var id: String { number + "@" + (generation == .current ? StandardDataset.edition : "suisho") }
}

/// A column of a layout.
public struct LayoutColumn: Hashable, Sendable {
    public let heading: String
    public let kind: ColumnKind
    /// Must be filled in each row: only where that was verified.
    public let isRequired: Bool
    /// The column or columns (in this order) of the old generation that say the same; empty where none does.
    public let oldHeadings: [String]
}

/// Reads `Knowledge/datasets.csv` and `Knowledge/columns.csv`.
enum LayoutFile {
    static func read() -> [StandardDataset] {
        let columns = records(PackageResources.columns_csv)
        return records(PackageResources.datasets_csv).compactMap { row in
            guard row.count >= 4 else { return nil }
            func layout(_ generation: StandardLayout.Generation, _ evidence: String) -> StandardLayout {
                StandardLayout(
                    number: row[0], title: row[1], generation: generation, evidence: .init(rawValue: evidence) ?? .none,
                    columns: columns.filter { $0.count >= 8 && $0[0] == row[0] && $0[1] == generation.rawValue }.map(
                        column))
            }
            return StandardDataset(
                number: row[0], title: row[1], current: layout(.current, row[2]), old: layout(.old, row[3]))
        }
    }

    private static func column(_ row: [String]) -> LayoutColumn {
        LayoutColumn(
            heading: row[3], kind: ColumnKind(rawValue: row[4]) ?? .text, isRequired: !row[5].isEmpty,
            oldHeadings: row[7].split(separator: "+").map(String.init))
    }

    private static func records(_ bytes: [UInt8]) -> [[String]] {
        guard let table = try? CSVReader.read(bytes, delimiter: .comma) else { return [] }
        return table.records.dropFirst().map { $0.fields.map(\.text) }
    }
}
