import Ward

/// A part of the platform with pages of its own, such as 計画と進捗: an entry of the bar on top, and a list of its pages beside each
/// of them.
///
///     Area("窓口", order: 20, pages: [NavigationEntry(DeskPage.link, needs: .runDesk)])
///
/// The order of the whole platform: 計画と進捗 10, 窓口 20, 標準化 30, データ 40, 自動化 50, 生成AI 60, 経費 70, 基盤 80, 学び 90, 管理 100.
public struct Area: Hashable, Sendable {
    public let title: String
    /// Areas stand in the bar by this number.
    public let order: Int
    /// In the order of the list beside them. Who may enter none of them does not see the area.
    public let pages: [NavigationEntry]

    public init(_ title: String, order: Int, pages: [NavigationEntry]) {
        self.title = title
        self.order = order
        self.pages = pages
    }

    /// The pages that somebody may enter.
    func pages(for person: SignedIn) -> [Link] {
        pages.filter { person.may($0.permission) }.map(\.link)
    }
}

/// A page of an area, shown to those who may use it.
public struct NavigationEntry: Hashable, Sendable {
    public let link: Link
    public let permission: Permission

    public init(_ link: Link, needs permission: Permission) {
        self.link = link
        self.permission = permission
    }
}
