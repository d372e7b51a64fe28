import Notices
import Testing

@Suite("Documents in many styles")
struct DocumentTests {
    private static func score(_ document: TruthDocument) throws -> DocumentScore {
        DocumentScore(
            try NoticeReader.read(bytes: document.bytes, name: document.name), against: try document.truth())
    }

    @Test("Each document is read as a careful person reads it", arguments: DocumentFolders.own)
    func own(document: TruthDocument) throws {
        let score = try Self.score(document)
        #expect(score.differences == [])
        #expect(score.falseErrors == [])
    }

    @Test(
        "So is each case given beside the project",
        .enabled(if: !DocumentFolders.given.isEmpty, "no cases on this machine (NAMIKI_TEST_CASES)"),
        arguments: DocumentFolders.given)
    func given(document: TruthDocument) throws {
        let score = try Self.score(document)
        #expect(score.differences == [])
        #expect(score.falseErrors == [])
    }

    @Test("Right, missed and invented are counted for each kind of document")
    func measured() throws {
        var kinds: [String: DocumentScore] = [:]
        var all = DocumentScore()
        for document in DocumentFolders.own {
            let reading = try NoticeReader.read(bytes: document.bytes, name: document.name)
            let score = DocumentScore(reading, against: try document.truth())
            kinds[reading.kind.rawValue] = (kinds[reading.kind.rawValue] ?? DocumentScore()) + score
            all = all + score
        }
        for (kind, score) in kinds.sorted(by: { $0.key < $1.key }) { print("\(kind)\n\(score.table)\n") }
        print("all\n\(all.table)")
        #expect(all.documents >= 40)
        #expect(all.counts[.initiatives]?.right ?? 0 >= 100)
        #expect(kinds.count >= 7)
    }

    @Test("Every line of every document is accounted for, and few are left unread", arguments: DocumentFolders.own)
    func ledger(document: TruthDocument) throws {
        let reading = try NoticeReader.read(bytes: document.bytes, name: document.name)
        #expect(reading.ledger.count == reading.source.lineCount)
        #expect(reading.ledger.map(\.line) == Array(1...reading.source.lineCount))
        let unread = reading.findings.filter { $0.rule == .unreadLines }
        #expect(unread.isEmpty == reading.unread.isEmpty)
        if let told = unread.first { #expect(told.message.contains("\(reading.unread.count)行")) }
    }
}
