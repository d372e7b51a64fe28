import Japanese
import Site
import Ward

/// The addresses of the rules: everybody of the ward's staff may read them, a section changes its own.
enum RuleRoutes {
    static let all: [Route] = [
        .page("desk/rules", needs: .readRules, RuleListPage.load),
        .page("desk/rules/:procedure", needs: .readRules, RulePage.load),
        .page("desk/rules/:procedure/edit", needs: .editRules, RuleEditPage.load),
        change("edit", "規則の案を項目で書く", page: RuleEditPage.load) { place, form, change in
            let rule = RuleForm(procedure: place.draft ?? place.procedure, base: place.base)
            let told = try rule.read(&form, current: place.version?.text ?? place.text)
            try form.checkRevision(of: place)
            try place.propose(
                told.text, validFrom: told.validFrom, note: told.note, by: change.stamp, on: change.connection)
            return .done("案を保存しました。変わるところを確かめてください。")
        },
        .page("desk/rules/:procedure/text", needs: .editRules, RuleTextPage.load),
        change("text", "規則の案を文面で書く", page: RuleTextPage.load) { place, form, change in
            let (note, text) = (form.value(RuleForm.note), form.value(RuleTextPage.text))
            let check = text.map { place.check($0, on: change.today) }
            for problem in check?.problems ?? [] {
                form.errors.add("text", "\(problem.line.map { "\($0)行目：" } ?? "")\(problem.message)")
            }
            if let check, check.procedure == nil, check.problems.isEmpty { form.errors.add("text", "規則として読めません。") }
            guard form.errors.isEmpty, let note, let text, let validFrom = check?.procedure?.validFrom else {
                throw FormRefused(form.errors)
            }
            try form.checkRevision(of: place)
            try place.propose(text, validFrom: validFrom, note: note, by: change.stamp, on: change.connection)
            return .done("案を保存しました。変わるところを確かめてください。")
        },
        .page("desk/rules/:procedure/try", needs: .readRules, RuleTryPage.load),
        .action(
            "desk/rules/:procedure/try", on: RulePlace.self, needs: .readRules, summary: "規則に答えを当てはめて試す（何も保存しない）",
            page: RuleTryPage.load
        ) {
            _, form, change in
            _ = try RuleTryPage.load(change.request, on: change.connection).form.read(&form)
            return .kept("答えを当てはめました。何も保存していません。")
        },
        change("examples", "規則の例を作り直す", page: RulePage.load) { place, form, change in
            try form.checkRevision(of: place)
            try place.renewExamples(by: change.stamp, on: change.connection)
            return .done("案を保存しました。変わるところを確かめてください。")
        },
        change("check", "規則の案を確かめたことを記録する", page: RulePage.load, asks: { rule, _ in confirming(rule.place) }) {
            place, form, change in
            try form.checkRevision(of: place)
            try place.confirm(by: change.stamp, on: change.connection)
            return .done("確かめたことを記録しました。")
        },
        change("withdraw", "規則の案を取り下げる", page: RulePage.load, asks: { rule, _ in rule.place.version.map(withdrawing) })
        {
            place, form, change in
            try form.checkRevision(of: place)
            try place.withdraw(by: change.stamp, on: change.connection)
            return .done("案を取り下げました。")
        },
        .action(
            "desk/rules/:procedure/publish", on: RulePlace.self, needs: .publishRules, summary: "規則の案を公開する",
            page: RulePage.load,
            asks: { place, change in publishing(place, on: change.today) }
        ) { place, form, change in
            try form.checkRevision(of: place)
            let version = try place.publish(by: change.stamp, on: change.connection)
            return .done("公開しました。\(version.validFrom.japanese)以後の場合に使います。")
        },
    ]

    /// A change by the rule's own section.
    private static func change(
        _ name: String, _ summary: String, page: @escaping PageLoading<some PageView>,
        asks: (@Sendable (OwnRule, Change) throws -> Confirmation?)? = nil,
        work: @escaping @Sendable (RulePlace, inout FormReader, Change) throws -> Outcome
    ) -> Route {
        .action(
            "desk/rules/:procedure/\(name)", on: OwnRule.self, needs: .editRules, summary: summary, page: page,
            asks: asks
        ) { try work($0.place, &$1, $2) }
    }

    // MARK: what is asked first

    private static let editions = "公開した版は取り消せません。直すときは、次の版を公開します。受け付けた案件は、受け付けたときの版のままです。"

    private static func publishing(_ place: RulePlace, on today: CivilDate) -> Confirmation? {
        guard let version = place.version, let check = place.check(on: today) else { return nil }
        return Confirmation(
            "「\(place.procedure.title.japanese)」の案を公開します", submit: "この案を公開する",
            consequences: place.changes(check) + ["\(version.validFrom.japanese)以後の場合に、ご家族の一覧と窓口の画面で使います。"],
            irreversible: editions)
    }

    private static func confirming(_ place: RulePlace) -> Confirmation {
        Confirmation(
            "「\(place.procedure.title.japanese)」を今の内容のまま確かめたものとします", submit: "間違いないことを確かめた",
            consequences: [
                "確かめた日とあなたの課の名前で、新しい版を公開します。",
                place.procedure.isDraft ? "これまで出ていなかった、ご家族の一覧と手引きに出ます。" : nil,
            ].compactMap(\.self), irreversible: editions)
    }

    private static func withdrawing(_ version: RuleVersion) -> Confirmation {
        Confirmation(
            "改める案を取り下げます", submit: "案を取り下げる",
            consequences: ["\(version.madeBy)さんが\(version.madeAt.japanese)に作った案（理由：\(version.note)）を使わなくします。"],
            irreversible: "取り下げた案は、直すことも公開することもできません。使うには、もう一度書いてください。")
    }
}
