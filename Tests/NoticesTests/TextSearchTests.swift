import Testing

@testable import Notices

@Suite("Looking for words in texts")
struct TextSearchTests {
    @Test(
        "Beginnings and ends are found by their letters",
        arguments: ["", "窓", "窓口", "口", "窓口の予約", "予約", "窓口の予約を", "A", "約A"])
    func ends(word: String) {
        for text in ["", "窓口の予約", "予約", "A窓口"] {
            let letters = Array(text.unicodeScalars)
            let wanted = Array(word.unicodeScalars)
            #expect(text.hasPrefix(word) == letters.starts(with: wanted), "\(text) \(word)")
            #expect(text.hasSuffix(word) == letters.reversed().starts(with: wanted.reversed()), "\(text) \(word)")
            #expect(text[...].hasPrefix(word) == text.hasPrefix(word))
            #expect(text[...].hasSuffix(word) == text.hasSuffix(word))
        }
    }

    @Test("The longest run that two names share")
    func shared() {
        #expect(BodyReading.longestCommon("働き方改革", "区の働き方の改革") == 3)
        #expect(BodyReading.longestCommon("情報", "情報情") == 2)
        #expect(BodyReading.longestCommon("", "情報") == 0)
        #expect(BodyReading.longestCommon("ああい", "あああい") == 3)
    }
}
