import Japanese
import Ward

/// What the ward tells the public about its plan, by value: sealed and published editions, and nothing else.
struct PublicEdition: Sendable {
    /// The ward, as it is called on its site.
    let owner: String
    let planTitle: String
    /// Newest quarter first, one edition of each: the newest that is public.
    let quarters: [Quarter]
    /// Reports and comparisons.
    let documents: [Document]
    let isSample: Bool
    /// The newest daily head of the audit trail: published, so that everybody may hold the ward to it.
    let head: SignedHead?

    /// A published quarter.
    struct Quarter: Sendable {
        /// `2026-2`, in the names of files.
        let code: String
        let edition: Int
        let contentHash: String
        let sealedAt: Timestamp
        let content: RoundContent
        /// Drawn from the sealed content, without what is for the office alone.
        let page: [UInt8]
        /// The sealed content, whose SHA-256 is `contentHash`; `nil` where it holds remarks of the office.
        let canonical: [UInt8]?

        var title: String { content.quarter + (content.scope.map { "（臨時　\($0)）" } ?? "") }
        var name: String { "\(code)-\(edition)" }
    }

    /// A published document that stands on its own.
    struct Document: Sendable {
        let title: String
        /// Name of its files without the ending.
        let name: String
        let edition: Int
        let contentHash: String
        let page: [UInt8]
        /// `nil` where it holds remarks of the office.
        let canonical: [UInt8]?
        /// Tagged PDF; `nil` while none was made, and where it was made of a page with links into the site.
        let pdf: [UInt8]?
    }

    /// An initiative through all quarters that are public.
    struct Line: Sendable {
        let lineage: String
        /// As it is called in the newest quarter that has it.
        let heading: String
        let promises: [String]
        let answers: [(quarter: Quarter, entry: ReportedEntry)]

        var name: String { lineage.lowercased() }
    }

    /// Initiatives in the order of the newest quarter, and behind them those that only older ones have.
    var lines: [Line] {
        var order: [String] = []
        var answers: [String: [(Quarter, ReportedEntry)]] = [:]
        for quarter in quarters {
            for entry in quarter.content.entries {
                if answers[entry.lineage] == nil { order.append(entry.lineage) }
                answers[entry.lineage, default: []].append((quarter, entry))
            }
        }
        return order.map { lineage in
            let own = answers[lineage] ?? []
            let newest = own.first
            let heading = newest?.1.initiative ?? ""
            let note = newest?.0.content.initiatives.first { $0.heading == heading }
            return Line(lineage: lineage, heading: heading, promises: note?.promises ?? [], answers: own)
        }
    }

    /// Marks of an edition counted over both denominators.
    static func tally(_ content: RoundContent) -> MarkTally<String> {
        MarkTally(
            content.entries.map { entry in
                CountedItem(
                    id: entry.id, mark: entry.isAnswered ? entry.mark.map { "\($0.symbol) \($0.label)" } : nil,
                    repeats: entry.isRepeat ? .unnamed : nil)
            },
            order: content.marks.map { "\($0.symbol) \($0.label)" })
    }
}

/// One file of the public edition.
struct PublicFile: Hashable, Sendable {
    /// Relative, with `/`.
    let path: String
    let bytes: [UInt8]

    init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    init(_ path: String, _ text: String) {
        self.init(path, Array(text.utf8))
    }
}

extension PublicEdition {
    /// Every file of the folder; equal editions give equal files.
    var files: [PublicFile] {
        let pages = PublicPages(edition: self)
        let data = PublicData(edition: self)
        var files = [PublicFile("style.css", PublicPages.style)]
        for page in [pages.index, pages.criteria] + quarters.map(pages.quarter) + lines.map(pages.line) {
            files.append(PublicFile("\(page.name).html", pages.document(page).text))
            files.append(PublicFile("\(page.name).txt", page.plain))
        }
        files += data.files
        for quarter in quarters {
            files.append(PublicFile("editions/\(quarter.name).html", quarter.page))
            if let canonical = quarter.canonical {
                files.append(PublicFile("editions/\(quarter.name).json", canonical))
            }
        }
        for document in documents {
            files.append(PublicFile("documents/\(document.name).html", document.page))
            if let canonical = document.canonical {
                files.append(PublicFile("documents/\(document.name).json", canonical))
            }
            if let pdf = document.pdf { files.append(PublicFile("documents/\(document.name).pdf", pdf)) }
        }
        if let head { files.append(PublicFile("head.txt", HeadFile.text(head))) }
        files.sort { $0.path < $1.path }
        // In the form that sha256sum -c reads.
        let hashes = files.map { "\(ContentHash.of($0.bytes))  \($0.path)\n" }.joined()
        return files + [PublicFile("hashes.txt", hashes)]
    }
}
