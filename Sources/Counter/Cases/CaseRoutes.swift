import Site
import Ward

/// The addresses of the desk's cases. They hold identifiers only.
enum CaseRoutes {
    static let endReason = Field.text(
        "reason", "終える理由", max: 200, hint: "例: ご家族が各窓口で手続きを済ませたため、連絡が取れないため")

    static let all: [Route] = [
        .page("desk", needs: .runDesk, DeskPage.load),
        .page("desk/cases/new", needs: .runDesk, CaseFormPage.new),
        .action("desk/cases", needs: .runDesk, summary: "案件を受け付ける", page: CaseFormPage.new) { form, change in
            let told = try CaseFormPage.fields(change.request).read(&form)
            let made = try CaseStore.open(
                told, base: try BereavementDesk.base, by: change.stamp, on: change.connection)
            return .done("案件\(made.number)を受け付けました。続けて日時を決めてください。", at: made.path + "/booking")
        },
        .page("desk/cases/:case", needs: .runDesk, CasePage.load),
        .page("desk/cases/:case/edit", needs: .runDesk, CaseFormPage.correction),
        .action(
            "desk/cases/:case/edit", on: CaseView.self, needs: .runDesk, summary: "案件の内容を直す",
            page: CaseFormPage.correction
        ) {
            view, form, change in
            let told = try CaseFormPage.fields(change.request).read(&form, known: view.deskCase.deceased)
            try form.checkRevision(of: view.deskCase)
            try view.correct(
                told, isProved: try form.values(CaseFormPage.proved), by: change.stamp, on: change.connection)
            return .done("内容を直しました。")
        },
        step("close", "案件を終える", asks: closing) { view, form, change in
            let reason = try form.values(endReason)
            try CaseStore.end(view.deskCase, because: reason, by: change.stamp, on: change.connection)
            return .done("案件を終えました。")
        },
        step("reveal", "支援措置の対象者の住所を表示する") { view, _, change in
            try DeskLog.append("view", case: view.deskCase.id, by: change.stamp, on: change.connection)
            return .kept("住所を表示しました。だれが見たかを記録しました。")
        },
    ]

    // MARK: the visit and the work at it

    static let work: [Route] = [
        step("ask", "担当の課に事前確認を依頼する") { view, _, change in
            let asked = try view.ask(by: change.stamp, on: change.connection)
            return .kept(asked.isEmpty ? "新しく依頼することはありません。" : "担当の課に事前確認を依頼しました。")
        },
        step("unbook", "予約を取り消す", asks: { view, _ in view.visit.map { Self.givingUp($0, "予約を取り消します", "予約を取り消す") } }) {
            view, _, change in
            try view.giveUpVisit(isMissed: false, by: change.stamp, on: change.connection)
            return .done("予約を取り消しました。日時を決め直すか、このまま日程待ちにできます。")
        },
        step(
            "missed", "来庁がなかったことを記録する",
            asks: { view, _ in view.visit.map { Self.givingUp($0, "来庁がなかったことを記録します", "来庁がなかった") } }
        ) {
            view, _, change in
            try view.giveUpVisit(isMissed: true, by: change.stamp, on: change.connection)
            return .done("来庁がなかったことを記録しました。")
        },
        step("begin", "来庁を始める") { view, form, change in
            guard Set(form.form.all(CaseWork.verified.name)).isSuperset(of: CaseWork.identity) else {
                throw form.refusing(CaseWork.verified, DeskRefusal.notVerified.words)
            }
            let isProved = try form.values(CaseFormPage.proved)
            try view.beginVisit(isProved: isProved, by: change.stamp, on: change.connection)
            return .kept("来庁を始めました。", settling: [CaseWork.verified.name, CaseFormPage.proved.name])
        },
        step("end", "来庁を終える", asks: ending) { view, form, change in
            let changes = try items(of: view, &form)
            try view.endVisit(changes, by: change.stamp, on: change.connection)
            return .done("来庁を終えました。期限を見守ります。")
        },
        step("items", "手続きの状態を書く") { view, form, change in
            let changes = try items(of: view, &form)
            try view.set(changes, by: change.stamp, on: change.connection)
            return .kept("\(changes.count)件の状態を保存しました。", settling: ItemField.names(in: form.form))
        },
        step("calls", "電話を記録する") { view, form, change in
            let (reached, note) = try form.values(CaseWork.reached, CaseWork.note)
            try CallStore.append(
                case: view.deskCase.id, isReached: reached == "yes", note: note, by: change.stamp,
                on: change.connection)
            return .kept("電話を記録しました。", settling: [CaseWork.reached.name, CaseWork.note.name])
        },
    ]

    private static func step(
        _ name: String, _ summary: String, asks: (@Sendable (CaseView, Change) throws -> Confirmation?)? = nil,
        change: @escaping @Sendable (CaseView, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        .action(
            "desk/cases/:case/\(name)", on: CaseView.self, needs: .runDesk, summary: summary, page: CasePage.load,
            asks: asks, change: change)
    }

    /// What the rows of the table say, on what the person saw.
    private static func items(of view: CaseView, _ form: inout FormReader) throws -> [ItemChange] {
        let changes = view.items.compactMap { ItemField(item: $0).read(&form) }
        try form.check()
        try form.checkRevision(of: view)
        return changes
    }

    // MARK: what is asked first

    private static func givingUp(_ visit: DeskVisit, _ title: String, _ submit: String) -> Confirmation {
        Confirmation(
            title, submit: submit, consequences: ["\(visit.japanese)の予約がなくなり、案件は「日程待ち」に戻ります。"],
            irreversible: "空いた時間は、すぐにほかのご家族が予約できるようになります。同じ時間を取り直せるとは限りません。")
    }

    @Sendable private static func ending(_ view: CaseView, _ change: Change) -> Confirmation? {
        guard view.visit?.state == .visiting else { return nil }
        return Confirmation(
            "\(view.deskCase.visitor.name)様の来庁を終えます", submit: "来庁を終える",
            consequences: [
                "画面で選んだ手続きの状態を保存します。", "かかった時間と手続きの数を、名前のない集計に加えます。",
                "済んでいない手続きは、期限を見守ります。",
            ], irreversible: "来庁の終わりの時刻と集計は、あとから直せません。")
    }

    @Sendable private static func closing(_ view: CaseView, _ change: Change) -> Confirmation {
        let open = view.applying.count(where: \.isOpen)
        let waiting = view.checks.count { $0.check.state == .asked }
        return Confirmation(
            "案件 \(view.deskCase.number) を終えます", submit: "案件を終える",
            consequences: [
                view.visit.map { "\($0.japanese)の予約を取り消します。" },
                waiting > 0 ? "回答を待っている事前確認\(waiting)件を取り下げます。" : nil,
                "済んでいない手続き\(open)件の、期限のお知らせを止めます。",
                "記録は、終えた日から\(view.settings.keepMonths)か月後に消します。",
            ].compactMap(\.self), irreversible: "終えた案件は元に戻せません。ご家族がまた来るときは、新しく受け付けます。")
    }
}
