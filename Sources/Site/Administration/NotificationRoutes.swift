import Storage
import Ward

/// お知らせのメール: what became of them, a person's word about those that were not delivered, and people's addresses.
enum NotificationRoutes {
    static let all: [Route] = [
        .page("notifications", needs: .readJobs, NotificationsPage.load),
        .action("notifications/retry", needs: .manageJobs, page: NotificationsPage.load) { _, change in
            let count = try NotificationStore.retryAll(by: change.stamp, on: change.connection)
            return .done("\(count)件を、もう一度送ります。", at: NotificationsPage.link.path)
        },
        .action(
            "notifications/:notification/retry", on: PersonNotification.self, needs: .manageJobs,
            page: NotificationsPage.load
        ) { notification, _, change in
            try NotificationStore.retry(notification.id, by: change.stamp, on: change.connection)
            return .done("もう一度送ります。同じメールのほかのお知らせも、一緒に送ります。")
        },
        .action(
            "notifications/:notification/dismiss", on: PersonNotification.self, needs: .manageJobs,
            page: NotificationsPage.load
        ) { notification, _, change in
            try NotificationStore.dismiss(notification.id, by: change.stamp, on: change.connection)
            return .done("送らないことにしました。")
        },
        .action("people/:person/mail", on: Person.self, needs: .managePeople, page: PersonPage.load) {
            person, form, change in
            let mail = try form.values(NotificationFields.others)
            var choice = try NotificationChoiceStore.find(of: person.id, on: change.connection)
            try form.checkRevision(of: choice)
            choice.mail = mail
            try NotificationChoiceStore.set(choice, of: person.id, by: change.stamp, on: change.connection)
            return .done(mail == nil ? "メールアドレスを消しました。メールは送りません。" : "メールアドレスを変更しました。")
        }.byHandOnly,
    ]

    private static let undelivered = DutyKind("ward.notifications", "届かなかったメールを確かめる")

    /// What was not delivered, for whoever keeps the machinery running.
    static let duties = DutySource { person, ward in
        guard person.may(.manageJobs) else { return [] }
        let now = ward.clock.now()
        let count = try await ward.database.read { try NotificationStore.undelivered(at: now, on: $0).count }
        guard count > 0 else { return [] }
        return [
            Duty(
                undelivered,
                link: Link("届けられなかったお知らせのメールを確かめる（\(count)件）", NotificationsPage.link.path),
                note: "理由を確かめ、もう一度送るか、送らないことにしてください。")
        ]
    }
}

extension PersonNotification: AddressedRecord {
    public static let parameter = "notification"
    public var path: String { NotificationsPage.link.path }
}
