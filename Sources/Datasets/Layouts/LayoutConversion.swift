import Japanese
import Tabular

/// The rows of a file in the other generation of its standard dataset.
///
///     let conversion = try LayoutConversion(file, to: .current)
///     let bytes = try await conversion.bytes()     // UTF-8 with a mark, CRLF
///
/// Codes, names, addresses and times move as they are; a column the target has no place for is kept behind its columns, so that nothing is
/// lost and the way back gives the values again. Nothing is guessed: what only the old or only the current generation has stays empty.
/// 町字 and numbers of an address are cut apart only with a table of 町字 whose match is not doubtful.
public struct LayoutConversion: Sendable {
    /// Where the values of a column of the target come from.
    enum Source: Hashable, Sendable {
        case column(Int)
        /// 都道府県名 and 市区町村名 in one.
        case joined([Int])
        /// The part of 地方公共団体名.
        case namedPrefecture(Int)
        case namedMunicipality(Int)
        case prefecture(ofAddress: Int)
        case municipality(ofAddress: Int)
        case town(ofAddress: Int)
        case numbers(ofAddress: Int)
        case townID(ofAddress: Int)
        case none
    }

    /// Why a file cannot be converted.
    public enum Refusal: Error, Hashable, Sendable {
        case notRecognised
        case isAlready(StandardLayout.Generation)
        /// Its columns in that generation were seen nowhere.
        case unknownLayout(StandardLayout.Generation)

        public var japanese: String {
            switch self {
            case .notRecognised: "標準の形式と分からないため、変換できません。項目名を確かめるか、データセットを指定してください。"
            case .unknownLayout(let generation): "\(generation.japanese)の項目が確かめられていないため、変換できません。"
            case .isAlready(let generation): "すでに\(generation.japanese)の形式です。"
            }
        }
    }

    public let file: DataFile
    public let from: StandardLayout
    public let target: StandardLayout
    /// Of the converted file: those of the target, then those of the file that the target does not have.
    public let headings: [String]
    let sources: [Source]
    private let towns: TownTable?

    /// - Parameter dataset: what the file is; `nil` to recognise it by its headings.
    public init(
        _ file: DataFile, to generation: StandardLayout.Generation, dataset: StandardDataset? = nil,
        towns: TownTable? = nil
    ) throws(Refusal) {
        let recognised = Recognition(headings: file.headings)
        let found = dataset ?? recognised.dataset.flatMap { StandardDataset.find($0) }
        guard let found else { throw .notRecognised }
        if recognised.generation == generation { throw .isAlready(generation) }
        guard !found.layout(generation).columns.isEmpty else { throw .unknownLayout(generation) }
        self.file = file
        target = found.layout(generation)
        from = found.layout(generation == .current ? .old : .current)
        self.towns = towns
        let places = Dictionary(
            file.headings.enumerated().map { (TextKey($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first }
        )
        let map = SourceMap(current: found.layout(.current), places: places)
        let targets = target.columns.map { generation == .current ? map.current($0) : map.old($0.heading) }
        let used = Set(targets.flatMap(Self.wholeColumns))
        let kept = file.headings.indices.filter { !used.contains($0) }
        sources = targets + kept.map { .column($0) }
        headings = target.headings + kept.map { file.headings[$0] }
    }

    /// Columns whose values are in the target as they are.
    private static func wholeColumns(_ source: Source) -> [Int] {
        switch source {
        case .column(let column): [column]
        case .joined(let columns): columns
        case .namedPrefecture(let column), .namedMunicipality(let column): [column]
        default: []
        }
    }

    /// The converted file as a whole.
    public func bytes() async throws -> [UInt8] {
        var bytes = CSVWriter.bytes(rows: [headings], bom: true, guardsFormulas: false)
        switch file.content {
        case .workbook(let book):
            for row in book.dataRows {
                bytes += CSVWriter.bytes(rows: [converted(book.texts(row))], bom: false, guardsFormulas: false)
            }
        case .delimited(let text):
            try await text.records().read(workers: 2) { chunk in
                let rows = (0..<chunk.recordCount).map { row in
                    converted((0..<chunk.columnCount).map { chunk.string(row, $0) })
                }
                return CSVWriter.bytes(rows: rows, bom: false, guardsFormulas: false)
            } combine: { part, _ in
                bytes += part
            }
        }
        return bytes
    }

    /// One row.
    func converted(_ texts: [String]) -> [String] {
        sources.map { value($0, texts) }
    }

    private func value(_ source: Source, _ texts: [String]) -> String {
        switch source {
        case .none: return ""
        case .column(let column): return texts[column]
        case .joined(let columns): return columns.map { texts[$0] }.joined()
        case .namedPrefecture(let column): return AddressParts(texts[column]).prefecture ?? ""
        case .namedMunicipality(let column):
            let prefecture = AddressParts(texts[column]).prefecture ?? ""
            return String(texts[column].dropFirst(prefecture.count))
        case .prefecture(ofAddress: let column): return AddressParts(texts[column]).prefecture ?? ""
        case .municipality(ofAddress: let column): return AddressParts(texts[column]).municipality ?? ""
        case .town(ofAddress: let column): return match(texts[column])?.town.name ?? ""
        case .numbers(ofAddress: let column): return match(texts[column])?.rest ?? ""
        case .townID(ofAddress: let column): return match(texts[column])?.town.id ?? ""
        }
    }

    private func match(_ address: String) -> TownTable.Match? {
        towns?.match(address).flatMap { $0.confidence > .doubtful ? $0 : nil }
    }
}

/// Which columns of a file say what columns of the other generation say.
private struct SourceMap {
    let current: StandardLayout
    let places: [TextKey: Int]

    /// A column of the current generation from an old file.
    func current(_ column: LayoutColumn) -> LayoutConversion.Source {
        let found = column.oldHeadings.compactMap { places[TextKey($0)] }
        if found.count == column.oldHeadings.count, let first = found.first {
            return found.count == 1 ? .column(first) : .joined(found)
        }
        guard let address = places[TextKey("住所")] else { return .none }
        return switch column.heading {
        case "所在地_都道府県": .prefecture(ofAddress: address)
        case "所在地_市区町村": .municipality(ofAddress: address)
        case "所在地_町字": .town(ofAddress: address)
        case "所在地_番地以下": .numbers(ofAddress: address)
        case "町字ID": .townID(ofAddress: address)
        default: .none
        }
    }

    /// A column of the old generation from a current file.
    func old(_ heading: String) -> LayoutConversion.Source {
        guard let column = current.columns.first(where: { $0.oldHeadings.contains(heading) }),
            let place = places[TextKey(column.heading)]
        else { return .none }
        if column.oldHeadings.count == 1 { return .column(place) }
        return heading == column.oldHeadings.first ? .namedPrefecture(place) : .namedMunicipality(place)
    }
}
