import Japanese
import Storage

/// A seal with everything that is needed to prove it, from the database or from a bundle.
struct SealRecord: Sendable {
    struct StoredRendering: Sendable {
        let type: String
        let hash: String
        let bytes: [UInt8]
        let version: Int
        let isSealed: Bool
        /// Equals the moment of sealing for what is sealed with it.
        let attachedAt: Timestamp
    }

    let seal: Seal
    let envelope: String
    let content: String
    let renderings: [StoredRendering]
    let signatures: [Signature]

    init(
        seal: Seal, envelope: String, content: String, renderings: [StoredRendering], signatures: [Signature]
    ) {
        self.seal = seal
        self.envelope = envelope
        self.content = content
        self.renderings = renderings
        self.signatures = signatures
    }

    /// In words, for findings.
    var place: String { "\(seal.kind)/\(seal.subject) 第\(seal.edition)版" }

    init(_ seal: Seal, on connection: any Connection) throws {
        let row = try connection.row("SELECT envelope, content FROM seal WHERE id = \(seal.id)")
        self.init(
            seal: seal, envelope: try row?[0] ?? "", content: try row?[1] ?? "",
            renderings: try connection.rows(
                """
                SELECT type, hash, bytes, version, is_sealed, attached_at FROM seal_rendering WHERE seal = \(seal.id)
                ORDER BY type
                """
            ).map {
                StoredRendering(
                    type: try $0[0], hash: try $0[1], bytes: try $0[2], version: try $0[3], isSealed: try $0[4],
                    attachedAt: try $0[5])
            }, signatures: try SignatureStore.list(of: .seal, seal.hash, on: connection))
    }

    /// - Parameters:
    ///   - previous: hash of the edition before; `nil` for the first.
    ///   - sealed: what else was sealed, for content that rests on it.
    func verify(
        after previous: String?, renderer: SealRenderer?, signatures check: SignatureCheck, sealed: SealedContents,
        into report: inout VerificationReport
    ) {
        let place = place
        report.seals += 1
        func expect(_ condition: Bool, _ words: String) {
            if !condition { report.fail("\(place)：\(words)") }
        }
        expect(ContentHash.of(content) == seal.contentHash, "確定した内容が、記録したときと違います。")
        expect(ContentHash.of(envelope) == seal.hash, "封の記録が、記録したときと違います。")
        let expected = SealEnvelope(
            heading: seal.heading, sealedBy: seal.sealedBy, previous: previous,
            renderings: renderings.filter(\.isSealed).map { ($0.type, $0.hash, $0.version) }
        ).json.canonical
        // By bytes: Swift's == takes differently composed characters for equal.
        expect(envelope.utf8.elementsEqual(expected.utf8), "版の番号、日時、前の版、表示のどれかが、封の記録と合いません。")
        if check.check(signatures, of: place, since: seal.sealedAt, into: &report) { report.signedSeals += 1 }
        let json = try? JSON(parsing: content)
        if let renderer, let json {
            for words in renderer.contradictions(json, sealed) { expect(false, words) }
        }
        for rendering in renderings {
            report.renderings += 1
            if rendering.isSealed {
                expect(rendering.attachedAt == seal.sealedAt, "表示（\(rendering.type)）の日時が、確定した日時と違います。")
            }
            expect(ContentHash.of(rendering.bytes) == rendering.hash, "表示（\(rendering.type)）が、記録したときと違います。")
            guard let renderer, renderer.type == rendering.type, renderer.version == rendering.version,
                rendering.isSealed, let json, let redrawn = renderer.render(json, seal.heading)
            else { continue }
            if redrawn == rendering.bytes {
                report.redrawn += 1
            } else {
                expect(false, "描き直した表示（\(rendering.type)）が、確定したときと違います。")
            }
        }
    }
}

/// Walks over editions, each line from its first on, as ``HeadCheck`` does over daily heads.
struct SealCheck {
    let signatures: SignatureCheck
    /// What else was sealed, for content that rests on it.
    let sealed: SealedContents
    /// Of each line, the hash of the edition before.
    private var previous: [String: String] = [:]

    init(signatures: SignatureCheck, sealed: @escaping SealedContents) {
        self.signatures = signatures
        self.sealed = sealed
    }

    /// - Parameter record: of each line, the next edition.
    mutating func visit(_ record: SealRecord, renderer: SealRenderer?, into report: inout VerificationReport) {
        let line = SealWitness.subject(of: record.seal)
        record.verify(
            after: previous[line], renderer: renderer, signatures: signatures, sealed: sealed, into: &report)
        previous[line] = record.seal.hash
    }
}
