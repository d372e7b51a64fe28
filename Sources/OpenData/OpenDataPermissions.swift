import Ward

extension Permission {
    /// See the whole catalogue, what is not public included.
    public static let readCatalogue = Permission("opendata.catalogue.read", "オープンデータの台帳を見る")
    /// Describe datasets of one's section and hand in files.
    public static let editDatasets = Permission("opendata.dataset.edit", "オープンデータを登録し、ファイルを提出する")
    /// Decide what is published, and answer residents.
    public static let publishDatasets = Permission("opendata.dataset.publish", "オープンデータを公開する", isPowerful: true)
    /// Name the catalogues of others from which datasets are taken over.
    public static let manageHarvests = Permission("opendata.harvest.manage", "ほかのカタログの取込みを管理する")
    public static let answerRequests = Permission("opendata.request.answer", "公開の要望に回答する")
}

extension Role {
    /// オープンデータを公開する人
    public static let dataOfficer = Role("dataOfficer", "オープンデータ担当")
}

enum OpenDataGrants {
    static let all = Grants([
        .dataOfficer: WardGrants.everybody.union([
            .readCatalogue, .editDatasets, .publishDatasets, .manageHarvests, .answerRequests,
        ]),
        .editor: [.readCatalogue, .editDatasets],
        .approver: [.readCatalogue, .editDatasets],
        .secretariat: [.readCatalogue],
        .auditor: [.readCatalogue],
    ])
}

/// The codes of this module's actions in the audit trail, in words.
enum OpenDataActions {
    static let titles: [String: String] = [
        "opendata.dataset.write": "データセットの登録・変更", "opendata.dataset.decide": "データセットの公開の決定",
        "opendata.dataset.delete": "公開したことのないデータセットの削除", "opendata.resource.write": "データの名前の変更",
        "opendata.resource.end": "データの提供の終了", "opendata.resource.delete": "提出のないデータの削除",
        "opendata.release.hand-in": "データの提出", "opendata.release.publish": "データの公開",
        "opendata.release.withdraw": "提出したデータの取下げ",
        "opendata.release.take-down": "データの版の公開の取りやめ",
        "opendata.release.correct-take-down": "公開を取りやめた理由の文の訂正", "opendata.request.ask": "公開の要望",
        "opendata.request.answer": "公開の要望への回答",
        "opendata.request.correct": "公開の要望への回答の訂正", "opendata.request.withdraw": "公開の要望への回答の取下げ",
        "opendata.request.close": "公開の要望を公開せずに終了", "opendata.source.write": "取込み元の登録・変更",
        "opendata.source.end": "取込みの終了", "opendata.harvest.run": "ほかのカタログの取込み",
        "opendata.harvested.hide": "取り込んだデータセットを見せない", "opendata.harvested.show": "取り込んだデータセットをまた見せる",
    ]
}
