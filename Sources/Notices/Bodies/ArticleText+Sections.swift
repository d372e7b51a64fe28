import Japanese

/// Rules that count 1, 2, 3 without 条: １　目的, ２　組織, with their sentences below or behind them.
extension ArticleText {
    /// What the first section of rules is called.
    private static let firstCaptions = ["目的", "趣旨", "設置", "名称", "設置目的", "目的及び設置", "設置の目的", "総則", "設置及び目的"]
    private static let captionLettersMax = 16

    /// Whether rules of a body count their sections: a title of rules above, a first section on their purpose, and no 条 at all.
    static func isSectioned(_ lines: some Sequence<String>) -> Bool {
        var expected = 0
        var isAboutBody = false
        var isTitled = false
        for text in lines where !text.isEmpty {
            if articleHead(text) != nil { return false }
            if !isTitled {
                guard text.utf8.count <= 200, isTitle(text) else { continue }
                isTitled = true
                isAboutBody = ArticleBodies.nameInTitle(text) != nil
            } else if let head = sectionHead(text, after: expected) {
                if expected == 0, !firstCaptions.contains(head.caption ?? "") { return false }
                expected = head.number
            } else if expected == 1, !isAboutBody, text.utf8.count <= BodyText.rowBytesMax {
                isAboutBody = ArticleBodies.sentences(text).contains { !ArticleBodies.namesSetUp(in: $0).isEmpty }
            }
        }
        return isAboutBody && expected >= 3
    }

    /// １　目　的, 2. 組織, 第3　会議: the next section's number with its caption, and no sentence.
    static func sectionHead(_ text: String, after number: Int) -> (number: Int, caption: String?, rest: String)? {
        let scalars = Array(text.unicodeScalars.prefix(captionLettersMax * 2))
        let isNamed = scalars.first == "第"
        let digits = scalars.dropFirst(isNamed ? 1 : 0).prefix {
            (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value)
        }
        guard text.unicodeScalars.count < captionLettersMax * 2, !digits.isEmpty,
            Int(BodyText.key(String(scalars: digits))) == number + 1
        else { return nil }
        let rest = scalars[digits.endIndex...]
        guard let next = rest.first, BodyText.isSpace(next) || ".．、".unicodeScalars.contains(next) else { return nil }
        let caption = BodyText.key(String(scalars: rest.dropFirst()))
        guard !caption.isEmpty, caption.unicodeScalars.count <= captionLettersMax,
            !caption.contains(where: { "。、,をはが".contains($0) })
        else { return nil }
        return (number + 1, caption.trimmingBrackets, "")
    }
}
