import Documents
import Testing

@testable import Notices

@Suite("Every line is accounted for")
struct LineLedgerTests {
    @Test("A line nobody accounted for is unread; what one reader knows another does not undo")
    func unread() {
        let document = PlacedDocument(
            format: .text, lines: (1...3).map { PlacedLine(text: "行\($0)", place: DocumentPlace(line: $0)) })
        var mine = LineLedger()
        mine.use(1, as: .title)
        var other = LineLedger()
        other.setAside(1, as: .pageNumber)
        other.setAside(3, as: .pageNumber)
        mine.merge(other)
        #expect(mine[1] == .used(.title))
        #expect(mine[3] == .setAside(.pageNumber))
        #expect(mine.unread(in: document).map(\.place.line) == [2])
    }
}
