/// The codes of this module's actions in the audit trail, in words.
enum PlanActions {
    static let titles: [String: String] = {
        var titles = [
            "plan.import.read": "通知文の読取り", "plan.import.decide": "指摘への判断", "plan.import.year": "文書の年の確認",
            "plan.import.adopt": "計画への取入れ", "plan.import.undecide": "指摘への判断の取消し", "plan.import.line": "文書の行の読み方の決定",
            "plan.import.undoLine": "文書の行の読み方の取消し", "plan.import.columns": "表の列の読み方の決定",
            "plan.import.carry": "前の版の読み方の引継ぎ", "plan.import.recognise": "画像の文字の読取り",
            "plan.initiative.assign": "主管課の決定", "plan.indicator.create": "指標の追加",
            "plan.indicator.target": "目標値の設定", "plan.indicator.edit": "指標の訂正", "plan.indicator.end": "指標の終了",
            "plan.indicator.resume": "指標の終了の取消し", "plan.marks.save": "進捗区分の登録", "plan.round.plan": "照会の準備",
            "plan.round.reschedule": "照会の日程の変更", "plan.round.discard": "準備中の四半期の削除",
            "plan.round.cancelAmendment": "訂正の取りやめ", "plan.entry.hand-over": "回答の引継ぎ", "plan.report.create": "報告書の作成",
            "plan.report.paragraph": "報告書の文の追加", "plan.report.proposal": "計画修正(案)の追加", "plan.report.remove": "報告書からの削除",
            "plan.report.correct": "報告書の訂正の開始", "plan.report.cancelCorrection": "報告書の訂正の取りやめ",
            "plan.report.discard": "報告書の下書きの削除", "plan.report.edit": "報告書の下書きの訂正",
            "plan.report.editParagraph": "報告書の文の訂正", "plan.report.editProposal": "計画修正(案)の訂正",
            "plan.meeting.create": "会議の予定", "plan.meeting.write": "会議の記録の保存",
            "plan.meeting.attendance": "会議の出欠の保存", "plan.meeting.decide": "決定事項の追加",
            "plan.meeting.undecide": "決定事項の取消し",
            "plan.meeting.confirm": "会議の記録の確定", "plan.meeting.cancel": "会議の中止", "plan.meeting.correct": "会議の記録の訂正",
            "plan.team.establish": "作業チームの設置", "plan.team.end": "作業チームの終了", "plan.comment.add": "意見の記入",
            "plan.comment.withdraw": "意見の取下げ",
            "plan.comment.respond": "意見への対応結果", "plan.form.return": "照会票の読取り", "plan.form.take": "照会票の取込み",
            "plan.version.begin": "改定案の作成", "plan.version.discard": "改定案の取下げ", "plan.version.decide": "計画の改定の決定",
            "plan.version.effect": "計画の版の施行", "plan.version.edit": "改定案: 取組を改める", "plan.version.add": "改定案: 取組を設ける",
            "plan.version.merge": "改定案: 取組の統合", "plan.version.split": "改定案: 取組の分割", "plan.version.end": "改定案: 取組の終了",
            "plan.version.reword": "改定案: 改める理由の訂正", "plan.version.bringBack": "改定案: 取組を戻す",
            "plan.proposal.add": "計画の修正の提案", "plan.proposal.adopted": "提案の採用", "plan.proposal.declined": "提案の見送り",
            "plan.standIn.name": "代行者の決定", "plan.standIn.end": "代行の終了", "plan.round.count": "指標の計測",
            "plan.publication.add": "確定版の公表",
        ]
        titles["plan.reminder.make"] = "督促の作成"
        titles["plan.reminder.withdraw"] = "督促の取下げ"
        for state in Reminder.State.allCases { titles["plan.reminder.\(state.rawValue)"] = "督促: \(state.title)" }
        for event in RoundEvent.allCases { titles["plan.round.\(event.rawValue)"] = "照会: \(event.title)" }
        for event in EntryEvent.allCases { titles["plan.entry.\(event.rawValue)"] = "回答: \(event.title)" }
        return titles
    }()
}
