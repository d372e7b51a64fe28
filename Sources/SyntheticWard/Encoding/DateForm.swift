import Japanese

extension SyntheticWard {
    /// How a system writes its dates.
    enum DateForm: Sendable {
        /// 3640107: a figure for the era, two for the year, then month and day.
        case eraFigures
        /// 19890107
        case figures
        /// 1989-01-07
        case hyphens
        /// 1989/01/07
        case slashes
        /// S64.1.7
        case eraLetter
        /// H01.01.08
        case eraLetterPadded
        /// 昭和64年1月7日
        case words

        func text(_ day: Int32) -> String {
            let date = CivilDate(dayNumber: Int(day))
            return text(Era.of(date) ?? .meiji, date.year, date.month, date.day)
        }

        /// The day as if another era were still in use, or were in use already.
        func text(_ day: Int32, in era: Era) -> String {
            let date = CivilDate(dayNumber: Int(day))
            return text(era, date.year, date.month, date.day)
        }

        /// Whether an era is written at all.
        var hasEra: Bool { ![.figures, .hyphens, .slashes].contains(self) }

        /// Any year, month and day, also such as there are not.
        func text(_ era: Era, _ year: Int, _ month: Int, _ day: Int) -> String {
            let number = year - era.firstYear + 1
            func two(_ value: Int) -> String { SyntheticWard.padded(value, to: 2) }
            let four = SyntheticWard.padded(year, to: 4)
            switch self {
            case .eraFigures:
                return String((Era.allCases.firstIndex(of: era) ?? 0) + 1) + two(number) + two(month) + two(day)
            case .figures: return four + two(month) + two(day)
            case .hyphens: return four + "-" + two(month) + "-" + two(day)
            case .slashes: return four + "/" + two(month) + "/" + two(day)
            case .eraLetter: return "\(era.letter)\(number).\(month).\(day)"
            case .eraLetterPadded: return era.letter + two(number) + "." + two(month) + "." + two(day)
            case .words: return "\(era.rawValue)\(number == 1 ? "元" : String(number))年\(month)月\(day)日"
            }
        }

        /// A date of which the day, or the day and the month, is not known (DT2).
        func unknown(_ birth: Int32, hidesMonth: Bool) -> String {
            let date = CivilDate(dayNumber: Int(birth))
            let era = Era.of(date) ?? .meiji
            if self == .words {
                let year = EraYear(of: date)?.japanese ?? ""
                return hidesMonth ? year + "月日不詳" : "\(year)\(date.month)月頃"
            }
            return text(era, date.year, hidesMonth ? 0 : date.month, 0)
        }

        /// A day that is in no calendar (DT3).
        func impossible(_ birth: Int32) -> String {
            let date = CivilDate(dayNumber: Int(birth))
            return text(Era.of(date) ?? .meiji, date.year, 2, 30)
        }

        /// Figures that stand for no date (DT4).
        var sentinels: [String] {
            switch self {
            case .eraFigures: ["9999999"]
            case .figures: ["99999999", "11111111"]
            case .hyphens: ["9999-12-31", "1111-11-11"]
            case .slashes: ["9999/12/31", "1111/11/11"]
            case .eraLetter, .eraLetterPadded, .words: ["9999-12-31"]
            }
        }
    }
}
