extension Unicode.Scalar {
    /// Takes no place on the screen, so that nobody sees it: U+200B, U+FEFF and their like (Default_Ignorable_Code_Point).
    public var isUnseen: Bool {
        // Kana and kanji are told without asking Unicode's tables.
        value > 0x7F && !(0x3001...0x3163).contains(value) && !(0x3165...0xA4CF).contains(value)
            && properties.isDefaultIgnorableCodePoint
    }
}
