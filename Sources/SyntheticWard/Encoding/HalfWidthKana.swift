extension SyntheticWard {
    /// Katakana as half-width characters, voiced marks on their own: ガ → ｶﾞ.
    enum HalfWidthKana {
        static func narrowed(_ text: String) -> String {
            var view = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                if scalar == "\u{3000}" {
                    view.append(" ")
                } else if scalar.value >= 0x3000, scalar.value < 0x3100 {
                    view.append(contentsOf: table[Int(scalar.value - 0x3000)])
                } else {
                    view.append(scalar)
                }
            }
            return String(view)
        }

        /// By scalar from U+3000: its half-width form; itself where it has none.
        private static let table: [[Unicode.Scalar]] = {
            var table = (0x3000..<0x3100).map { [Unicode.Scalar($0) ?? " "] }
            let plain = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
            for (number, scalar) in plain.unicodeScalars.enumerated() {
                guard let half = Unicode.Scalar(UInt32(0xFF61 + number)) else { continue }
                table[Int(scalar.value) - 0x3000] = [half]
            }
            func voice(_ plain: String, _ voiced: String, _ mark: Unicode.Scalar) {
                for (base, scalar) in zip(plain.unicodeScalars, voiced.unicodeScalars) {
                    table[Int(scalar.value) - 0x3000] = table[Int(base.value) - 0x3000] + [mark]
                }
            }
            voice("カキクケコサシスセソタチツテトハヒフヘホウ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "\u{FF9E}")
            voice("ハヒフヘホ", "パピプペポ", "\u{FF9F}")
            return table
        }()
    }
}
