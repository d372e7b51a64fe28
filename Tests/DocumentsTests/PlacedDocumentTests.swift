import Testing

@testable import Documents

@Suite("Lines with a place")
struct PlacedDocumentTests {
    @Test("A line is of the body, of its size, and certain, where nothing else is said")
    func plain() {
        let line = PlacedLine(text: "取組", place: DocumentPlace(line: 1))
        #expect(line.part == .body)
        #expect(line.look.size == 1)
        #expect(line.confidence == nil)
    }
}
