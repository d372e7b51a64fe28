import Japanese

/// The characters of a file whose encoding was proved over the whole file: written back, they give its bytes.
///
///     let proved = try ProvedText(bytes)
///     proved.encoding.japanese   // 「CP932（Shift_JIS）」
public struct ProvedText: Sendable {
    public enum Encoding: Sendable, Hashable {
        case utf8(mark: Bool)
        case utf16LE(mark: Bool)
        case utf16BE(mark: Bool)
        case cp932, eucJP, iso2022JP

        public var japanese: String {
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

    /// Why no encoding was proved.
    public enum Refusal: Error, Hashable, Sendable {
        /// NUL bytes stand in it, and it is no UTF-16.
        case notText
        /// The line, from 1, on which the encoding that reads furthest ends.
        case unknownEncoding(line: Int)
    }

    public let encoding: Encoding
    /// In UTF-8, without the mark; empty when only the encoding was asked for.
    public let utf8: [UInt8]
    /// Characters with two codes, of which the file has the other one: NEC's and IBM's double assignments.
    public let twins: Int
    /// 外字: characters that only the system of the file knows.
    public let privateCharacters: Int
    /// Another encoding whose characters are as likely.
    public let doubt: Encoding?

    /// - Parameters:
    ///   - declared: what the file says of itself, tried first.
    ///   - keepsText: without it only the encoding is proved, and a large file needs no memory.
    /// - Throws: when no encoding gives the bytes back.
    public init(_ bytes: [UInt8], declared: Encoding? = nil, keepsText: Bool = true) throws(Refusal) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(Refusal) in
            try ProvedText(buffer, declared: declared, keepsText: keepsText)
        }
    }

    /// The same for bytes that lie in memory already.
    public init(
        _ bytes: UnsafeBufferPointer<UInt8>, declared: Encoding? = nil, keepsText: Bool = true
    ) throws(Refusal) {
        let found = Self.candidates(bytes, declared: declared, keepsText)
        guard let best = found.first else {
            throw bytes.contains(0) ? .notText : .unknownEncoding(line: Self.badLine(bytes))
        }
        var rivals = found.dropFirst()
        rivals.removeAll { $0.oddness > best.oddness + 0.05 }
        encoding = best.encoding
        utf8 = keepsText ? best.utf8 : []
        twins = best.twins
        privateCharacters = best.privateCharacters
        doubt = rivals.first?.encoding
    }

    /// What to tell about the encoding.
    public var note: String {
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

    private static func candidates(
        _ bytes: UnsafeBufferPointer<UInt8>, declared: Encoding?, _ keepsText: Bool
    ) -> [Candidate] {
        if let marked = UnicodeText.read(bytes, keepsText) { return [marked] }
        if ByteSearch.holds(0, in: bytes) { return UnicodeText.withoutMark(bytes) }
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        if isASCII, ISO2022JPText.isLikely(bytes), let found = ISO2022JPText.read(bytes) { return [found] }
        if UTF8Check.firstBadOffset(in: bytes) == nil {
            return [Candidate(encoding: .utf8(mark: false), utf8: keepsText ? Array(bytes) : [])]
        }
        let found = DoubleByteText.Form.allCases.compactMap { DoubleByteText.read(bytes, as: $0, keepsText) }
        if let declared, let chosen = found.first(where: { $0.encoding == declared }), chosen.oddness < 0.2 {
            return [chosen]
        }
        return found.sorted { $0.oddness < $1.oddness }
    }

    /// The line on which the encoding that reads furthest ends.
    private static func badLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let offsets =
            [UTF8Check.firstBadOffset(in: bytes) ?? 0]
            + DoubleByteText.Form.allCases.map { DoubleByteText.firstBadOffset(bytes, as: $0) }
        return 1 + bytes[..<min(bytes.count, offsets.max() ?? 0)].count { $0 == 0x0A }
    }
}

/// UTF-8 and UTF-16 with their marks, and UTF-16 without.
enum UnicodeText {
    /// - Returns: `nil` without a mark, or when the bytes after it are not what it says.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ keepsText: Bool) -> ProvedText.Candidate? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            guard UTF8Check.firstBadOffset(in: bytes) == nil, !ByteSearch.holds(0, in: bytes) else { return nil }
            return ProvedText.Candidate(encoding: .utf8(mark: true), utf8: keepsText ? Array(bytes.dropFirst(3)) : [])
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return utf16(bytes.dropFirst(2), low: 0, keepsText).map { .init(encoding: .utf16LE(mark: true), utf8: $0) }
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return utf16(bytes.dropFirst(2), low: 1, keepsText).map { .init(encoding: .utf16BE(mark: true), utf8: $0) }
        }
        return nil
    }

    /// The byte order whose characters are those of a Japanese text; the other one gives characters from everywhere.
    static func withoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> [ProvedText.Candidate] {
        var found: [ProvedText.Candidate] = []
        for (low, encoding) in [(0, ProvedText.Encoding.utf16LE(mark: false)), (1, .utf16BE(mark: false))] {
            guard let utf8 = utf16(bytes[...], low: low, true) else { continue }
            let oddness = Plausibility.oddness(String(decoding: utf8, as: UTF8.self))
            guard oddness < 0.1 else { continue }
            found.append(ProvedText.Candidate(encoding: encoding, utf8: utf8, oddness: oddness))
        }
        return found.sorted { $0.oddness < $1.oddness }
    }

    /// - Returns: `nil` for lone surrogates, which would come back as other units, NUL characters and odd counts of bytes.
    private static func utf16(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, low: Int, _ keepsText: Bool) -> [UInt8]? {
        guard bytes.count % 2 == 0 else { return nil }
        let start = bytes.startIndex
        func unit(_ position: Int) -> UInt16 {
            let first = bytes[start + position * 2]
            let second = bytes[start + position * 2 + 1]
            return low == 0 ? UInt16(first) | UInt16(second) << 8 : UInt16(second) | UInt16(first) << 8
        }
        var isAfterHigh = false
        for position in 0..<bytes.count / 2 {
            let unit = unit(position)
            let isLow = (0xDC00...0xDFFF).contains(unit)
            guard unit != 0, isLow == isAfterHigh else { return nil }
            isAfterHigh = (0xD800...0xDBFF).contains(unit)
        }
        guard !isAfterHigh else { return nil }
        return keepsText ? Array(String(decoding: (0..<bytes.count / 2).map(unit), as: UTF16.self).utf8) : []
    }
}
