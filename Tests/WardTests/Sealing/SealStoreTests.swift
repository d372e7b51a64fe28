import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Sealed editions")
struct SealStoreTests {
    @Test(
        "Editions are numbered for each record by itself, and each names the one before", arguments: TestDatabases.all)
    func editions(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            try await SealedSamples.fill(tested)
            let (first, second) = try await tested.read { connection in
                (
                    try SealStore.editions(kind: "test.round", subject: "A", on: connection),
                    try SealStore.editions(kind: "test.round", subject: "B", on: connection)
                )
            }
            #expect(first.map(\.edition) == [1, 2, 3])
            #expect(second.map(\.edition) == [1])
            let envelopes = try await tested.read {
                try $0.column("SELECT envelope FROM seal WHERE subject = 'A' ORDER BY edition", as: String.self)
            }
            let previous = try envelopes.map { try JSON(parsing: $0)["previous"] }
            #expect(previous == [.null, .string(first[0].hash), .string(first[1].hash)])
        }
    }

    @Test("An edition that was sealed gives the same bytes after a correction", arguments: TestDatabases.all)
    func frozen(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let first = try await tested.write { try SealedSamples.seal("A", title: "旧", by: $1, on: $0) }
            let before = try await tested.read { try SealStore.rendering(of: first, type: "text/html", on: $0) }
            _ = try await tested.write { try SealedSamples.seal("A", title: "新", reason: "誤り", by: $1, on: $0) }
            let found = try await tested.read {
                try SealStore.find(kind: "test.round", subject: "A", edition: 1, on: $0)
            }
            #expect(found == first)
            let (after, content) = try await tested.read { connection in
                (
                    try SealStore.rendering(of: first, type: "text/html", on: connection),
                    try SealStore.content(of: first, on: connection)
                )
            }
            #expect(after == before)
            #expect(after.map { String(decoding: $0, as: UTF8.self) } == "<p>旧 第1版 \(first.contentHash)</p>")
            #expect(content["title"]?.string == "旧")
        }
    }

    @Test("A second edition needs a reason that says something", arguments: [nil, "", " 　\n"])
    func reason(_ reason: String?) async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            _ = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            await #expect(throws: SealRefusal.reasonNeeded(edition: 2)) {
                _ = try await tested.write { try SealedSamples.seal("A", title: "2", reason: reason, by: $1, on: $0) }
            }
            let seals = try await tested.read { try SealStore.all(on: $0) }
            #expect(seals.count == 1)
        }
    }

    @Test("A rendering that cannot be drawn leaves no edition", arguments: TestDatabases.all)
    func rendering(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            struct Broken: Error {}
            await #expect(throws: Broken.self) {
                try await tested.write { connection, stamp throws in
                    try SealStore.seal(
                        kind: "test.round", subject: "A", content: [:], reason: nil, by: stamp, on: connection
                    ) { _ in throw Broken() }
                }
            }
            let (seals, rows) = try await tested.read { (try SealStore.all(on: $0), try Audit.list(on: $0)) }
            #expect(seals.isEmpty)
            #expect(rows.isEmpty)
        }
    }

    @Test("Content that could not be read back is not sealed")
    func readable() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            let deep = (0...JSON.depthMax).reduce(JSON.null) { inner, _ in [inner] }
            await #expect(throws: SealRefusal.unreadable(reason: "入れ子が深すぎます")) {
                try await tested.write { connection, stamp throws in
                    try SealStore.seal(
                        kind: "test.round", subject: "A", content: deep, reason: nil, by: stamp, on: connection
                    ) { _ in [] }
                }
            }
        }
    }

    @Test("A rendering is attached once and never exchanged", arguments: TestDatabases.all)
    func attaching(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let seal = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            let pdf = Rendering(type: "application/pdf", bytes: Array("%PDF-1.7".utf8))
            try await tested.write { try SealStore.attach(pdf, to: seal, by: $1, on: $0) }
            for type in ["application/pdf", "text/html"] {
                await #expect(throws: SealRefusal.alreadyAttached(type: type)) {
                    try await tested.write {
                        try SealStore.attach(Rendering(type: type, bytes: [1]), to: seal, by: $1, on: $0)
                    }
                }
            }
            let bytes = try await tested.read { try SealStore.rendering(of: seal, type: "application/pdf", on: $0) }
            #expect(bytes == pdf.bytes)
        }
    }

    @Test("What was touched is reported and not given out", arguments: TestDatabases.all)
    func damaged(_ kind: TestDatabase) async throws {
        try await TestedWard.use(kind) { tested async throws in
            let seal = try await tested.write { try SealedSamples.seal("A", title: "1", by: $1, on: $0) }
            try await tested.database.write { connection in
                try connection.execute("UPDATE seal SET content = '{\"title\":\"2\"}'")
                try connection.execute("UPDATE seal_rendering SET bytes = \(Array("x".utf8)) WHERE type = 'text/html'")
            }
            let refusal = SealRefusal.damaged(kind: "test.round", subject: "A", edition: 1)
            await #expect(throws: refusal) { try await tested.read { try SealStore.content(of: seal, on: $0) } }
            await #expect(throws: refusal) {
                try await tested.read { try SealStore.rendering(of: seal, type: "text/html", on: $0) }
            }
            let whole = try await tested.read { try SealStore.rendering(of: seal, type: "text/csv", on: $0) }
            #expect(whole != nil)
        }
    }
}
