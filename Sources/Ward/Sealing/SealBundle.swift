import Foundation
import Japanese
import Storage

/// Sealed editions in one file, to be proved on another machine without any database.
///
/// A JSON object: `format`; `seals`, each with its heading, envelope, content, renderings (bytes in Base64) and signatures;
/// and the daily `heads` of the audit trail with theirs. Bundles of the first format have neither signatures nor heads.
public struct SealBundle: Sendable {
    static let format = "namiki-seals-2"
    static let firstFormat = "namiki-seals-1"
    let records: [SealRecord]
    let heads: [SignedHead]

    /// Every edition of the database with the daily heads, or the editions of one record.
    /// - Throws: ``SealBundleRefusal/tooLarge(bytesMax:)`` before the memory is filled with what could not be read back.
    public init(
        kind: String? = nil, subject: String? = nil, bytesMax: Int = JSON.bytesMax, on connection: any Connection
    ) throws {
        var records: [SealRecord] = []
        // The names of its own members.
        var bytes = 100
        func count(_ more: Int) throws(SealBundleRefusal) {
            bytes += more
            guard bytes <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
        }
        for seal in try SealStore.all(on: connection)
        where (kind == nil || seal.kind == kind) && (subject == nil || seal.subject == subject) {
            let record = try SealRecord(seal, on: connection)
            // Content and envelope stand in a string, with their quotes escaped; bytes in Base64.
            try count(2 * (record.content.utf8.count + record.envelope.utf8.count))
            try count(record.renderings.reduce(1000) { $0 + $1.bytes.count / 3 * 4 + 400 })
            try count(record.signatures.reduce(0) { $0 + $1.json.canonical.utf8.count + 1 })
            records.append(record)
        }
        self.records = records
        let isWhole = kind == nil && subject == nil
        heads = isWhole ? try DailyHeadStore.allSigned(on: connection) : []
        for head in heads { try count(head.json.canonical.utf8.count + 1) }
    }

    init(records: [SealRecord], heads: [SignedHead]) {
        self.records = records
        self.heads = heads
    }

    public var isEmpty: Bool { records.isEmpty }

    public var json: JSON {
        [
            "format": .string(Self.format), "seals": .array(records.map(Self.json)),
            "heads": .array(heads.map(\.json)),
        ]
    }

    private static func json(_ record: SealRecord) -> JSON {
        let renderings = record.renderings.map { rendering -> JSON in
            [
                "type": .string(rendering.type), "hash": .string(rendering.hash), "sealed": JSON(rendering.isSealed),
                "version": JSON(rendering.version), "attachedAt": .integer(rendering.attachedAt.milliseconds),
                "bytes": .string(Data(rendering.bytes).base64EncodedString()),
            ]
        }
        return [
            "id": .string(record.seal.id.text), "kind": .string(record.seal.kind),
            "subject": .string(record.seal.subject), "edition": JSON(record.seal.edition),
            "contentHash": .string(record.seal.contentHash), "hash": .string(record.seal.hash),
            "sealedAt": .integer(record.seal.sealedAt.milliseconds), "sealedBy": .string(record.seal.sealedBy),
            "reason": JSON(record.seal.reason), "envelope": .string(record.envelope),
            "content": .string(record.content), "renderings": .array(renderings),
            "signatures": .array(record.signatures.map(\.json)),
        ]
    }

