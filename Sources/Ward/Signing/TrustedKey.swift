import Japanese

/// A public key that whoever checks keeps outside the system, with the days for which they trust it.
///
///     # 並木サーバーの鍵
///     qL0h…c= from=2026-04-01 until=2027-03-31
///
/// One key a line. The days are kept here too because the store's own record of them can be rewritten by whoever can write
/// the store: the narrower of the two holds.
public struct TrustedKey: Hashable, Sendable {
    public let publicKey: String
    public let validFrom: CivilDate?
    /// The last day.
    public let validTo: CivilDate?

    public init(publicKey: String, validFrom: CivilDate? = nil, validTo: CivilDate? = nil) {
        self.publicKey = publicKey
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// Larger files are no files of keys.
    public static let bytesMax = 100_000

    /// The keys of a file.
    /// - Throws: ``TrustedKeyRefusal`` with the line that is wrong.
    public static func list(_ text: String) throws(TrustedKeyRefusal) -> [TrustedKey] {
        var keys: [TrustedKey] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard PublicKey(String(first)) != nil else { throw TrustedKeyRefusal(line: index + 1) }
            var days: [Substring: CivilDate] = [:]
            for word in words.dropFirst() {
                let parts = word.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, ["from", "until"].contains(parts[0]), days[parts[0]] == nil,
                    let day = CivilDate(iso: parts[1])
                else { throw TrustedKeyRefusal(line: index + 1) }
                days[parts[0]] = day
            }
            keys.append(
                TrustedKey(publicKey: String(first), validFrom: days["from"], validTo: days["until"]))
        }
        guard !keys.isEmpty else { throw TrustedKeyRefusal(line: 1) }
        return keys
    }

    func isTrusted(on day: CivilDate) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A file of public keys that cannot be read.
public struct TrustedKeyRefusal: Refusal, Hashable {
    public let line: Int

    public var words: String {
        "公開鍵のファイルの\(line)行目を読めません。「公開鍵 from=2026-04-01 until=2027-03-31」の形（from と until は省けます）で、1行に1つ書いてください。"
    }
}
