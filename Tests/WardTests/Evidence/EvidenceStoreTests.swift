import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Evidence files")
struct EvidenceStoreTests {
    private static let pdf = Array("%PDF-1.7 根拠".utf8)

    @Test("A file is kept under the SHA-256 of its bytes and given back as it came", arguments: TestDatabases.all)
    func keeping(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            // Every byte there is, after a signature.
            let bytes = Self.pdf + Array(0...255)
            let file = try await tested.write {
                try EvidenceStore.keep(bytes, filename: "資料/根拠.pdf", by: $1, on: $0)
            }
            #expect(file.hash == ContentHash.of(bytes))
            #expect(file.filename == "根拠.pdf")
            #expect(file.type == .pdf)
            #expect(file.size == bytes.count)
            let (found, read, missing) = try await tested.read { connection in
                (
                    try EvidenceStore.find(file.hash, on: connection),
                    try EvidenceStore.bytes(file.hash, on: connection),
                    try EvidenceStore.bytes(String(repeating: "0", count: 64), on: connection)
                )
            }
            #expect(found == file)
            #expect(read == bytes)
            #expect(missing == nil)
        }
    }

    @Test("The hash is SHA-256, by the examples of FIPS 180-4")
    func hash() {
        #expect(ContentHash.of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(ContentHash.of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("The same bytes are kept once, under their first name", arguments: TestDatabases.all)
    func once(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let first = try await tested.write { try EvidenceStore.keep(Self.pdf, filename: "a.pdf", by: $1, on: $0) }
            tested.clock.advance(seconds: 60)
            let second = try await tested.write { try EvidenceStore.keep(Self.pdf, filename: "b.pdf", by: $1, on: $0) }
            #expect(second == first)
            let rows = try await tested.read { try Audit.list(on: $0) }
            #expect(rows.map(\.action) == ["ward.evidence.keep"])
        }
    }

    @Test("A damaged file is reported, not given out, and not taken for kept", arguments: TestDatabases.all)
    func damaged(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let file = try await tested.write { try EvidenceStore.keep(Self.pdf, filename: "a.pdf", by: $1, on: $0) }
            try await tested.database.write { connection in
                _ = try connection.execute("UPDATE evidence SET bytes = \(Array("%PDF-1.7 偽".utf8))")
            }
            let refusal = EvidenceRefusal.damaged(hash: file.hash)
            await #expect(throws: refusal) { try await tested.read { try EvidenceStore.bytes(file.hash, on: $0) } }
            await #expect(throws: refusal) {
                try await tested.write { try EvidenceStore.keep(Self.pdf, filename: "a.pdf", by: $1, on: $0) }
            }
        }
    }

    @Test("Empty and too large files are refused, the largest is kept")
    func sizes() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let largest = Self.pdf + Array(repeating: 0, count: EvidenceStore.bytesMax - Self.pdf.count)
            let cases: [([UInt8], EvidenceRefusal)] = [
                ([], .empty), (largest + [0], .tooLarge(bytesMax: EvidenceStore.bytesMax)),
            ]
            for (bytes, refusal) in cases {
                await #expect(throws: refusal) {
                    try await tested.write { try EvidenceStore.keep(bytes, filename: "a.pdf", by: $1, on: $0) }
                }
            }
            let file = try await tested.write { try EvidenceStore.keep(largest, filename: "a.pdf", by: $1, on: $0) }
            #expect(file.size == EvidenceStore.bytesMax)
        }
    }
}