    /// Reads a bundle written by ``json``.
    public init(parsing bytes: [UInt8]) throws(SealBundleRefusal) {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw .notJSON(offset: error.offset, reason: error.reason)
        }
        guard Self.isKnown(json), let seals = json["seals"]?.array else { throw .otherFormat }
        var records: [SealRecord] = []
        for (position, value) in seals.enumerated() {
            guard let record = Self.record(value) else { throw .incomplete(position: position + 1) }
            records.append(record)
        }
        self.records = records
        var heads: [SignedHead] = []
        for (position, value) in (json["heads"]?.array ?? []).enumerated() {
            guard let head = SignedHead(value) else { throw .damagedHead(position: position + 1) }
            heads.append(head)
        }
        self.heads = heads
    }

    private static func isKnown(_ json: JSON) -> Bool {
        switch json["format"]?.string {
        case format: json.hasExactly(["format", "seals", "heads"]) && json["heads"]?.array != nil
        case firstFormat: json.hasExactly(["format", "seals"])
        default: false
        }
    }

    private static let recordKeys: Set = [
        "id", "kind", "subject", "edition", "contentHash", "hash", "sealedAt", "sealedBy", "reason", "envelope",
        "content", "renderings", "signatures",
    ]
    private static let renderingKeys: Set = ["type", "hash", "sealed", "version", "attachedAt", "bytes"]

    private static func record(_ json: JSON) -> SealRecord? {
        guard json.hasExactly(json["signatures"] == nil ? recordKeys.subtracting(["signatures"]) : recordKeys),
            let id = json["id"]?.string, let kind = json["kind"]?.string,
            let subject = json["subject"]?.string,
            let edition = json["edition"]?.integer, let contentHash = json["contentHash"]?.string,
            let hash = json["hash"]?.string, let sealedAt = json["sealedAt"]?.integer,
            let sealedBy = json["sealedBy"]?.string, let envelope = json["envelope"]?.string,
            let content = json["content"]?.string, let renderings = json["renderings"]?.array
        else { return nil }
        let stored = renderings.compactMap { value -> SealRecord.StoredRendering? in
            guard value.hasExactly(renderingKeys), let type = value["type"]?.string, let hash = value["hash"]?.string,
                case .bool(let isSealed)? = value["sealed"], let version = value["version"]?.integer,
                let attachedAt = value["attachedAt"]?.integer,
                let text = value["bytes"]?.string, let bytes = Data(base64Encoded: text),
                bytes.base64EncodedString() == text
            else { return nil }
            return SealRecord.StoredRendering(
                type: type, hash: hash, bytes: Array(bytes), version: version, isSealed: isSealed,
                attachedAt: Timestamp(milliseconds: Int64(attachedAt)))
        }
        guard stored.count == renderings.count,
            let signatures = Signature.list(json["signatures"] ?? [], of: .seal, hash)
        else { return nil }
        let seal = Seal(
            id: ID(id), kind: kind, subject: subject, edition: edition, contentHash: contentHash, hash: hash,
            sealedAt: Timestamp(milliseconds: Int64(sealedAt)), sealedBy: sealedBy, reason: json["reason"]?.string)
        return SealRecord(seal: seal, envelope: envelope, content: content, renderings: stored, signatures: signatures)
    }

    /// Proves every edition; needs no database.
    ///
    /// A bundle shows that its editions belong together and are as they were sealed, and that none is missing of those that
    /// its newest head counted. That the newest ones were left out together with the heads, and that a rendering attached
    /// after sealing is the one of that day, only the store's audit trail can show, or an older bundle.
    /// - Parameters:
    ///   - keys: as for ``Verification``; the days of validity are those of the keys alone.
    ///   - earlier: an older bundle or head.
    public func verify(
        renderers: [String: SealRenderer], signedBy keys: [TrustedKey] = [], against earlier: EarlierState? = nil
    ) -> VerificationReport {
        let check = SignatureCheck(trusted: keys, recorded: nil)
        var report = VerificationReport()
        let contents = Dictionary(
            records.map { ("\($0.seal.kind) \($0.seal.contentHash)", $0.content) },
            uniquingKeysWith: { first, _ in first })
        var editions = SealCheck(signatures: check) { kind, hash in
            contents["\(kind) \(hash)"].flatMap { try? JSON(parsing: $0) }
        }
        for record in records.sorted(by: { $0.seal.edition < $1.seal.edition }) {
            editions.visit(record, renderer: renderers[record.seal.kind], into: &report)
        }
        var walk = HeadCheck(signatures: check)
        for head in heads { walk.visit(head, into: &report) }
        // Heads go with whole bundles alone.
        if let last = heads.last?.head, records.count < last.sealCount {
            report.fail(
                "\(last.place)：確定版は\(last.sealCount)件ありましたが、この束には\(records.count)件だけです。取り除かれた版があります。")
        }
        earlier?.compare(with: self, signedBy: keys, into: &report)
        return report
    }
}

public enum SealBundleRefusal: Refusal, Hashable {
    case notJSON(offset: Int, reason: String)
    case otherFormat
    case incomplete(position: Int)
    case damagedHead(position: Int)
    case tooLarge(bytesMax: Int)

    public var words: String {
        switch self {
        case .notJSON(let offset, let reason): "束の\(offset)バイト目が読めません（\(reason)）。書き出し直してください。"
        case .otherFormat: "namiki の確定版の束ではありません。namiki verify --export で書き出したファイルを指定してください。"
        case .incomplete(let position): "束の\(position)番目の版に足りない項目があります。書き出し直してください。"
        case .damagedHead(let position):
            "束の\(position)番目の日締めが壊れているか、書き換えられています。書き出し直すか、別の控えを使ってください。"
        case .tooLarge(let bytesMax):
            "1つの束は\(bytesMax / 1024 / 1024) MiB までです。記録を絞って書き出すか、データベースの控えを取ってください。"
        }
    }
}
