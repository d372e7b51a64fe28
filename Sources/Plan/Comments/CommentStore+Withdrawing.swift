import Site
import Storage
import Ward

extension CommentStore {
    /// Takes an opinion back: it is no longer shown, answered or reported. The row stays, and so does what a sealed report
    /// printed.
    static func withdraw(
        _ comment: Comment, reason: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard !reason.isBlank else { throw CommentRefusal.withdrawalReasonNeeded }
        let gone = try connection.execute(
            """
            UPDATE plan_comment SET withdrawn_at = \(stamp.at), withdrawn_by = \(stamp.actor.name),
                withdraw_reason = \(reason)
            WHERE id = \(comment.id) AND withdrawn_at IS NULL
            """)
        guard gone == 1 else { throw CommentRefusal.withdrawn }
        try stamp.note("plan.comment.withdraw", "comment/\(comment.id)", ["reason": .string(reason)], on: connection)
    }

    /// Who wrote an opinion, by the trail: two people may have one name.
    static func author(of id: ID<Comment>, on connection: any Connection) throws -> ID<Person>? {
        try connection.row(
            """
            SELECT person FROM audit WHERE subject = \("comment/\(id)") AND action = 'plan.comment.add'
            ORDER BY sequence LIMIT 1
            """
        ).flatMap { try $0["person"] }
    }
}

extension CommentAccess {
    /// Who wrote an opinion takes it back. What came from outside was typed in for somebody: who types in such opinions takes
    /// it back when they ask for it.
    static func mayWithdraw(_ comment: Comment, _ person: SignedIn, on connection: any Connection) throws -> Bool {
        guard comment.withdrawal == nil else { return false }
        if comment.layer.isFromOutside, person.may(.recordOutsideComments) { return true }
        return try CommentStore.author(of: comment.id, on: connection) == person.person
    }
}

/// An opinion that the person may take back.
struct WithdrawnComment: RouteSubject {
    let comment: Comment

    static func load(_ request: PageRequest, on connection: any Connection) throws -> WithdrawnComment {
        let page = try CommentPage.load(request, on: connection)
        guard page.comment.withdrawal == nil else { throw CommentRefusal.withdrawn }
        guard page.mayWithdraw else { throw PageRefusal.forbidden(.writeComments) }
        return WithdrawnComment(comment: page.comment)
    }

    var path: String { comment.path }

    var confirmation: Confirmation {
        var consequences = ["意見は、画面にも、これから作る報告書にも載らなくなります。取り下げたことと理由は、残ります。"]
        if !comment.responses.isEmpty { consequences.append("書かれている対応結果\(comment.responses.count)件も、載らなくなります。") }
        consequences.append("すでに確定した報告書に載っている意見は、その版に残ります。")
        return Confirmation(
            "意見を取り下げます", submit: "意見を取り下げる", consequences: consequences,
            irreversible: "取り下げた意見は、元に戻せません。必要なときは、新しい意見として書いてください。")
    }
}
