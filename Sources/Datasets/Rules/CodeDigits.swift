import Japanese

/// Codes whose figures prove each other.
enum CodeDigits {
    static func holds(_ scheme: CheckDigit, _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { scheme.holds($0) }
    }

    /// 全国地方公共団体コード: six figures, a prefecture of 01–47, and the check digit.
    static func isMunicipality(_ text: String) -> Bool {
        holds(.localGovernment, text) && isPrefecture(text)
    }

    private static func isPrefecture(_ code: String) -> Bool {
        Int(code.prefix(2)).map { (1...47).contains($0) } ?? false
    }

    /// The code that lost its leading zero, its check digit or both; `nil` where none or more than one fits.
    /// - Parameter known: the publisher's own code, which decides between several.
    static func municipality(_ figures: String, known: String?) -> String? {
        guard (4...6).contains(figures.utf8.count), figures.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        if isMunicipality(figures) { return figures }
        var found: [String] = []
        switch figures.utf8.count {
        case 5: found = ["0" + figures, withCheckDigit(figures)].filter(isMunicipality)
        case 4: found = [withCheckDigit("0" + figures)].filter(isMunicipality)
        default: break
        }
        if let known, found.contains(known) { return known }
        return found.count == 1 ? found.first : nil
    }

    /// Five figures and their check digit.
    static func withCheckDigit(_ five: String) -> String {
        var six = five + "0"
        let digit = six.withUTF8 { CheckDigit.localGovernment.expected($0) }
        return five + String(digit)
    }
}
