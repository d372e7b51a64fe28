/// The codes of the audit trail in words, for actions on the ward's own records. Each module names its own.
enum ActionWords {
    static let ward = [
        "ward.signIn": "サインイン", "ward.signIn.failed": "サインインの失敗", "ward.signOut": "サインアウト",
        "ward.session.end": "サインインの終了", "ward.person.create": "利用者の登録", "ward.person.rename": "氏名の変更",
        "ward.person.password": "パスワードの変更", "ward.person.deactivate": "利用の停止", "ward.person.reactivate": "利用の再開",
        "ward.role.assign": "役割の付与", "ward.role.end": "役割の終了", "ward.unit.create": "組織の追加",
        "ward.unit.correct": "組織の訂正", "ward.unit.abolish": "組織の廃止", "ward.unit.contact": "連絡先の変更",
        "ward.body.create": "会議体の設置",
        "ward.body.correct": "会議体の訂正", "ward.body.end": "会議体の終了", "ward.body.remit": "所掌の変更",
        "ward.body.secretariat": "事務局の変更", "ward.seat.add": "席の追加", "ward.seat.end": "席の終了",
        "ward.seat.withdraw": "席の取消し", "ward.post.create": "職の追加", "ward.post.holder": "職にある人の変更",
        "ward.job.request": "処理の依頼", "ward.job.end": "処理の終了", "ward.job.cancel": "処理の中止", "ward.job.resume": "処理の再開",
        "ward.evidence.keep": "根拠資料の保存", "ward.seal": "確定", "ward.head": "日締め",
        "ward.head.stamp": "日締めの時刻の証明", "ward.key.enter": "署名の鍵の登録", "ward.key.end": "署名の鍵の終了",
        "ward.witness.take": "立会いの署名の受入れ",
        "ward.seal.attach": "確定への添付", "ward.setting.set": "設定の変更",
        "ward.signIn.codeFailed": "確認コードの誤り", "ward.secondFactor.begin": "認証アプリの登録の開始",
        "ward.secondFactor.confirm": "認証アプリの登録", "ward.secondFactor.recoveryCodes": "回復コードの作成",
        "ward.secondFactor.reset": "認証アプリの登録の取消し", "ward.request.ask": "申出", "ward.request.confirm": "申出の確認",
        "ward.request.decline": "申出の取下げ", "ward.roster.take": "名簿の取込み",
        "ward.effect.append": "効果の台帳への記入",
    ]
}
