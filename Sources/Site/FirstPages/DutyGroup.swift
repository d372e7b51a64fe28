import Japanese
import Ward

/// What waits for a person of one kind: all of it, and what is shown at once.
struct DutyGroup: Hashable, Sendable {
    let kind: DutyKind
    /// In the order in which they should be done.
    let duties: [Duty]

    /// As many are shown on the first page; the others one link away.
    static let shownMax = 5

    var overdue: Int { duties.count(where: \.isOverdue) }
    var earliest: CivilDate? { duties.compactMap(\.dueOn).min() }
    /// Of all things of this kind.
    var path: String { "/today/\(kind.code)" }
    /// The lists in which they stand, where there is more than one thing to do.
    var lists: [String] {
        var seen: Set<String> = []
        return duties.count > 1 ? duties.compactMap(\.list).filter { seen.insert($0).inserted } : []
    }

    /// The way to do several at once.
    var together: HTML {
        let links: [HTML] = lists.enumerated().map { position, list in
            let number = lists.count > 1 ? "（\(position + 1)）" : ""
            return ButtonLink("一覧でまとめて行う\(number)", list).html
        }
        return links.isEmpty ? .empty : "<p class=\"actions\">\(links)</p>\n"
    }

    /// By kind: what is late first, then by the earliest day; kinds of one rank in the order of the sources.
    static func groups(_ duties: [Duty]) -> [DutyGroup] {
        var order: [DutyKind] = []
        var byKind: [DutyKind: [Duty]] = [:]
        for duty in duties {
            if byKind[duty.kind] == nil { order.append(duty.kind) }
            byKind[duty.kind, default: []].append(duty)
        }
        let groups = order.map { kind in
            DutyGroup(kind: kind, duties: stably(byKind[kind] ?? []) { $0.goesBefore($1) })
        }
        return stably(groups) { left, right in
            guard let first = left.duties.first, let second = right.duties.first else { return false }
            return first.goesBefore(second)
        }
    }

    private static func stably<Item>(_ items: [Item], _ goesBefore: (Item, Item) -> Bool) -> [Item] {
        items.enumerated().sorted { left, right in
            if goesBefore(left.element, right.element) { return true }
            if goesBefore(right.element, left.element) { return false }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// 2件が期限を過ぎています。最も早い期限は令和6年12月9日（月）です。
    var note: HTML {
        let late: HTML = overdue == 0 ? .empty : "\(Tag("期限を過ぎたもの \(overdue)件", .danger)) "
        let day: HTML? = earliest.map { "最も早い期限は\($0.japaneseWithWeekday)です。" }
        return late.isEmpty && day == nil ? .empty : "<p>\(late)\(day)</p>\n"
    }

    func list(_ shown: some Sequence<Duty>) -> LinkList {
        LinkList(
            shown.map { duty in
                let tag: HTML = duty.isOverdue ? "\(Tag("期限超過", .danger)) " : ""
                return LinkList.Item(duty.link.title, duty.link.path, note: "\(tag)\(duty.note)")
            })
    }

    static let answer: AnswerShape = [
        "kind": .text, "title": .text, "path": .text, "count": .integer, "overdue": .integer,
        "earliestDueOn": .orNull(.text),
    ]

    /// For programs.
    var json: JSON {
        [
            "kind": .string(kind.code), "title": .string(kind.title), "path": .string(path),
            "count": JSON(duties.count), "overdue": JSON(overdue), "earliestDueOn": JSON(earliest?.description),
        ]
    }
}
