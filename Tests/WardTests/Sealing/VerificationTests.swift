import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Proving the memory")
struct VerificationTests {
    @Test("A store that nobody touched is whole, and every count is there", arguments: TestDatabases.all)
    func whole(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await SealedSamples.fill(tested)
            let report = try await tested.read { try Verification.run(renderers: SealedSamples.renderers, on: $0) }
            #expect(report.failures == [])
            #expect(report.auditRows == 7)
            #expect(report.seals == 4)
            #expect(report.renderings == 9)
            #expect(report.redrawn == 4)
            #expect(report.evidenceFiles == 2)
            #expect(report.json["whole"] == .bool(true))
            #expect(report.text.hasSuffix("すべて、記録したときのままです。"))
        }
    }

    @Test("Whatever is touched behind the program's back is found", arguments: TestDatabases.all)
    func tampering(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await SealedSamples.fill(tested)
            for (name, tamper) in Self.tamperings {
                let report = try await tested.afterTampering(tamper) {
                    try Verification.run(renderers: SealedSamples.renderers, on: $0)
                }
                #expect(!report.isWhole, "\(name)")
                #expect(report.json["whole"] == .bool(false))
            }
            let report = try await tested.read { try Verification.run(renderers: SealedSamples.renderers, on: $0) }
            #expect(report.isWhole)
        }
    }

    private static let tamperings: [(String, @Sendable (any Connection) throws -> Void)] = [
        ("kind", { try $0.execute("UPDATE seal SET kind = 'test.other' WHERE subject = 'B'") }),
        ("subject", { try $0.execute("UPDATE seal SET subject = 'C' WHERE subject = 'B'") }),
        ("edition", { try $0.execute("UPDATE seal SET edition = 4 WHERE edition = 3") }),
        ("envelope", { try $0.execute("UPDATE seal SET envelope = envelope || ' ' WHERE edition = 3") }),
        ("hash", { try $0.execute("UPDATE seal SET hash = UPPER(hash) WHERE edition = 3") }),
        ("content", { try $0.execute("UPDATE seal SET content = '{}' WHERE edition = 3") }),
        ("content hash", { try $0.execute("UPDATE seal SET content_hash = 'x' WHERE edition = 3") }),
        ("sealed at", { try $0.execute("UPDATE seal SET sealed_at = sealed_at - 1 WHERE edition = 3") }),
        ("sealed by", { try $0.execute("UPDATE seal SET sealed_by = '山田' WHERE edition = 3") }),
        ("reason", { try $0.execute("UPDATE seal SET reason = '別の理由' WHERE edition = 3") }),
        ("reason removed", { try $0.execute("UPDATE seal SET reason = NULL WHERE edition = 3") }),
        ("composition", { try $0.execute("UPDATE seal SET reason = \("か\u{3099} 数の誤り") WHERE edition = 3") }),
        ("rendering type", { try $0.execute("UPDATE seal_rendering SET type = 'text/plain' WHERE type = 'text/csv'") }),
        ("rendering hash", { try $0.execute("UPDATE seal_rendering SET hash = 'x' WHERE type = 'text/csv'") }),
        ("rendering", { try $0.execute("UPDATE seal_rendering SET bytes = \([UInt8(1)]) WHERE type = 'text/csv'") }),
        ("version", { try $0.execute("UPDATE seal_rendering SET version = 2 WHERE type = 'text/html'") }),
        ("loosened", { try $0.execute("UPDATE seal_rendering SET is_sealed = 0 WHERE type = 'text/csv'") }),
        ("fixed", { try $0.execute("UPDATE seal_rendering SET is_sealed = 1 WHERE type = 'application/pdf'") }),
        ("attached at", { try $0.execute("UPDATE seal_rendering SET attached_at = 0 WHERE type = 'application/pdf'") }),
        ("drawn at", { try $0.execute("UPDATE seal_rendering SET attached_at = 0 WHERE type = 'text/csv'") }),
        ("rendering removed", { try $0.execute("DELETE FROM seal_rendering WHERE type = 'text/csv'") }),
        ("PDF removed", { try $0.execute("DELETE FROM seal_rendering WHERE type = 'application/pdf'") }),
        (
            "PDF exchanged with its hash",
            { connection in
                let forged = Array("%PDF-1.7 forged".utf8)
                try connection.execute(
                    """
                    UPDATE seal_rendering SET bytes = \(forged), hash = \(ContentHash.of(forged))
                    WHERE type = 'application/pdf'
                    """)
            }
        ),
        ("newest edition removed", { try remove(edition: 3, $0) }),
        ("middle edition removed", { try remove(edition: 2, $0) }),
        (
            "all editions removed",
            { connection in
                try connection.execute("DELETE FROM seal_rendering")
                try connection.execute("DELETE FROM seal")
            }
        ),
        (
            "editions exchanged",
            { connection in
                try connection.execute("UPDATE seal SET edition = 9 WHERE edition = 2")
                try connection.execute("UPDATE seal SET edition = 2 WHERE edition = 3")
                try connection.execute("UPDATE seal SET edition = 3 WHERE edition = 9")
            }
        ),
        ("newest edition forged as a whole", { try forge($0) }),
        ("evidence", { try $0.execute("UPDATE evidence SET bytes = \([UInt8(1)]) WHERE filename = '件数.csv'") }),
        ("evidence name", { try $0.execute("UPDATE evidence SET filename = '別.csv' WHERE filename = '件数.csv'") }),
        ("evidence size", { try $0.execute("UPDATE evidence SET size = size + 1") }),
        ("evidence type", { try $0.execute("UPDATE evidence SET type = 'image/png'") }),
        ("evidence date", { try $0.execute("UPDATE evidence SET kept_at = kept_at - 1") }),
        ("evidence removed", { try $0.execute("DELETE FROM evidence WHERE filename = '件数.csv'") }),
        (
            "evidence exchanged with its hash",
            { connection in
                let forged = Array("月,件\r\n4,99\r\n".utf8)
                try connection.execute(
                    """
                    UPDATE evidence SET bytes = \(forged), hash = \(ContentHash.of(forged)), size = \(forged.count)
                    WHERE filename = '件数.csv'
                    """)
            }
        ),
        ("audit", { try $0.execute("DELETE FROM audit WHERE sequence = 7") }),
    ]

    private static func remove(edition: Int, _ connection: any Connection) throws {
        try connection.execute(
            "DELETE FROM seal_rendering WHERE seal IN (SELECT id FROM seal WHERE edition = \(edition))")
        try connection.execute("DELETE FROM seal WHERE edition = \(edition)")
    }

    /// Replaces edition 3 by one whose own hashes all agree.
    private static func forge(_ connection: any Connection) throws {
        let seal = try SealStore.find(kind: "test.round", subject: "A", edition: 3, on: connection)
        let before = try SealStore.find(kind: "test.round", subject: "A", edition: 2, on: connection)
        guard let seal else { return }
        let content = "{\"title\":\"forged\"}"
        let heading = SealHeading(
            kind: seal.kind, subject: seal.subject, edition: 3, contentHash: ContentHash.of(content),
            sealedAt: seal.sealedAt, reason: seal.reason)
        let envelope = SealEnvelope(heading: heading, sealedBy: seal.sealedBy, previous: before?.hash, renderings: [])
            .json.canonical
        try connection.execute("DELETE FROM seal_rendering WHERE seal = \(seal.id)")
        try connection.execute(
            """
            UPDATE seal SET content = \(content), content_hash = \(heading.contentHash), envelope = \(envelope),
                hash = \(ContentHash.of(envelope))
            WHERE id = \(seal.id)
            """)
    }

    @Test("A value of another type is a finding and does not end the search")
    func types() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await SealedSamples.fill(tested)
            let report = try await tested.afterTampering { connection in
                try connection.execute("UPDATE seal SET sealed_at = 'x' WHERE edition = 3")
                try connection.execute("UPDATE evidence SET bytes = \([UInt8(1)]) WHERE filename = '件数.csv'")
            } _: {
                try Verification.run(renderers: [:], on: $0)
            }
            #expect(report.failures.contains("確定版：列「sealed_at」が読めません。ここから先は調べられませんでした。"))
            #expect(report.failures.contains { $0.hasPrefix("根拠資料") })
        }
    }

    @Test("A page that today's program draws differently is a finding, unless its renderer has a new version")
    func redrawing() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await SealedSamples.fill(tested)
            for (version, failures) in [(1, 4), (2, 0)] {
                let changed = SealRenderer(type: "text/html", version: version) { _, _ in Array("<p>新しい様式</p>".utf8) }
                let report = try await tested.read {
                    try Verification.run(renderers: ["test.round": changed], on: $0)
                }
                #expect(report.failures.count == failures)
                #expect(report.redrawn == 0)
            }
        }
    }

    @Test("A seal of a later renderer says so in its envelope and is drawn again by that version")
    func versions() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.write { connection, stamp throws in
                _ = try SealStore.seal(
                    kind: "test.round", subject: "A", content: [:], reason: nil, by: stamp, on: connection
                ) { _ in [Rendering(type: "text/html", bytes: [1], version: 2)] }
            }
            let second = SealRenderer(type: "text/html", version: 2) { _, _ in [1] }
            let report = try await tested.read { try Verification.run(renderers: ["test.round": second], on: $0) }
            #expect(report.isWhole)
            #expect(report.redrawn == 1)
        }
    }
}
