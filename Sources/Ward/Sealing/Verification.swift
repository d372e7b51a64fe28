import Storage

/// Draws a rendering again from sealed content, to prove that an edition still renders byte for byte.
public struct SealRenderer: Sendable {
    public let type: String
    /// - Returns: `nil` when the content is of a format this program no longer draws.
    public let render: @Sendable (JSON, SealHeading) -> [UInt8]?

    public init(type: String, render: @escaping @Sendable (JSON, SealHeading) -> [UInt8]?) {
        self.type = type
        self.render = render
    }
}

/// What `namiki verify` found.
public struct VerificationReport: Hashable, Sendable {
    public internal(set) var auditRows = 0
    public internal(set) var seals = 0
    public internal(set) var renderings = 0
    /// Renderings that were drawn again and gave the same bytes.
    public internal(set) var redrawn = 0
    public internal(set) var evidenceFiles = 0
    /// Each failure in words: where, and what is wrong.
    public internal(set) var failures: [String] = []

    public var isWhole: Bool { failures.isEmpty }

    public var json: JSON {
        [
            "whole": JSON(isWhole), "auditRows": JSON(auditRows), "seals": JSON(seals), "renderings": JSON(renderings),
            "redrawn": JSON(redrawn), "evidenceFiles": JSON(evidenceFiles),
            "failures": .array(failures.map { .string($0) }),
        ]
    }

    public var text: String {
        let counts = """
            監査証跡 \(auditRows)件、確定版 \(seals)件、表示 \(renderings)件（うち描き直して一致 \(redrawn)件）、根拠資料 \(evidenceFiles)件を調べました。
            """
        return isWhole
            ? counts + "\nすべて、記録したときのままです。"
            : counts + "\n合わないものが\(failures.count)件あります。\n" + failures.map { "- \($0)" }.joined(separator: "\n")
    }
}

/// Recomputes every hash of the memory: the audit chain, sealed editions, their renderings, and evidence.
public enum Verification {
    /// - Parameter renderers: by kind of seal.
    public static func run(
        renderers: [String: SealRenderer], on connection: any Connection
    ) throws -> VerificationReport {
        var report = VerificationReport()
        let audit = try Audit.verify(on: connection)
        report.auditRows = audit.rows
        report.failures += audit.failures
        var previous: [String: Seal] = [:]
        for seal in try SealStore.all(on: connection).sorted(by: { $0.edition < $1.edition }) {
            let line = "\(seal.kind)/\(seal.subject)"
            let record = try SealRecord(seal, on: connection)
            record.verify(after: previous[line]?.hash, renderer: renderers[seal.kind], into: &report)
            previous[line] = seal
        }
        for hash in try connection.column("SELECT hash FROM evidence ORDER BY hash", as: String.self) {
            report.evidenceFiles += 1
            let bytes: [UInt8]? = try connection.value("SELECT bytes FROM evidence WHERE hash = \(hash)")
            if bytes.map({ ContentHash.of($0) }) != hash {
                report.failures.append("根拠資料 \(hash) の中身が、保存したときと違います。")
            }
        }
        return report
    }
}

/// A seal with everything that is needed to prove it, from the database or from a bundle.
struct SealRecord: Sendable {
    struct StoredRendering: Sendable {
        let type: String
        let hash: String
        let bytes: [UInt8]
        let isSealed: Bool
    }

    let seal: Seal
    let envelope: String
    let content: String
    let renderings: [StoredRendering]

    init(seal: Seal, envelope: String, content: String, renderings: [StoredRendering]) {
        self.seal = seal
        self.envelope = envelope
        self.content = content
        self.renderings = renderings
    }

    init(_ seal: Seal, on connection: any Connection) throws {
        let row = try connection.row("SELECT envelope, content FROM seal WHERE id = \(seal.id)")
        self.init(
            seal: seal, envelope: try row?[0] ?? "", content: try row?[1] ?? "",
            renderings: try connection.rows(
                "SELECT type, hash, bytes, is_sealed FROM seal_rendering WHERE seal = \(seal.id) ORDER BY type"
            ).map {
                StoredRendering(type: try $0[0], hash: try $0[1], bytes: try $0[2], isSealed: try $0[3])
            })
    }

    /// - Parameter previous: hash of the edition before; `nil` for the first.
    func verify(after previous: String?, renderer: SealRenderer?, into report: inout VerificationReport) {
        let place = "\(seal.kind)/\(seal.subject) 第\(seal.edition)版"
        report.seals += 1
        func expect(_ condition: Bool, _ words: String) {
            if !condition { report.failures.append("\(place)：\(words)") }
        }
        expect(ContentHash.of(content) == seal.contentHash, "確定した内容が、記録したときと違います。")
        expect(ContentHash.of(envelope) == seal.hash, "封の記録が、記録したときと違います。")
        let heading = SealHeading(
            kind: seal.kind, subject: seal.subject, edition: seal.edition, contentHash: seal.contentHash,
            sealedAt: seal.sealedAt, reason: seal.reason)
        let expected = SealEnvelope(
            heading: heading, sealedBy: seal.sealedBy, previous: previous,
            renderings: renderings.filter(\.isSealed).map { ($0.type, $0.hash) }
        ).json.canonical
        expect(envelope == expected, "版の番号、日時、前の版、表示のどれかが、封の記録と合いません。")
        let json = try? JSON(parsing: content)
        for rendering in renderings {
            report.renderings += 1
            expect(ContentHash.of(rendering.bytes) == rendering.hash, "表示（\(rendering.type)）が、記録したときと違います。")
            guard let renderer, renderer.type == rendering.type, let json,
                let redrawn = renderer.render(json, heading)
            else { continue }
            if redrawn == rendering.bytes {
                report.redrawn += 1
            } else {
                expect(false, "描き直した表示（\(rendering.type)）が、確定したときと違います。")
            }
        }
    }
}
