import Testing

@testable import Plan

@Suite("Sentences that name marks")
struct MarkSentenceTests {
    @Test("The symbol of a mark is not parted from its words, and all the rest stays as it was")
    func pieces() {
        let sentence = MarkSentence("期限（3月中）が来ていますが、進捗区分が「B 予定どおり」です。「窓口 1」<i>の「A 完了」")
        #expect(
            sentence.html.text
                == "期限（3月中）が来ていますが、進捗区分が「B\u{00A0}予定どおり」です。「窓口 1」&lt;i&gt;の「A\u{00A0}完了」")
        #expect(MarkSentence("").html.text.isEmpty)
    }
}
