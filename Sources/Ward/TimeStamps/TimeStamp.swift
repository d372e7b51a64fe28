import Japanese

/// What is sent to a time stamping authority for a daily head (RFC 3161, 2.4.1): the head's SHA-256, and the wish for the
/// authority's certificate. There is no nonce: a head has its hash alone, and the time in the reply is what is asked for.
public enum TimeStampRequest {
    static let sha256: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]

    /// TimeStampReq in DER.
    public static func bytes(for head: DailyHead) -> [UInt8] {
        let algorithm = DER.value(
            DER.Tag.sequence, DER.value(DER.Tag.identifier, sha256) + DER.value(DER.Tag.null, []))
        let imprint = DER.value(
            DER.Tag.sequence, algorithm + DER.value(DER.Tag.octets, Hexadecimal.bytes(head.hash) ?? []))
        return DER.value(
            DER.Tag.sequence,
            DER.value(DER.Tag.integer, [1]) + imprint + DER.value(DER.Tag.boolean, [0xFF]))
    }
}

/// A reply of a time stamping authority (RFC 3161, 2.4.2), as far as its words go; that it was signed by an authority that
/// somebody trusts is proved by ``TimeStampAuthority``.
public struct TimeStampReply: Hashable, Sendable {
    /// SHA-256 that was stamped, hexadecimal.
    public let imprint: String
    public let stampedAt: Timestamp

    /// Larger replies are none.
    public static let bytesMax = 200_000
    private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    private static let tokenInfo: [UInt8] = [
        0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04,
    ]

    public init(parsing bytes: [UInt8]) throws(TimeStampRefusal) {
        guard bytes.count <= Self.bytesMax else { throw .noReply }
        var whole = DER.Reader(bytes[...])
        guard var response = whole.inside(DER.Tag.sequence), whole.isAtEnd,
            var status = response.inside(DER.Tag.sequence), let code = status.content(DER.Tag.integer)
        else { throw .noReply }
        // granted, grantedWithMods
        guard [[0], [1]].contains(Array(code)) else { throw .refused(status: code.last.map(Int.init) ?? -1) }
        guard var info = Self.tokenInfo(&response), info.content(DER.Tag.integer) != nil,
            info.content(DER.Tag.identifier) != nil, var imprint = info.inside(DER.Tag.sequence),
            var algorithm = imprint.inside(DER.Tag.sequence),
            let name = algorithm.content(DER.Tag.identifier), let hash = imprint.content(DER.Tag.octets),
            info.content(DER.Tag.integer) != nil, let time = info.content(DER.Tag.generalizedTime),
            let stampedAt = Self.moment(time)
        else { throw .noReply }
        guard name.elementsEqual(TimeStampRequest.sha256) else { throw .otherHead }
        self.imprint = Hexadecimal.text(hash)
        self.stampedAt = stampedAt
    }

    /// TSTInfo, within the signed data of the token.
    private static func tokenInfo(_ response: inout DER.Reader) -> DER.Reader? {
        guard var token = response.inside(DER.Tag.sequence),
            token.content(DER.Tag.identifier)?.elementsEqual(signedData) == true,
            var explicit = token.inside(DER.Tag.context0), var signed = explicit.inside(DER.Tag.sequence),
            signed.content(DER.Tag.integer) != nil, signed.content(DER.Tag.set) != nil,
            var content = signed.inside(DER.Tag.sequence),
            content.content(DER.Tag.identifier)?.elementsEqual(tokenInfo) == true,
            var wrapped = content.inside(DER.Tag.context0), var octets = wrapped.inside(DER.Tag.octets)
        else { return nil }
        return octets.inside(DER.Tag.sequence)
    }

    /// `20261128093000Z`, perhaps with a fraction of a second, which is dropped.
    static func moment(_ text: some Collection<UInt8>) -> Timestamp? {
        let bytes = Array(text)
        guard bytes.count >= 15, bytes.last == UInt8(ascii: "Z") else { return nil }
        let (digits, fraction) = (bytes[..<14], bytes[14..<(bytes.count - 1)])
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }),
            fraction.isEmpty
                || fraction.first == UInt8(ascii: ".")
                    && fraction.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        guard let day = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)),
            number(8..<10) < 24, number(10..<12) < 60, number(12..<14) <= 60
        else { return nil }
        return Timestamp(day, hour: number(8..<10), minute: number(10..<12))
            .adding(seconds: number(12..<14) + Self.japanSeconds)
    }

    /// Japan is ahead of the world's time by nine hours.
    private static let japanSeconds = 9 * 3600
    /// So far the authority's clock may differ.
    static let clockSecondsMax = 300

    /// - Parameter now: `nil` where it does not matter any more.
    func check(_ head: DailyHead, now: Timestamp? = nil) throws(TimeStampRefusal) {
        guard imprint == head.hash else { throw .otherHead }
        guard stampedAt >= head.madeAt.adding(seconds: -Self.clockSecondsMax) else { throw .before(stampedAt) }
        guard now.map({ stampedAt <= $0.adding(seconds: Self.clockSecondsMax) }) ?? true else {
            throw .ahead(stampedAt)
        }
    }
}

/// Why a reply of a time stamping authority is not taken.
public enum TimeStampRefusal: Refusal, Hashable {
    case noReply
    case refused(status: Int)
    case otherHead
    case before(Timestamp)
    case ahead(Timestamp)
    case notTrusted(reason: String)
    case noProgram

    public var words: String {
        switch self {
        case .noReply: "時刻認証局の返事（RFC 3161 の DER）ではありません。返ってきたファイルをそのまま指定してください。"
        case .refused(let status): "時刻認証局が、時刻の証明を断っています（状態 \(status)）。要求を作り直して送ってください。"
        case .otherHead: "別のものへの時刻の証明です。この日締めの要求に対する返事を指定してください。"
        case .before(let moment): "時刻の証明（\(moment.japanese)）が、日締めより前です。要求と返事の組合せを確かめてください。"
        case .ahead(let moment): "時刻の証明（\(moment.japanese)）が、今より先です。この機械の時計を確かめてください。"
        case .notTrusted(let reason): "時刻の証明の署名を、指定した認証局の証明書で確かめられません（\(reason)）。証明書を確かめてください。"
        case .noProgram: "openssl がないため、時刻の証明の署名を確かめられません。openssl を入れてから、もう一度行ってください。"
        }
    }
}
