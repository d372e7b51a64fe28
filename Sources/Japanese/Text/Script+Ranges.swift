extension Script {
    struct ScalarRange {
        let first: UInt32
        let last: UInt32
        let script: Script

        init(_ first: UInt32, _ last: UInt32, _ script: Script) {
            self.first = first
            self.last = last
            self.script = script
        }
    }

    /// Sorted and without overlap; what is not listed is judged by its general category.
    static let ranges: [ScalarRange] = [
        ScalarRange(0x30, 0x39, .digit),
        ScalarRange(0x41, 0x5A, .latin),
        ScalarRange(0x61, 0x7A, .latin),
        ScalarRange(0xAA, 0xAA, .latin),
        ScalarRange(0xBA, 0xBA, .latin),
        ScalarRange(0xC0, 0xD6, .latin),
        ScalarRange(0xD8, 0xF6, .latin),
        ScalarRange(0xF8, 0x2B8, .latin),
        ScalarRange(0x370, 0x373, .greek),
        ScalarRange(0x376, 0x377, .greek),
        ScalarRange(0x37A, 0x37D, .greek),
        ScalarRange(0x37F, 0x37F, .greek),
        ScalarRange(0x386, 0x386, .greek),
        ScalarRange(0x388, 0x3E1, .greek),
        ScalarRange(0x3F0, 0x3FF, .greek),
        ScalarRange(0x400, 0x52F, .cyrillic),
        ScalarRange(0x1100, 0x11FF, .hangul),
        ScalarRange(0x1C80, 0x1C8F, .cyrillic),
        ScalarRange(0x1D00, 0x1D25, .latin),
        ScalarRange(0x1D6B, 0x1D77, .latin),
        ScalarRange(0x1E00, 0x1EFF, .latin),
        ScalarRange(0x1F00, 0x1FBC, .greek),
        ScalarRange(0x1FC2, 0x1FCC, .greek),
        ScalarRange(0x1FD0, 0x1FDB, .greek),
        ScalarRange(0x1FE0, 0x1FEC, .greek),
        ScalarRange(0x1FF2, 0x1FFC, .greek),
        ScalarRange(0x212A, 0x212B, .latin),
        ScalarRange(0x2C60, 0x2C7F, .latin),
        ScalarRange(0x2DE0, 0x2DFF, .cyrillic),
        ScalarRange(0x2E80, 0x2E99, .radicalSupplement),
        ScalarRange(0x2E9B, 0x2EF3, .radicalSupplement),
        ScalarRange(0x2F00, 0x2FD5, .kangxiRadical),
        ScalarRange(0x3005, 0x3007, .kanji),
        ScalarRange(0x3021, 0x3029, .kanji),
        ScalarRange(0x3038, 0x303B, .kanji),
        ScalarRange(0x3041, 0x3096, .hiragana),
        ScalarRange(0x309D, 0x309F, .hiragana),
        ScalarRange(0x30A1, 0x30FA, .katakana),
        // The prolonged sound mark ー is shared with hiragana; it is counted with katakana, where it is at home.
        ScalarRange(0x30FC, 0x30FF, .katakana),
        ScalarRange(0x3131, 0x318E, .hangul),
        ScalarRange(0x31F0, 0x31FF, .katakana),
        ScalarRange(0x3400, 0x4DBF, .kanji),
        ScalarRange(0x4E00, 0x9FFF, .kanji),
        ScalarRange(0xA640, 0xA69F, .cyrillic),
        ScalarRange(0xA722, 0xA787, .latin),
        ScalarRange(0xA960, 0xA97C, .hangul),
        ScalarRange(0xAC00, 0xD7A3, .hangul),
        ScalarRange(0xD7B0, 0xD7FB, .hangul),
        ScalarRange(0xE000, 0xF8FF, .privateUse),
        ScalarRange(0xF900, 0xFAFF, .compatibilityKanji),
        ScalarRange(0xFB00, 0xFB06, .latin),
        ScalarRange(0xFF10, 0xFF19, .fullwidthDigit),
        ScalarRange(0xFF21, 0xFF3A, .fullwidthLatin),
        ScalarRange(0xFF41, 0xFF5A, .fullwidthLatin),
        ScalarRange(0xFF66, 0xFF9F, .halfwidthKatakana),
        ScalarRange(0x1AFF0, 0x1B000, .katakana),
        ScalarRange(0x1B001, 0x1B11F, .hiragana),
        ScalarRange(0x1B120, 0x1B122, .katakana),
        ScalarRange(0x1B150, 0x1B152, .hiragana),
        ScalarRange(0x1B164, 0x1B167, .katakana),
        ScalarRange(0x20000, 0x2A6DF, .kanji),
        ScalarRange(0x2A700, 0x2EE5D, .kanji),
        ScalarRange(0x2F800, 0x2FA1F, .compatibilityKanji),
        ScalarRange(0x30000, 0x323AF, .kanji),
        ScalarRange(0xF0000, 0xFFFFD, .privateUse),
        ScalarRange(0x100000, 0x10FFFD, .privateUse),
    ]
}
