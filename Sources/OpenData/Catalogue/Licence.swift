import Storage

/// The terms under which a dataset may be used: both let everybody reuse it when the source is named.
enum Licence: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    /// 公共データ利用規約（第1.0版）, デジタル庁, 2024-07-05: one fixed text and an annex; compatible with CC BY 4.0
    case publicData = "PDL-1.0"
    case attribution = "CC-BY-4.0"

    var title: String {
        switch self {
        case .publicData: "公共データ利用規約（第1.0版）"
        case .attribution: "クリエイティブ・コモンズ 表示 4.0 国際"
        }
    }

    var address: String {
        switch self {
        case .publicData: "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"
        case .attribution: "https://creativecommons.org/licenses/by/4.0/"
        }
    }
}

/// How often a dataset is promised to be brought up to date, with its term of the EU's list that DCAT names.
enum Frequency: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    case daily = "DAILY"
    case monthly = "MONTHLY"
    case quarterly = "QUARTERLY"
    case annual = "ANNUAL"
    case irregular = "IRREG"

    var title: String {
        switch self {
        case .daily: "毎日"
        case .monthly: "毎月"
        case .quarterly: "四半期ごと"
        case .annual: "毎年"
        case .irregular: "変わったとき"
        }
    }

    var address: String { "http://publications.europa.eu/resource/authority/frequency/\(rawValue)" }

    /// After how many days a release is older than was promised, with room for the work; `nil` where nothing is promised.
    var daysMax: Int? {
        switch self {
        case .daily: 2
        case .monthly: 45
        case .quarterly: 120
        case .annual: 400
        case .irregular: nil
        }
    }
}

/// The field of life a dataset belongs to (グループ), with its term of the EU's list that DCAT names.
enum Theme: String, CaseIterable, Sendable {
    case disaster, population, children, welfare, environment, traffic, culture, administration

    var title: String {
        switch self {
        case .disaster: "防災・安全"
        case .population: "人口・統計"
        case .children: "子育て・教育"
        case .welfare: "福祉・医療"
        case .environment: "環境・公園"
        case .traffic: "まちづくり・交通"
        case .culture: "文化・観光"
        case .administration: "行財政・計画"
        }
    }

    var address: String {
        let code =
            switch self {
            case .disaster: "JUST"
            case .population: "SOCI"
            case .children: "EDUC"
            case .welfare: "HEAL"
            case .environment: "ENVI"
            case .traffic: "TRAN"
            case .culture: "EDUC"
            case .administration: "GOVE"
            }
        return "http://publications.europa.eu/resource/authority/data-theme/\(code)"
    }
}
