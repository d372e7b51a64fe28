import Testing

@testable import Plan

@Suite("A reading for programs")
struct NoticeJSONTests {
    @Test("The same bytes give the same JSON")
    func repeatable() throws {
        #expect(try WardNotice.read().json.pretty == WardNotice.read().json.pretty)
    }
}
