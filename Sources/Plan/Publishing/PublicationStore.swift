import Japanese
import Storage
import Ward

/// A sealed edition that may be made public, or is.
struct Publishable: Sendable {
    let seal: Seal
    let title: String
    let publishedAt: Timestamp?
    /// What points to a person in it (個人情報の保護に関する法律2条1項): it is not made public before that is mended.
    let personal: [String]
}

/// Why something is not made public.
enum PublicationRefusal: Refusal, Hashable {
    case unknown
    case personal([String])
    case notReported
    /// A newer edition of the quarter is sealed.
    case replaced

    var words: String {
        switch self {
        case .unknown: "その版はありません。一覧から選び直してください。"
        case .personal(let places):
            "個人を示すものがあるため、公表できません（規則V22）。四半期を訂正して書き直してください。\n" + places.map { "・\($0)" }.joined(separator: "\n")
        case .notReported: "部会に報告していない四半期は、公表できません。先に報告書を確定してください。"
        case .replaced: "この四半期には新しい版があります。新しい版を公表してください。"
        }
    }
}

/// What is public, in the database.
enum PublicationStore {
    /// The kinds of sealed records that can be made public, with the order in which they are shown.
    static let kinds = [RoundContent.kind, ReportContent.kind, SealedComparison.kind]

