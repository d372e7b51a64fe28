import Foundation
import Japanese

/// By what the readings of names (フリガナ) are compared, whatever the width and kind of kana and the marks of Latin letters:
/// a residence card says NGUYEN VAN AN where a family writes Nguyễn Văn An.
enum ReadingKey {
    static func of(_ reading: String) -> String {
        let key = TextKey.kana(reading).text
        guard key.unicodeScalars.contains(where: { $0.isLatin && !$0.isASCII }) else { return key }
        var plain = String.UnicodeScalarView()
        for scalar in key.decomposedStringWithCanonicalMapping.unicodeScalars where !scalar.isLatinMark {
            // Letters of their own, which do not decompose.
            switch scalar {
            case "đ", "ð": plain.append("d")
            case "ø": plain.append("o")
            case "ł": plain.append("l")
            case "ı": plain.append("i")
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }
}

extension Unicode.Scalar {
    /// A letter of the Latin script with all its marks: of Vietnamese and Polish as of English.
    var isLatin: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
        case 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF: true
        default: isLatinMark
        }
    }

    /// A mark on a letter, where it is written apart from it.
    fileprivate var isLatinMark: Bool { (0x300...0x36F).contains(value) }
}
