import Japanese
import Tabular

/// The characters of a file whose encoding was proved: written back, they give the bytes of the file.
///
///     let proved = try ProvedText(bytes)
///     proved.encoding.japanese   // 「CP932（Shift_JIS）」
struct ProvedText: Sendable {
    enum Encoding: Sendable, Hashable {
        case utf8(mark: Bool)
        case utf16LE(mark: Bool)
        case utf16BE(mark: Bool)
        case cp932, eucJP, iso2022JP

        var japanese: String {
            switch self {
            case .utf8(let mark): mark ? "UTF-8（BOM付き）" : "UTF-8"
            case .utf16LE(let mark): mark ? "UTF-16LE" : "UTF-16LE（BOMなし）"
            case .utf16BE(let mark): mark ? "UTF-16BE" : "UTF-16BE（BOMなし）"
            case .cp932: "CP932（Shift_JIS）"
            case .eucJP: "EUC-JP"
            case .iso2022JP: "ISO-2022-JP（JIS）"
            }
        }
    }

    let encoding: Encoding
    /// In UTF-8, without the mark.
    let utf8: [UInt8]
    /// Characters with two codes, of which the file has the other one: NEC's and IBM's double assignments.
    let twins: Int
    /// 外字: characters that only the system of the file knows.
    let privateCharacters: Int
    /// Another encoding whose characters are as likely.
    let doubt: Encoding?

    /// - Parameter declared: what the file says of itself, tried first.
    /// - Throws: when no encoding gives the bytes back.
    init(_ bytes: [UInt8], declared: Encoding? = nil) throws(DocumentRefusal) {
        let found = ProvedText.candidates(bytes, declared: declared)
        guard let best = found.first else {
            throw bytes.contains(0) ? .unknownFile : .unknownEncoding(line: ProvedText.badLine(bytes))
        }
        var rivals = found.dropFirst()
        rivals.removeAll { $0.oddness > best.oddness + 0.05 }
        encoding = best.encoding
        utf8 = best.utf8
        twins = best.twins
        privateCharacters = best.privateCharacters
        doubt = rivals.first?.encoding
    }

    /// What to tell about the encoding.
    var note: String {
        var text = "文字コードは\(encoding.japanese)として読み、書き戻すと元のファイルと一致することを確かめました。"
        if twins > 0 { text += "符号が二つある文字（丸数字やIBM拡張文字など）\(twins)字は、同じ文字の標準の符号に読み替えました。" }
        if privateCharacters > 0 { text += "外字が\(privateCharacters)字あります。作った機器でしか正しく表示できません。" }
        if let doubt { text += "\(doubt.japanese)としても読めるため、文字化けがないか確かめてください。" }
        return text
    }

    struct Candidate {
        let encoding: Encoding
        let utf8: [UInt8]
        var twins = 0
        var privateCharacters = 0
        /// The share of characters that are seldom in Japanese documents.
        var oddness = 0.0
    }

    private static func candidates(_ bytes: [UInt8], declared: Encoding?) -> [Candidate] {
        if let marked = MarkedText.read(bytes) { return [marked] }
        if bytes.contains(0) { return MarkedText.withoutMark(bytes) }
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        if isASCII, ISO2022JPText.isLikely(bytes), let found = ISO2022JPText.read(bytes) { return [found] }
        if UTF8Check.firstBadOffset(in: bytes) == nil { return [Candidate(encoding: .utf8(mark: false), utf8: bytes)] }
        let found = DoubleByteText.Form.allCases.compactMap { DoubleByteText.read(bytes, as: $0) }
        if let declared, let chosen = found.first(where: { $0.encoding == declared }), chosen.oddness < 0.2 {
            return [chosen]
        }
        return found.sorted { $0.oddness < $1.oddness }
    }

    /// The line on which the encoding that reads furthest ends.
    private static func badLine(_ bytes: [UInt8]) -> Int {
        let offsets =
            [UTF8Check.firstBadOffset(in: bytes) ?? 0]
            + DoubleByteText.Form.allCases.map { DoubleByteText.firstBadOffset(bytes, as: $0) }
        return 1 + bytes[..<min(bytes.count, offsets.max() ?? 0)].count { $0 == 0x0A }
    }
}

/// UTF-8 and UTF-16 with their marks, and UTF-16 without.
enum MarkedText {
    /// - Returns: `nil` without a mark, or when the bytes after it are not what it says.
    static func read(_ bytes: [UInt8]) -> ProvedText.Candidate? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            guard UTF8Check.firstBadOffset(in: bytes) == nil, !bytes.contains(0) else { return nil }
            return ProvedText.Candidate(encoding: .utf8(mark: true), utf8: Array(bytes.dropFirst(3)))
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return utf16(bytes.dropFirst(2), low: 0).map { .init(encoding: .utf16LE(mark: true), utf8: $0) }
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return utf16(bytes.dropFirst(2), low: 1).map { .init(encoding: .utf16BE(mark: true), utf8: $0) }
        }
        return nil
    }

    /// The byte order whose characters are those of a Japanese text; the other one gives characters from everywhere.
    static func withoutMark(_ bytes: [UInt8]) -> [ProvedText.Candidate] {
        var found: [ProvedText.Candidate] = []
        for (low, encoding) in [(0, ProvedText.Encoding.utf16LE(mark: false)), (1, .utf16BE(mark: false))] {
            guard let utf8 = utf16(bytes[...], low: low) else { continue }
            let oddness = Plausibility.oddness(String(decoding: utf8, as: UTF8.self))
            guard oddness < 0.1 else { continue }
            found.append(ProvedText.Candidate(encoding: encoding, utf8: utf8, oddness: oddness))
        }
        return found.sorted { $0.oddness < $1.oddness }
    }

    /// - Returns: `nil` for lone surrogates, NUL characters and odd counts of bytes.
    private static func utf16(_ bytes: ArraySlice<UInt8>, low: Int) -> [UInt8]? {
        guard bytes.count % 2 == 0 else { return nil }
        let start = bytes.startIndex
        let units = (0..<bytes.count / 2).map { position -> UInt16 in
            let first = bytes[start + position * 2]
            let second = bytes[start + position * 2 + 1]
            return low == 0 ? UInt16(first) | UInt16(second) << 8 : UInt16(second) | UInt16(first) << 8
        }
        guard !units.contains(0) else { return nil }
        let text = String(decoding: units, as: UTF16.self)
        // A lone surrogate would come back as another unit.
        guard text.utf16.elementsEqual(units) else { return nil }
        return Array(text.utf8)
    }
}