    /// What is public, and what may be made public: quarters that were reported, in their newest edition, and sealed
    /// reports and revisions. The newest first.
    static func list(on connection: any Connection) throws -> [Publishable] {
        let published = try published(on: connection)
        let names = try personNames(on: connection)
        let rounds = Dictionary(
            try RoundStore.list(on: connection).map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        return try SealStore.all(on: connection).reversed().compactMap { seal in
            guard kinds.contains(seal.kind) else { return nil }
            let moment = published["\(seal.kind) \(seal.subject) \(seal.edition)"]
            if moment == nil, seal.kind == RoundContent.kind {
                guard let round = rounds[seal.subject], round.edition == seal.edition,
                    round.state == .reported || round.state == .published
                else { return nil }
            }
            if moment != nil, let round = rounds[seal.subject] {
                // Nothing but its title is asked for: it need not be read back.
                return Publishable(
                    seal: seal, title: "\(round.label)の進捗確認", publishedAt: moment, personal: [])
            }
            let content = try SealStore.content(of: seal, on: connection)
            return Publishable(
                seal: seal, title: title(of: seal, content), publishedAt: moment,
                personal: moment == nil ? PersonalReading.places(in: content, names: names) : [])
        }
    }

    /// Makes one sealed edition public; a quarter also moves on to 公表済み.
    static func publish(_ edition: PublishedEdition, by stamp: Stamp, on connection: any Connection) throws {
        let seal = edition.seal
        let places = PersonalReading.places(in: edition.content, names: try personNames(on: connection))
        guard places.isEmpty else { throw PublicationRefusal.personal(places) }
        if seal.kind == RoundContent.kind, let id = ID<Round>(untrusted: seal.subject) {
            let round = try Round.known(id, on: connection)
            guard round.edition == seal.edition else { throw PublicationRefusal.replaced }
            switch round.state {
            case .reported: try RoundStore.move(round, by: .publish, stamp: stamp, on: connection)
            case .published: break
            default: throw PublicationRefusal.notReported
            }
        }
        let rows = try connection.execute(
            """
            INSERT INTO publication (kind, subject, edition, published_at, published_by)
            VALUES (\(seal.kind), \(seal.subject), \(seal.edition), \(stamp.at), \(stamp.actor.name))
            ON CONFLICT (kind, subject, edition) DO NOTHING
            """)
        guard rows > 0 else { return }
        try stamp.note(
            "plan.publication.add", "\(seal.kind)/\(seal.subject)", ["edition": JSON(seal.edition)], on: connection)
    }

    /// Everything that is public, ready to be written.
    static func edition(owner: String, on connection: any Connection) throws -> PublicEdition {
        let published = try published(on: connection)
        var quarters: [(Round, PublicEdition.Quarter)] = []
        var documents: [PublicEdition.Document] = []
        var newest: [String: Seal] = [:]
        for seal in try SealStore.all(on: connection)
        where published["\(seal.kind) \(seal.subject) \(seal.edition)"] != nil {
            let key = "\(seal.kind) \(seal.subject)"
            if newest[key].map({ $0.edition < seal.edition }) ?? true { newest[key] = seal }
        }
        for key in newest.keys.sorted() {
            guard let seal = newest[key],
                let sealed = try SealStore.rendering(of: seal, type: "text/html", on: connection)
            else { continue }
            let content = try SealStore.content(of: seal, on: connection)
            let canonical = Array(content.canonical.utf8)
            if seal.kind == RoundContent.kind {
                guard let id = ID<Round>(untrusted: seal.subject), let quarter = RoundContent(content),
                    let round = try Round.find(id, on: connection)
                else { continue }
                let suffix = round.limitedTo == nil ? "" : "-\(id.text.suffix(6).lowercased())"
                quarters.append(
                    (
                        round,
                        PublicEdition.Quarter(
                            code: round.quarter.code + suffix, edition: seal.edition, contentHash: seal.contentHash,
                            sealedAt: seal.sealedAt, content: quarter.withoutRemarks,
                            page: quarter.drawnForPublic(seal.heading),
                            canonical: quarter.hasRemarks ? nil : canonical)
                    ))
            } else {
                let report = seal.kind == ReportContent.kind ? ReportContent(content) : nil
                let isFree = !InternalRemarks.linksInside(sealed) && report?.hasRemarks != true
                // What was sealed with remarks is drawn without them, and its PDF and JSON stay in the house.
                let page =
                    isFree
                    ? sealed
                    : report?.withoutRemarks.drawn(seal.heading) ?? InternalLinks.removed(from: sealed)
                let prefix = seal.kind == ReportContent.kind ? "report" : "comparison"
                documents.append(
                    PublicEdition.Document(
                        title: title(of: seal, content),
                        name: "\(prefix)-\(seal.subject.suffix(8).lowercased())-\(seal.edition)", edition: seal.edition,
                        contentHash: seal.contentHash, page: page,
                        canonical: report?.hasRemarks == true ? nil : canonical,
                        pdf: isFree
                            ? try SealStore.rendering(of: seal, type: "application/pdf", on: connection) : nil))
            }
        }
        quarters.sort { ($1.0.quarter, $1.1.code) < ($0.0.quarter, $0.1.code) }
        let plan = try PlanStore.current(on: connection)?.planTitle ?? "計画"
        return PublicEdition(
            owner: owner, planTitle: quarters.first?.1.content.planTitle ?? plan, quarters: quarters.map(\.1),
            documents: documents, isSample: try SettingStore.isSample(on: connection),
            head: try DailyHeadStore.latest(on: connection).map { try DailyHeadStore.signed($0, on: connection) })
    }

    static func title(of seal: Seal, _ content: JSON) -> String {
        switch seal.kind {
        case RoundContent.kind:
            (content["quarter"]?.string ?? "") + (content["scope"]?.string.map { "（臨時　\($0)）" } ?? "") + "の進捗確認"
        case SealedComparison.kind: "新旧対照表　\(content["new"]?.string ?? "")"
        default: content["title"]?.string ?? "報告書"
        }
    }

    private static func published(on connection: any Connection) throws -> [String: Timestamp] {
        Dictionary(
            try connection.rows("SELECT kind, subject, edition, published_at FROM publication").map { row in
                let (kind, subject): (String, String) = (try row["kind"], try row["subject"])
                let edition: Int = try row["edition"]
                return ("\(kind) \(subject) \(edition)", try row["published_at"])
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Names of the people who use the system: officials stand in public texts as posts.
    private static func personNames(on connection: any Connection) throws -> [String] {
        try PersonStore.list(on: connection).map(\.name)
    }
}
