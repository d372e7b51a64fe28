extension SyntheticWard {
    /// A class of defects in registers of residents, with what a right tool says about it.
    public enum DefectClass: String, CaseIterable, Hashable, Sendable, Codable {
        case eraOutOfRange = "DT1"
        case unknownPart = "DT2"
        case impossibleDate = "DT3"
        case sentinelDate = "DT4"
        case lunarDate = "DT5"
        case halfWidthKana = "NM1"
        case nameSeparator = "NM2"
        case unknownGlyph = "NM3"
        case twinCode = "NM4"
        case kanaMismatch = "NM5"
        case hyphen = "AD1"
        case townSpelling = "AD2"
        case townNumeral = "AD3"
        case townUnknown = "AD4"
        case headOfHousehold = "HH1"
        case relationUnfit = "HH2"
        case emptyHousehold = "HH3"
        case checkDigit = "ID1"
        case duplicateNumber = "ID2"
        case collidingNumber = "ID3"
        case historyOrder = "HI1"
        case historyLast = "HI2"
        case unknownCode = "CD1"
        case tooLong = "LN1"
        case missingResident = "XS1"
        case attributeDiffers = "XS2"
        case moneyDiffers = "XS3"
        case shieldDiffers = "PR1"
        case hiddenShown = "PR2"
        case brokenRecord = "FM1"

        /// `fix`, `warn`, `stop` or `block`.
        var severity: String {
            switch self {
            case .eraOutOfRange, .unknownPart, .halfWidthKana, .nameSeparator, .twinCode, .hyphen, .townSpelling,
                .townNumeral:
                "fix"
            case .lunarDate, .kanaMismatch, .townUnknown, .relationUnfit, .historyOrder, .missingResident,
                .attributeDiffers:
                "warn"
            case .impossibleDate, .sentinelDate, .unknownGlyph, .headOfHousehold, .emptyHousehold, .checkDigit,
                .duplicateNumber, .collidingNumber, .historyLast, .unknownCode, .tooLong, .moneyDiffers, .brokenRecord:
                "stop"
            case .shieldDiffers, .hiddenShown: "block"
            }
        }

        /// Planted records in 10,000 residents.
        var rate: Int {
            switch self {
            case .eraOutOfRange: 10
            case .unknownPart: 12
            case .impossibleDate: 8
            case .sentinelDate, .lunarDate, .kanaMismatch, .townUnknown, .tooLong: 5
            case .halfWidthKana: 20
            case .nameSeparator: 25
            case .unknownGlyph, .twinCode: 6
            case .hyphen, .townNumeral: 20
            case .townSpelling: 10
            case .headOfHousehold, .relationUnfit, .emptyHousehold, .checkDigit, .duplicateNumber: 6
            case .collidingNumber: 5
            case .historyOrder, .historyLast, .unknownCode: 8
            case .missingResident: 8
            case .attributeDiffers: 60
            case .moneyDiffers: 12
            case .shieldDiffers: 8
            case .hiddenShown: 5
            case .brokenRecord: 6
            }
        }
    }

    /// One planted defect of one person.
    struct Flaw: Hashable, Sendable {
        let kind: DefectClass
        /// In which file.
        let sheet: Int
        /// Which way, where a class has several.
        let variant: Int
        /// Another person who is concerned: of the same number, or a head who is none.
        var other: Int = -1
    }
}
