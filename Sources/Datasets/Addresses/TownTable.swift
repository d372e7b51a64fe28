import Japanese
import Tabular

/// 町字 of a municipality with their IDs and points, as they are given: nothing is asked of a network.
///
///     let towns = try TownTable(csv: bytes)     // 町字ID,町字名,緯度,経度 and, where there are several, 市区町村名
///     towns.match("東京都杉並区阿佐谷南1-15-1")?.town.id
///
/// A match is a proposal with a confidence, for a person to accept.
public struct TownTable: Sendable {
    /// One 町字, a 丁目 where it has some.
    public struct Town: Hashable, Sendable, Codable {
        /// 町字ID, seven digits.
        public let id: String
        /// As in the table: 阿佐谷南一丁目.
        public let name: String
        /// 市区町村名 where the table has it.
        public let municipality: String?
        public let latitude: Double?
        public let longitude: Double?
    }

    /// How far an address was found in the table.
    public enum Confidence: String, Hashable, Sendable, Codable, Comparable {
        /// Only the 大字 of a 町字 that has 丁目, or one of several with the name.
        case doubtful
        /// After 丁目, 大字, 字 and variants of characters were read alike.
        case likely
        /// As written in the table.
        case exact

        public var japanese: String {
            switch self {
            case .exact: "表記まで一致"
            case .likely: "表記の違いを除いて一致"
            case .doubtful: "丁目まで特定できない、または候補が複数"
            }
        }

        private var order: Int {
            switch self {
            case .doubtful: 0
            case .likely: 1
            case .exact: 2
            }
        }

        public static func < (left: Confidence, right: Confidence) -> Bool { left.order < right.order }
    }

    public struct Match: Hashable, Sendable {
        public let town: Town
        public let confidence: Confidence
        /// What stands behind the 町字: 15-1.
        public let rest: String
    }

    /// Why a table of 町字 cannot be used.
    public enum Refusal: Error, Hashable, Sendable {
        case unreadable(String)
        /// None of the names a column may have stands in the headings.
        case missingColumn(String)
        case badID(row: Int, value: String)

        public var japanese: String {
            switch self {
            case .unreadable(let reason): reason
            case .missingColumn(let name): "町字の表に「\(name)」の列がありません。1行目の項目名を確かめてください。"
            case .badID(let row, let value): "町字の表の\(row)行目の町字ID「\(value)」は7桁の数字ではありません。"
            }
        }
    }

    public let towns: [Town]
    private let byKey: [String: [Int]]
    private let keyLengthMax: Int

    public init(_ towns: [Town]) {
        self.towns = towns
        var byKey: [String: [Int]] = [:]
        for (position, town) in towns.enumerated() { byKey[TownKey(town.name).text, default: []].append(position) }
        self.byKey = byKey
        keyLengthMax = byKey.keys.map(\.unicodeScalars.count).max() ?? 0
    }

    /// Columns 町字ID, 町字名 (or 所在地_町字, 町名, 大字・丁目名), 緯度, 経度, 市区町村名; the first two are needed.
    public init(csv bytes: [UInt8]) throws(Refusal) {
        let table: CSVTable
        do throws(CSVRefusal) { table = try CSVReader.read(bytes) } catch { throw .unreadable(error.japanese) }
        func column(_ names: String...) -> Int? { names.lazy.compactMap { table.column($0) }.first }
        guard let id = column("町字ID", "町字id", "id") else { throw .missingColumn("町字ID") }
        guard let name = column("町字名", "所在地_町字", "町名", "大字・丁目名", "name") else { throw .missingColumn("町字名") }
        let (latitude, longitude) = (column("緯度", "代表点_緯度", "lat"), column("経度", "代表点_経度", "lon"))
        let municipality = column("市区町村名", "所在地_市区町村", "city")
        var towns: [Town] = []
        for record in table.records.dropFirst() where !record.isBlank {
            let value = (record[id] ?? "").filter { $0 != "-" }
            guard value.utf8.count == 7, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .badID(row: record.number, value: record[id] ?? "")
            }
            towns.append(
                Town(
                    id: value, name: record[name] ?? "", municipality: municipality.flatMap { record[$0] },
                    latitude: latitude.flatMap { record[$0] }.flatMap(Double.init),
                    longitude: longitude.flatMap { record[$0] }.flatMap(Double.init)))
        }
        self.init(towns)
    }

    /// The 町字 of an address, with or without prefecture and municipality before it; `nil` when none begins it.
    public func match(_ address: String) -> Match? {
        let start = AddressParts(address)
        let key = TownKey(start.town)
        // The longest name wins: 阿佐谷南 is not 阿佐谷.
        let scalars = Array(key.text.unicodeScalars)
        for length in stride(from: min(keyLengthMax, scalars.count), to: 0, by: -1) {
            var head = String.UnicodeScalarView()
            head.append(contentsOf: scalars[..<length])
            guard let positions = byKey[String(head)], key.mayEnd(after: length) else { continue }
            let here = positions.filter { position in
                guard let municipality = towns[position].municipality, let place = start.municipality else {
                    return true
                }
                return place.hasSuffix(municipality)
            }
            guard let first = here.first else { continue }
            let town = towns[first]
            let isOne = here.count == 1
            let isWritten = start.town.hasPrefix(town.name)
            return Match(
                town: town, confidence: !isOne ? .doubtful : isWritten ? .exact : .likely, rest: key.rest(after: length)
            )
        }
        return head(of: key, start)
    }

    /// A 大字 whose 丁目 the address leaves out.
    private func head(of key: TownKey, _ start: AddressParts) -> Match? {
        let candidates = towns.indices.filter { position in
            guard let base = TownKey(towns[position].name).base else { return false }
            return key.text.hasPrefix(base)
        }
        guard let first = candidates.max(by: { towns[$0].name.count < towns[$1].name.count }) else { return nil }
        return Match(town: towns[first], confidence: .doubtful, rest: "")
    }
}
