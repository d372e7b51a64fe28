import Storage
import Ward

/// What an administrator of a new installation does, and sees again when something of it is missing.
enum SetUpSteps {
    static let source = StepSource { person, ward in
        guard person.may(.managePeople) else { return nil }
        let today = ward.clock.today
        return try await ward.database.read { connection in
            let units = try UnitStore.list(validOn: today, on: connection).count
            let people = try PersonStore.list(on: connection).count(where: \.isActive)
            let others = try person.others(who: .managePeople, on: today, connection)
            let mail = (try? NotificationSending.Post.configured()) ?? nil
            return StepList(
                "並木を使い始める準備",
                [
                    NextStep(
                        Link("組織を登録する", "/units"), isDone: units > 0,
                        note: units > 0 ? "\(units)の組織があります。" : "課の名前と番号を登録すると、利用者の役割を課に結び付けられます。"),
                    NextStep(
                        Link("利用者を登録する", "/people"), isDone: people > 1,
                        note: people > 1 ? "\(people)人が登録されています。" : "担当、課長、事務局の人を登録し、役割を付けます。"),
                    NextStep(
                        Link("管理者を2人以上にする", "/people"), isDone: !others.isEmpty,
                        note: "管理者の役割と自分の役割は、ほかの管理者が確認してから付きます。"),
                    NextStep(
                        Link("認証アプリを登録する", SecondFactorPage.path),
                        isDone: try SecondFactorStore.find(of: person.person, on: connection).confirmedAt != nil,
                        note: "管理者など強い権限を持つ人は、サインインに確認コードを使います。"),
                    NextStep(
                        onServer: "署名鍵を作る", ward.signingKey == nil ? .open : .done,
                        note: ward.signingKey == nil
                            ? "サーバーで namiki signing-key を実行すると、確定した内容と監査証跡に署名が付きます。" : "確定した内容と監査証跡に署名が付きます。"),
                    NextStep(
                        onServer: "控えを毎日取る", .unseen, note: "サーバーで namiki backup を毎日実行し、別の場所に保管してください。"),
                    NextStep(
                        onServer: "メールの送信を設定する", mail == nil ? .unseen : .done,
                        note: mail == nil
                            ? "設定すると督促をメールで送れます。設定しない場合は、印刷して渡せます。" : "督促をメールで送れます。"),
                ])
        }
    }
}
