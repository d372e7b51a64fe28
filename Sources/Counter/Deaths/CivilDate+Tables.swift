import Japanese

extension CivilDate {
    /// A day as tables of systems write it: also 19450102, without anything between.
    init?(inTable text: String) {
        let digits = Width.narrowingDigitsAndLatin(text)
        let figures = Array(digits.utf8)
        if figures.count == 8, figures.allSatisfy({ (0x30...0x39).contains($0) }) {
            let year = String(decoding: figures[0..<4], as: UTF8.self)
            let month = String(decoding: figures[4..<6], as: UTF8.self)
            let day = String(decoding: figures[6..<8], as: UTF8.self)
            guard let date = CivilDate(iso: "\(year)-\(month)-\(day)") else { return nil }
            self = date
        } else {
            guard let date = CivilDate(reading: text) else { return nil }
            self = date
        }
    }

    /// 2026-11
    var monthText: String { String(description.prefix(7)) }
}
