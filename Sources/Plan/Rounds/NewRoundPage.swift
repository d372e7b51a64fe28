import Japanese
import Site
import Ward

/// Preparing a round: the quarter, then its days.
struct NewRoundPage {
    let quarters: [Quarter]
    let chosen: Quarter
    let proposal: RoundCalendar
    let office: OfficeCalendar
    let csrfToken: String
    var errors = FormErrors.none
    var sent: Form?

    var page: Page {
        Page(
            "新しい四半期を準備する", trail: [RoundListPage.link], section: RoundListPage.link.path,
            body: """
                <p>日程は開庁日で数えた案です。変えてから準備できます。照会は、準備のあとに始めます。</p>
                \(form)
                \(reminders)
                """)
    }

    private var form: HTML {
        FormView(
            action: "/rounds", csrfToken: csrfToken, submit: "準備する", errors: errors, sent: sent,
            cancel: Link("やめる", RoundListPage.link.path),
            fields: [
                .select(
                    "quarter", "四半期", quarters.map { Choice($0.code, $0.japanese) }, value: chosen.code,
                    hint: "確認する四半期です。終わった四半期の状況を確認します。"),
                .date("opensOn", "照会開始日", value: proposal.opensOn.japanese),
                .date("dueOn", "回答期限", value: proposal.dueOn.japanese),
                .date("closesOn", "締切日", value: proposal.closesOn.japanese, hint: "遅れた回答を受け付ける最後の日です。"),
                .date("freezesOn", "確定予定日", value: proposal.freezesOn.japanese),
            ]
        ).html
    }

    private var reminders: HTML {
        let days = proposal.reminders(in: office).map(\.japaneseWithWeekday).joined(separator: "、")
        return "<p>この日程では、督促の目安は\(days)です。</p>"
    }
}

extension Quarter {
    /// `2026-2`: as sent by forms and commands.
    var code: String { "\(fiscalYear.year)-\(number)" }

    init?(code: String) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), (1900...2100).contains(year), let number = Int(parts[1])
        else {
            return nil
        }
        self.init(FiscalYear(year), number)
    }
}
