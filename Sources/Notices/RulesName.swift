/// How the rules of an office are called at the end of their title: ○○市情報化推進委員会設置要綱.
enum RulesName {
    static let endings = ["要綱", "要項", "規程", "規則", "条例", "要領", "会則", "規約", "内規"]

    static func ends(_ title: String) -> Bool { endings.contains(where: title.hasSuffix) }
}
