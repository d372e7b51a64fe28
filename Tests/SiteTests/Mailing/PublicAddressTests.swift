import Testing

@testable import Site

@Suite("Where the site is reached from outside")
struct PublicAddressTests {
    @Test("Links begin with what the environment names, with one slash; what could break a line is nothing")
    func configured() {
        func address(_ text: String?) -> String? {
            PublicAddress.configured(text.map { [PublicAddress.variable: $0] } ?? [:])
        }
        #expect(address("https://namiki.example.jp") == "https://namiki.example.jp")
        #expect(address("https://namiki.example.jp/") == "https://namiki.example.jp")
        for nothing in [nil, "", "https://namiki.example.jp\nBcc: a@b.jp", "並木", "https://a b"] {
            #expect(address(nothing) == nil, "\(nothing ?? "unset")")
        }
    }
}
