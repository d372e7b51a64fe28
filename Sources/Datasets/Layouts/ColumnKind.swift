/// What the values of a column are. A code is never a number.
public enum ColumnKind: String, Hashable, Sendable, Codable, CaseIterable {
    case text, name, kana, address, prefecture, id, list, presence, flag, url, time, date, phone, latitude, longitude
    /// 全国地方公共団体コード of whoever publishes the file.
    case municipalityCode = "municipality-code"
    /// 所在地_全国地方公共団体コード: where the thing stands.
    case placeCode = "place-code"
    case municipalityName = "municipality-name"
    case townID = "town-id"
    case postalCode = "postal-code"
    case corporateNumber = "corporate-number"
    /// A whole number that is not negative.
    case count
    /// Any decimal number.
    case number
    /// Digits whose form nobody knows: kept as they are.
    case code

    /// The values are written with ASCII digits: full-width ones are wrong here, and right in a text.
    var isNarrow: Bool {
        switch self {
        case .municipalityCode, .placeCode, .townID, .postalCode, .corporateNumber, .count, .number, .latitude,
            .longitude,
            .time, .date, .phone, .url, .flag:
            true
        case .text, .name, .kana, .address, .prefecture, .municipalityName, .id, .list, .presence, .code: false
        }
    }

    var isNumeric: Bool {
        switch self {
        case .count, .number, .latitude, .longitude: true
        default: false
        }
    }
}
