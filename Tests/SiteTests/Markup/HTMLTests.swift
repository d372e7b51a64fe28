import RandomTesting
import SiteTesting
import Testing

@testable import Site

@Suite("HTML")
struct HTMLTests {
    @Test("Whatever is interpolated comes out as the same text, in content and in attributes, and opens no tag")
    func escapes() throws {
        let seed: UInt64 = 20_240_901
        var generator = SeededGenerator(seed: seed)
        let dangerous: [Unicode.Scalar] = Array("<>&\"'/=! abあ並-;#39ampltgt`\u{0}\n\t\u{1F333}".unicodeScalars)
        for round in 0..<3_000 {
            let length = Int.random(in: 0...24, using: &generator)
            var scalars = String.UnicodeScalarView()
            for _ in 0..<length {
                if Bool.random(using: &generator) {
                    scalars.append(dangerous.randomElement(using: &generator)!)
                } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x3_FFFF, using: &generator)) {
                    scalars.append(scalar)
                }
            }
            let text = String(scalars)
            let html: HTML = "<p title=\"\(text)\">\(text)</p>"
            let tokens = try MarkupTokenizer.tokens(html.text)
            let content: [MarkupTokenizer.Token] = text.isEmpty ? [] : [.text(text)]
            #expect(
                tokens == [.open(name: "p", attributes: ["title": text])] + content + [.close(name: "p")],
                "seed \(seed), round \(round)")
        }
    }

    @Test("Markup inside markup stays markup, and text stays text")
    func nests() {
        let inner: HTML = "<b>\("<i>")</b>"
        let parts: [HTML] = ["<i>1</i>", "<i>2</i>"]
        let outer: HTML = "<p\("hidden", if: true)\("open", if: false)>\(inner)\(parts)\(12)\(Tag("新", .done))</p>"
        #expect(outer.text.hasPrefix("<p hidden><b>&lt;i&gt;</b><i>1</i><i>2</i>12<span class=\"tag tag-done\">"))
    }
}
