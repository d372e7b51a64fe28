import Japanese

/// How a screen wants a day written.
enum DayForm: String, CaseIterable {
    case dashes = "yyyy-MM-dd"
    case slashes = "yyyy/MM/dd"
    case digits = "yyyyMMdd"
    case year = "yyyy"
    case month = "MM"
    case day = "dd"
    case japanese = "和暦"

    func text(_ day: CivilDate) -> String {
        let iso = "\(day)"
        let parts = iso.split(separator: "-").map(String.init)
        return switch self {
        case .dashes: iso
        case .slashes: parts.joined(separator: "/")
        case .digits: parts.joined()
        case .year: parts[0]
        case .month: parts[1]
        case .day: parts[2]
        case .japanese: day.japanese
        }
    }
}
