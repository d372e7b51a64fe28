import Foundation
import Ward

extension NotificationSending {
    /// That of a site with these modules, through the mail server that the environment names.
    ///
    /// - Parameter post: `nil` where no mail is to leave.
    public init(modules: [any Module], post: Post?, wardName: String, address: String? = PublicAddress.configured()) {
        self.init(
            kinds: modules.flatMap(\.notifications),
            grants: modules.map(\.grants).reduce(WardGrants.all) { $0.merging($1) }, post: post, wardName: wardName,
            address: address, choicePath: NotificationChoicePage.path)
    }

    /// Sends what is due, every minute. Where the environment names a mail server in words that cannot be read, nothing is sent,
    /// and administration says why.
    static func tick(of modules: [any Module], wardName: String) -> Tick {
        let post = (try? Post.configured()) ?? nil
        let sending = NotificationSending(modules: modules, post: post, wardName: wardName)
        return Tick("ward.notifications", everySeconds: 60) { ward in _ = try await sending.pass(ward) }
    }
}

extension NotificationSending.Post {
    /// The one the environment names, or `nil`.
    public static func configured(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(MailRefusal) -> NotificationSending.Post? {
        try SMTPSettings(environment: environment).map { settings in
            NotificationSending.Post(sender: settings.sender, transport: .smtp(settings))
        }
    }
}
