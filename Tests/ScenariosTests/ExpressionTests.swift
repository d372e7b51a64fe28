import Scenarios
import Testing

@Suite("Expressions give a value or are unknown, for every input")
struct ExpressionTests {
    @Test("Braces are doubled to stand for themselves")
    func braces() throws {
        #expect(try Template.parse("a{{b}}").text(RecordValues(InputRecord(key: "1", rows: []), scenario: "s")) == "a{b}")
    }
}
