import Japanese
import Site
import Ward

/// Comments in their layers, each with what was done about it and all that was answered before.
struct CommentSection {
    let comments: [Comment]
    /// Where comments on one section's answer lead to.
    var entryTitles: [ID<Entry>: String] = [:]

    var html: HTML {
        guard !comments.isEmpty else { return "<p class=\"empty\">意見は、まだありません。</p>" }
        return "\(CommentLayer.allCases.map(layer))"
    }

    private func layer(_ layer: CommentLayer) -> HTML {
        let own = comments.filter { $0.layer == layer }
        guard !own.isEmpty else { return .empty }
        return """
            <h3>\(layer.title)の意見（\(own.count)件）</h3>
            \(TableView(
                caption: "\(layer.title)の意見", columns: [.rowHeader("意見"), .text("出どころ"), .text("日時"), .text("対応結果")],
                rows: own.map { comment in
                    [
                        "\(content(comment))\(entry(comment))", "\(comment.origin)",
                        "\(comment.at.japanese)", "\(latest(comment))<p>\(link(comment))</p>",
                    ]
                }, isCaptionHidden: true))
            """
    }

    private func entry(_ comment: Comment) -> HTML {
        guard let entry = comment.entry, let title = entryTitles[entry] else { return .empty }
        return "<p><a href=\"\(EntryPage.path(entry))\">\(title)</a></p>"
    }

    private func content(_ comment: Comment) -> HTML {
        guard let withdrawal = comment.withdrawal else { return Prose(comment.content).html }
        return "<p>（\(withdrawal.at.japanese)に取り下げられました。）</p>"
    }

    private func latest(_ comment: Comment) -> HTML {
        if comment.withdrawal != nil { return Tag("取下げ", .neutral).html }
        return comment.response.map { $0.html } ?? Tag("対応の記載なし", .waiting).html
    }

    private func link(_ comment: Comment) -> HTML {
        """
        <a href="\(comment.path)">対応の経過を見る<span class="visually-hidden">\
        （\(comment.at.japanese)の\(comment.layer.title)の意見）</span></a>
        """
    }
}

extension CommentResponse {
    var html: HTML {
        let why: HTML = reason.isEmpty ? .empty : "<p>理由</p>\(Prose(reason))"
        return "\(tag)\(Prose(content))\(why)<p>\(unitName)　\(respondedOn.japanese)</p>"
    }

    private var tag: HTML {
        switch state {
        case .done: Tag(state.title, .done).html
        case .underWay: Tag(state.title, .active).html
        case .declined: Tag(state.title, .neutral).html
        }
    }
}
