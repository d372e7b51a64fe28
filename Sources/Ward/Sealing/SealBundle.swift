import Foundation
import Japanese
import Storage

/// Sealed editions in one file, to be proved on another machine without any database.
///
/// A JSON object: `format`, and `seals`, each with its heading, envelope, content and renderings (bytes in Base64).
public struct SealBundle: Sendable {
    static let format = "namiki-seals-1"
    let records: [SealRecord]

    /// Every edition of the database, or those of one record.
    /// - Throws: ``SealBundleRefusal/tooLarge(bytesMax:)`` before the memory is filled with what could not be read back.
    public init(kind: String? = nil, subject: String? = nil, on connection: any Connection) throws {
        var records: [SealRecord] = []
        var bytes = 0
        for seal in try SealStore.all(on: connection)
        where (kind == nil || seal.kind == kind) && (subject == nil || seal.subject == subject) {
            let record = try SealRecord(seal, on: connection)
            // Content and envelope stand in a string, with their quotes escaped; bytes in Base64.
            bytes += 2 * (record.content.utf8.count + record.envelope.utf8.count)
            bytes += record.renderings.reduce(1000) { $0 + $1.bytes.count / 3 * 4 + 400 }
            guard bytes <= JSON.bytesMax else { throw SealBundleRefusal.tooLarge(bytesMax: JSON.bytesMax) }
            records.append(record)
        }
        self.records = records
    }

    public var isEmpty: Bool { records.isEmpty }

    public var json: JSON {
        ["format": .string(Self.format), "seals": .array(records.map(Self.json))]
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
        guard Self.hasKeys(json, ["format", "seals"]), json["format"]?.string == Self.format,
            let seals = json["seals"]?.array
        else { throw .otherFormat }
        var records: [SealRecord] = []
        for (position, value) in seals.enumerated() {
            guard let record = Self.record(value) else { throw .incomplete(position: position + 1) }
            records.append(record)
        }
        self.records = records
    }

    private static let recordKeys: Set = [
        "id", "kind", "subject", "edition", "contentHash", "hash", "sealedAt", "sealedBy", "reason", "envelope",
        "content", "renderings",
    ]
    private static let renderingKeys: Set = ["type", "hash", "sealed", "version", "attachedAt", "bytes"]

    /// Exactly the keys that are proved: what nobody looks at could say anything.
    private static func hasKeys(_ json: JSON, _ keys: Set<String>) -> Bool {
        guard case .object(let members) = json else { return false }
        return Set(members.keys) == keys
    }

    private static func record(_ json: JSON) -> SealRecord? {
        guard hasKeys(json, recordKeys), let id = json["id"]?.string, let kind = json["kind"]?.string,
            let subject = json["subject"]?.string,
            let edition = json["edition"]?.integer, let contentHash = json["contentHash"]?.string,
            let hash = json["hash"]?.string, let sealedAt = json["sealedAt"]?.integer,
            let sealedBy = json["sealedBy"]?.string, let envelope = json["envelope"]?.string,
            let content = json["content"]?.string, let renderings = json["renderings"]?.array
        else { return nil }
        let stored = renderings.compactMap { value -> SealRecord.StoredRendering? in
            guard hasKeys(value, renderingKeys), let type = value["type"]?.string, let hash = value["hash"]?.string,
                case .bool(let isSealed)? = value["sealed"], let version = value["version"]?.integer,
                let attachedAt = value["attachedAt"]?.integer,
                let text = value["bytes"]?.string, let bytes = Data(base64Encoded: text),
                bytes.base64EncodedString() == text
            else { return nil }
            return SealRecord.StoredRendering(
                type: type, hash: hash, bytes: Array(bytes), version: version, isSealed: isSealed,
                attachedAt: Timestamp(milliseconds: Int64(attachedAt)))
        }
        guard stored.count == renderings.count else { return nil }
        let seal = Seal(
            id: ID(id), kind: kind, subject: subject, edition: edition, contentHash: contentHash, hash: hash,
            sealedAt: Timestamp(milliseconds: Int64(sealedAt)), sealedBy: sealedBy, reason: json["reason"]?.string)
        return SealRecord(seal: seal, envelope: envelope, content: content, renderings: stored)
    }

    /// Proves every edition; needs no database.
    ///
    /// A bundle shows that its editions belong together and are as they were sealed. That its newest edition was left out,
    /// and that a rendering attached after sealing is the one of that day, only the store's audit trail can show.
    public func verify(renderers: [String: SealRenderer]) -> VerificationReport {
        var report = VerificationReport()
        var previous: [String: Seal] = [:]
        let contents = Dictionary(
            records.map { ("\($0.seal.kind) \($0.seal.contentHash)", $0.content) },
            uniquingKeysWith: { first, _ in first })
        let sealed: SealedContents = { kind, hash in contents["\(kind) \(hash)"].flatMap { try? JSON(parsing: $0) } }
        for record in records.sorted(by: { $0.seal.edition < $1.seal.edition }) {
            let line = "\(record.seal.kind)/\(record.seal.subject)"
            record.verify(
                after: previous[line]?.hash, renderer: renderers[record.seal.kind], sealed: sealed, into: &report)
            previous[line] = record.seal
        }
        return report
    }
}

public enum SealBundleRefusal: Refusal, Hashable {
    case notJSON(offset: Int, reason: String)
    case otherFormat
    case incomplete(position: Int)
    case tooLarge(bytesMax: Int)

    public var words: String {
        switch self {
        case .notJSON(let offset, let reason): "束の\(offset)バイト目が読めません（\(reason)）。書き出し直してください。"
        case .otherFormat: "namiki の確定版の束ではありません。namiki verify --export で書き出したファイルを指定してください。"
        case .incomplete(let position): "束の\(position)番目の版に足りない項目があります。書き出し直してください。"
        case .tooLarge(let bytesMax):
            "1つの束は\(bytesMax / 1024 / 1024) MiB までです。記録を絞って書き出すか、データベースの控えを取ってください。"
        }
    }
}
